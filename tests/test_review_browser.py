"""The review page in a real browser: read, filtered and walked through by keyboard alone."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    expect,
    sync_playwright,
)

from datapakke.config import load_config
from datapakke.demo.settings import shipped_config
from datapakke.formats import period
from datapakke.model import Figure, FigureKey, Status
from datapakke.packet.model import Akse, Packet, Point
from datapakke.packet.overview import VEIEN
from datapakke.review.sidecar import short_names
from example_packet import county, own
from review_helpers import World, card, pages

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="maskinen har ingen Chromium (Debian: apt-get install chromium)"
)
DESKTOP, PHONE = (1400, 950), (390, 844)
FULL, FRAME = "nore-og-uvdal", "document.querySelector('.ramme')"
SERIOUS = {"serious", "critical", "moderate"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The page of a round of all 21 municipalities, where one packet is not as it was made."""
    folder = tmp_path_factory.mktemp("runde") / "2016-host"
    world = World(load_config(shipped_config()), folder, sider=3)
    names = map(world.order.inndeling.navn, world.kommuner)
    world.pdfs = dict.fromkeys(names, pages("Kommunen", 3))
    world.build()
    (folder / "0615-flaa.pdf").write_bytes(b"%PDF-1.7 en annen fil")
    world.write()
    return world


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, without a window."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield launched
        launched.close()


@dataclass
class Seen:
    """What a page asked for, and what went wrong in it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the beginning."""
        self.page.on("request", self._ask)
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._fail)

    def _ask(self, request: Request) -> None:
        self.asked.append(request.url)

    def _hear(self, message: ConsoleMessage) -> None:
        self.wrong.append(f"{message.type}: {message.text}")

    def _fail(self, error: Error) -> None:
        self.wrong.append(str(error))

    def said(self) -> str:
        """Give what a screen reader is told."""
        return self.page.inner_text("#melding")

    def focused(self) -> str:
        """Give what has the focus: its id, or its text."""
        return str(
            self.page.evaluate("document.activeElement.id || document.activeElement.textContent")
        )


@pytest.fixture
def seen(world: World, browser: Browser) -> Iterator[Seen]:
    """The page of the meetings; whatever a test does, nothing is fetched and nothing goes wrong."""
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    seen = Seen(context.new_page())
    seen.page.goto((world.page / "index.html").as_uri())
    yield seen
    outside = [url for url in seen.asked if not url.startswith(world.page.as_uri())]
    context.close()
    assert outside == []
    assert seen.wrong == []


def open_packet(seen: Seen, world: World, slug: str = "modum") -> None:
    """Open a municipality's page."""
    seen.page.goto((world.page / "pakker" / f"{card(world.review(), slug).navn}.html").as_uri())


def shown(seen: Seen) -> list[str]:
    """Give the municipalities that are shown, in order."""
    return seen.page.locator(".kort:not([hidden]) .til").all_inner_texts()


def test_all_21_are_walked_through_by_keyboard(seen: Seen, world: World) -> None:
    press = seen.page.keyboard.press
    press("j")
    assert seen.said() == "Hurum, 1 av 21"
    press("Enter")
    walked = []
    for kort in world.review().kort:
        seen.page.wait_for_selector(f"h1:has-text('{kort.kommunenr}')")
        walked.append(seen.page.inner_text("h1"))
        for number in range(1, len(kort.sider) + 1):
            press("j")
            assert seen.said() == f"Side {number} av {len(kort.sider)}"
            assert seen.focused() == f"side-{number}"
        press("n")
    assert len(set(walked)) == 21
    assert seen.said() == "Dette er den siste kommunen."
    press("Escape")
    seen.page.wait_for_selector("h1:has-text('Gjennomgang')")
    assert seen.page.url.endswith("index.html#k-0632")


def test_pages_are_turned_by_keys_and_buttons(seen: Seen, world: World) -> None:
    open_packet(seen, world)
    press, at = seen.page.keyboard.press, seen.page.locator("#plass")
    for key, where in (
        ("End", 3),
        ("k", 2),
        ("Home", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("j", 2),
    ):
        press(key)
        expect(at).to_have_text(f"Side {where} av 3")
        assert seen.focused() == f"side-{where}"
    top = seen.page.evaluate("document.getElementById('side-2').getBoundingClientRect().top")
    bar = seen.page.evaluate("document.querySelector('.verktoy').getBoundingClientRect().bottom")
    assert 0 <= top - bar < 40
    seen.page.click("#side-neste")
    expect(at).to_have_text("Side 3 av 3")
    press("j")
    assert seen.said() == "Dette er den siste siden. Trykk n for Sigdal."
    seen.page.click("#side-forrige")
    expect(at).to_have_text("Side 2 av 3")
    press("Home")
    press("k")
    assert seen.said() == "Dette er den første siden."


def test_whole_pages_fit_the_window_and_wide_ones_do_not(seen: Seen, world: World) -> None:
    open_packet(seen, world)
    height = "document.querySelector('.side img').getBoundingClientRect().height"
    assert seen.page.evaluate(height) < DESKTOP[1]
    seen.page.keyboard.press("h")
    assert seen.page.get_attribute("#hele", "aria-pressed") == "false"
    assert seen.page.evaluate(height) > DESKTOP[1]
    open_packet(seen, world, "sigdal")
    assert seen.page.get_attribute("#hele", "aria-pressed") == "false"
    seen.page.click("#hele")


def test_the_page_scrolled_to_is_the_one_that_turning_goes_on_from(
    seen: Seen, world: World
) -> None:
    open_packet(seen, world)
    seen.page.evaluate("document.getElementById('side-2').scrollIntoView()")
    expect(seen.page.locator("#plass")).to_have_text("Side 2 av 3")
    seen.page.keyboard.press("j")
    assert seen.focused() == "side-3"


def test_filters_and_search_leave_what_is_asked_for(seen: Seen) -> None:
    page = seen.page
    assert len(shown(seen)) == 21
    page.keyboard.press("/")
    page.keyboard.type("skolesjef@hol.")
    assert shown(seen) == ["Hol"]
    assert page.inner_text("#antall") == "Viser 1 av 21 kommuner."
    assert page.locator(".mote:visible").count() == 1
    page.keyboard.press("Escape")
    expect(page.locator("#antall")).to_have_text("Viser 21 av 21 kommuner.")
    page.select_option("#f-mote", label="2. november 2016, Modum")
    assert shown(seen) == ["Modum", "Sigdal"]
    page.check("#f-skiller")
    assert shown(seen) == ["Modum"]
    page.click("button[type=reset]")
    page.select_option("#f-tilstand", label="filen er endret")
    assert shown(seen) == ["Flå"]
    page.select_option("#f-tilstand", label="alle")
    page.check("#f-varsler")
    assert shown(seen) == ["Flå"]
    page.fill("#sok", "finnes ikke")
    assert shown(seen) == []
    assert page.inner_text("#antall") == "Viser 0 av 21 kommuner."


def test_a_filter_still_holds_on_the_way_back(seen: Seen) -> None:
    seen.page.select_option("#f-mote", label="2. november 2016, Modum")
    seen.page.click("a.til:text-is('Sigdal')")
    seen.page.wait_for_selector("h1:has-text('0621')")
    seen.page.go_back()
    seen.page.wait_for_selector("h1:has-text('Gjennomgang')")
    assert shown(seen) == ["Modum", "Sigdal"]


def test_the_table_is_sorted_as_it_says(seen: Seen, world: World) -> None:
    seen.page.goto((world.page / "tall.html").as_uri())
    first = shown(seen)
    assert first[:3] == ["Hol", "Modum", "Drammen"]
    assert "uansett til hvilken side" in seen.page.inner_text("#sortert")
    seen.page.click("[data-sorter=navn]")
    by_name = shown(seen)
    assert (by_name[0], by_name[-1]) == ("Drammen", "Ål")
    assert seen.said() == "Sortert alfabetisk."
    seen.page.click("[data-sorter=mote]")
    assert shown(seen)[:4] == ["Hurum", "Røyken", "Modum", "Sigdal"]
    seen.page.click("[data-sorter=skiller]")
    assert shown(seen) == first
    seen.page.check("#f-skiller")
    assert shown(seen) == ["Hol", "Modum"]


def test_the_whole_table_is_seen_on_a_desktop_and_can_be_pushed_aside_on_a_phone(
    browser: Browser, tmp_path: Path
) -> None:
    """With every key figure, and as wide cells and names as there are."""
    world = World(load_config(shipped_config()), tmp_path / "2016-host", ("drammen", FULL))
    world.changes = {FULL: with_every_key_figure}
    world.build()
    world.write()
    page = browser.new_page()
    page.goto((world.page / "tall.html").as_uri())
    assert page.locator("#alle tbody tr").first.locator("td b").count() == len(VEIEN)
    assert page.locator("#alle thead tr").first.locator("th").count() == len(VEIEN) + 2
    page.set_viewport_size({"width": 1300, "height": 900})
    assert page.evaluate(f"{FRAME}.scrollWidth <= {FRAME}.clientWidth")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.focus(".ramme")
    assert "rulles" in str(page.get_attribute(".ramme", "aria-label"))
    page.evaluate(f"{FRAME}.scrollLeft = 400")
    assert page.evaluate(f"{FRAME}.scrollLeft") == 400
    name, frame = (page.locator(one).first.bounding_box() for one in ("tbody .kommune", ".ramme"))
    assert name
    assert frame
    assert name["x"] == frame["x"]
    assert name["width"] < frame["width"] / 3
    page.close()


def with_every_key_figure(one: Packet) -> Packet:
    """Give a packet whose overview has all the rows that there are, each with a filled point."""
    names, aar = [short_names()[name] for name in VEIEN], "2013/14–2015/16"
    points = tuple(Point(name, 1.0, "11,5\u00a0%", apen=False) for name in names)
    axes = tuple(Akse(name, f"{period(aar)} · høyt er bra") for name in names)
    assert one.oversikt
    return replace(
        one,
        oversikt=replace(one.oversikt, series=(own(points), county(points)), akser=axes),
        figurer=tuple(
            Figure(FigureKey(name, "kommune", one.kommunenr, aar), Status.VIST, Decimal(1), n)
            for name, n in zip(VEIEN, (*[744] * (len(VEIEN) - 3), *[12045] * 3), strict=True)
        ),
    )


def test_single_keys_can_be_switched_off_and_do_nothing_while_one_writes(seen: Seen) -> None:
    seen.page.focus("#sok")
    seen.page.keyboard.type("j")
    assert seen.page.input_value("#sok") == "j"
    assert seen.said() == ""
    seen.page.keyboard.press("Escape")
    seen.page.click("#hjelp summary")
    seen.page.uncheck("#hurtig")
    seen.page.keyboard.press("j")
    assert seen.said() == ""
    seen.page.check("#hurtig")
    seen.page.evaluate("document.activeElement.blur()")
    seen.page.keyboard.press("j")
    assert seen.said() == "Hurum, 1 av 21"


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_accessibility_engine_finds_nothing(
    seen: Seen, world: World, size: tuple[int, int]
) -> None:
    seen.page.set_viewport_size({"width": size[0], "height": size[1]})
    for name in ("index.html", "tall.html", "pakker/0623-modum.html", "pakker/0615-flaa.html"):
        seen.page.goto((world.page / name).as_uri())
        found = Axe().run(seen.page).response["violations"]
        told = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SERIOUS]
        assert told == [], name
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_it_can_be_read_without_script(world: World, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((world.page / "index.html").as_uri())
    assert page.locator(".kort:visible").count() == 21
    assert not page.is_visible("#filter")
    page.click("a.til:text-is('Modum')")
    assert page.locator(".side img:visible").count() == 3
    assert page.get_attribute(".side img", "alt") == "Side 1 av 3 i pakken for Modum"
    assert not page.is_visible("#side-neste")
    page.click("#neste")
    assert page.inner_text("h1").startswith("Sigdal")
    context.close()


def test_the_policy_lets_nothing_out_and_nothing_else_run(world: World, browser: Browser) -> None:
    """The guard itself: without it, these would succeed or be asked of the network."""
    page = browser.new_page()
    page.goto((world.page / "index.html").as_uri())
    fetch = "fetch('http://127.0.0.1:9/x').then(() => 'ja', (error) => error.name + error.message)"
    blocked: list[str] = []
    page.on("console", lambda one: blocked.append(one.text))
    page.evaluate(fetch)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=http://127.0.0.1:9/x>')")
    page.evaluate("""const s = document.createElement('script'); s.textContent = 'window.ran = 1';
        document.body.append(s)""")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    for what in ("connect-src", "img-src", "script-src"):
        assert any(what in text for text in blocked), what
    page.close()


def test_pictures_are_shown_and_on_paper_the_tools_are_not(seen: Seen, world: World) -> None:
    open_packet(seen, world)
    expect(seen.page.locator(".side img").first).to_have_js_property("naturalWidth", 1240)
    seen.page.emulate_media(media="print")
    for what in (".verktoy", ".vei", "#hjelp"):
        assert not seen.page.is_visible(what)
    assert seen.page.is_visible(".internt")


def test_the_browser_is_the_machines_own() -> None:
    assert BROWSER is not None
    assert Path(BROWSER).exists()
