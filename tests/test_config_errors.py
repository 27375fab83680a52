"""Each thing that can be wrong in the configuration is told once, with line and column.

In the tables, § marks the place that the message must give; it is not in the file.
"""

from pathlib import Path

import pytest

from config_text import VALID, load_text, marked, problems_of, replaced
from datapakke.errors import ConfigError

CODES = [
    (
        'kode: "0620"',
        "kode: §0620",
        (
            "«kode»: 0620 uten anførselstegn leses av YAML som tallet 400, for nullen foran betyr"
            ' åttetallssystemet. Skriv "0620".'
        ),
    ),
    ('kode: "0602"', "kode: §0602", "leses av YAML som tallet 386"),
    ('kode: "0612", navn: Hole', "kode: §0619, navn: Hole", 'Skriv "0619".'),
    ('kode: "3330"', "kode: §3330", "leses av YAML som tallet 3330, og ikke som en kode"),
    (
        '["06", "30", "33"]',
        '[§06, "30", "33"]',
        "«fylkesnumre»: 06 uten anførselstegn leses av YAML",
    ),
    ('["0602", "0625"', '["0602", §0625', "0625 uten anførselstegn leses av YAML som tallet 405"),
    ('kode: "0620"', 'kode: §"620"', "«kode» er «620», men skal være 4 sifre i anførselstegn."),
    ('kode: "0620"', "kode: §[0, 6]", "«kode» er en liste, men skal være 4 sifre"),
    ('- {kode: "3330"', '- §{kode: "0620"', "koden 0620 er brukt før, av Hol."),
    (
        '- {kode: "3044"',
        '- §{kode: "4630"',
        "4630 begynner ikke med et av fylkesnumrene (06, 30, 33)",
    ),
    ("Svelvik, fra: 1994, til: 2019", "Svelvik, fra: 1994, til: §1993", "ikke være før «fra»"),
    (
        '- {kode: "3044", navn: Hol, fra: 2020,',
        '- §{kode: "3044", navn: Hol, fra: 2018,',
        "koden 3044 gjelder fra 2018, men 0620 gjelder til 2019: de overlapper.",
    ),
    (
        '- {kode: "3044", navn: Hol, fra: 2020,',
        '- §{kode: "3044", navn: Hol, fra: 2022,',
        "koden 3044 gjelder fra 2022, men 0620 bare til 2019: årene mellom mangler en kode.",
    ),
    (
        'fra: 1994, til: 2019}\n      - {kode: "3044"',
        'fra: 1994}\n      - §{kode: "3044"',
        "men 0620 har ingen «til». Bare den siste koden kan mangle den.",
    ),
    (
        '- {kode: "0711", navn: Svelvik, fra: 1994, til: 2019}',
        '- §{kode: "0711", navn: Svelvik, fra: 1994}',
        "her mangler «til».",
    ),
    ("fra: 1994", "fra: §94", "«fra» er «94», men skal være et årstall mellom 1838 og 2199."),
    ("fra: 1994", "fra: §i fjor", "«fra» er «i fjor», men skal være et årstall"),
]

MUNICIPALITIES = [
    ("slug: hol\n", "slug: §høl\n", "«slug» er «høl», men skal være små bokstaver a–z"),
    ("slug: hol\n", "slug: §../hol\n", "«slug» er «../hol», men skal være små bokstaver a–z"),
    (
        "slug: hol\n",
        "slug: §gol\n",
        "«slug» er «gol», men skal være laget av kommunens navn: «hol»",
    ),
    ("maalform: nøytral", "maalform: §engelsk", "«bokmål» eller «nynorsk» eller «nøytral»"),
    ("rolle: skolesjef", "rolle: §yes", "«rolle» er «yes», men skal være tekst: sett det i"),
    ("post@hol.invalid", "§post.hol.invalid", "skal være en e-postadresse som"),
    ("post@hol.invalid", '§"post@hol.invalid\\nBcc: x@y.no"', "skal være en e-postadresse som"),
    (
        "[{rolle: skolesjef, epost: post@hole.invalid}]",
        "§[{rolle: skolesjef, epost: post@HOL.invalid}]",
        "«post@hol.invalid» er brukt før, av Hol, i de samme årene.",
    ),
    (
        'hole\n    koder:\n      - {kode: "0612", navn: Hole, fra',
        '§hole\n    koder:\n      - {kode: "0612", navn: Hol, fra',
        "«hol» er brukt før, av Hol, i de samme årene. Heter to kommuner det samme, skal begge",
    ),
    ('["0602", "0625", "0711"]', '§["0602"]', "har 1, men skal ha minst 2."),
    (
        '- slug: drammen\n    slaatt_sammen_av: ["0602", "0625", "0711"]',
        '- slug: drammen\n    slaatt_sammen_av: §["0602", "0625", "0713"]',
        "koden 0713 står ikke under «kommuner» eller «utenfor_fylket».",
    ),
    (
        '- slug: drammen\n    slaatt_sammen_av: ["0602", "0625", "0711"]',
        '- slug: drammen\n    slaatt_sammen_av: §["0602", "0625", "3310"]',
        "3310 Hole gjelder fortsatt, men ble slått sammen med andre i 2020.",
    ),
    (
        '- slug: drammen\n    slaatt_sammen_av: ["0602", "0625", "0711"]',
        '- slug: §drammen\n    slaatt_sammen_av: ["0625", "0711"]',
        "Bare en kommune og den som den ble slått sammen til, kan dele slug.",
    ),
]

ROUNDS = [
    ("Drammen, Nedre Eiker", "Drammen, Nedre Eiker, §Hol", "Hol er alt med i 2019-10-04."),
    ("[Hol, Hole]", "[Hol, Hole, §hol]", "Hol er alt med i dette møtet."),
    ("gjeldende_runde: 2019-host", "gjeldende_runde: §2019-haust", "Mente du «2019-host»?"),
    ("id: 2019-host", "id: §2019 Høst", "«id» er «2019 Høst», men skal være små bokstaver a–z"),
    ("data_til: 2019-08-31", "data_til: §2019-10-01", "ikke være etter pakkens dato (2019-09-20)"),
    ("data_til: 2019-08-31", "data_til: §2019-08-32", "«data_til» er «2019-08-32», men skal være"),
    ("data_til: 2019-08-31", "data_til: §31.8.2019", "men skal være en dato som «2016-08-31»."),
    ("data_til: 2019-08-31", "data_til: §20190831", "men skal være en dato som «2016-08-31»."),
    ("dato: 2019-10-04", "dato: §2019-09-19", "møtet er 2019-09-19, men kan ikke være før pakkens"),
    (
        "dato: 2019-10-04",
        "dato: 2019-10-04\n        svarfrist: §2019-10-05",
        "svarfristen er 2019-10-05, men skal være mellom pakkens dato",
    ),
    ("dato: 2019-11-04", "dato: §2019-10-04", "det er to møter 2019-10-04 i runden."),
    ("dato: 2019-10-04", "dato: §neste fredag", "«dato» er «neste fredag», men skal være en dato"),
    ("inndeling: 2019", "inndeling: §1993", "ingen kommune har en kode i 1993."),
    ("sted: Gol", "sted:§", "«sted» er tom, men skal være tekst på én linje."),
]

LIMITS = [
    ("antall_under: 5", "antall_under: §2", "«antall_under» er 2, men må være minst 3 for å verne"),
    ("antall_under: 5", "antall_under: §0", "«antall_under» er «0», men skal være et helt tall"),
    ("antall_under: 5", "antall_under: §-5", "men skal være et helt tall større enn 0."),
    ("antall_under: 5", "antall_under: §5.5", "men skal være et helt tall større enn 0."),
    ("antall_under: 5", "antall_under: §fem", "men skal være et helt tall større enn 0."),
    ("antall_under: 5", "antall_under:§", "«antall_under» er tom, men skal være et helt tall"),
    ("nevner_under: 10", "nevner_under: §4", "er 4, men må være minst 5 («antall_under»)."),
    ("snitt_under: 10", "snitt_under: §3", "«snitt_under» er 3, men må være minst 5"),
    ("snitt_under: 30", "snitt_under: §9", "er 9, men må være minst 10 («snitt_under»)."),
    ("sammenlign_fra: 20", "sammenlign_fra: §9", "er 9, men må være minst 10 («snitt_under»)."),
    (
        "vern_karakter: 0.5",
        "vern_karakter: §0,5",
        "«vern_karakter» er «0,5», men skal være et tall",
    ),
    ("vern_karakter: 0.5", "vern_karakter: §0.0", "men skal være et tall større enn 0"),
    ("vern_karakter: 0.5", "vern_karakter: §.nan", "men skal være et tall større enn 0"),
    (
        "vern_dager: 2",
        "vern_dager: 2\n  null_skjules: §ingen",
        "«null_skjules» er «ingen», men skal være «følsomme» eller «alle».",
    ),
    (
        "vern_dager: 2",
        "vern_dager: 2\n  sensitive: [nav_ledige, §nav_lediga]",
        "«nav_lediga» i «sensitive» er ingen indikator. Mente du «nav_ledige»?",
    ),
    (
        "vern_dager: 2",
        "vern_dager: 2\n  hovedtall: [nav_ledige, §nav_ledige]",
        "«nav_ledige» står to ganger i «hovedtall».",
    ),
    (
        "vern_dager: 2",
        "vern_dager: 2\n  hovedtall: [§12]",
        "«hovedtall» er «12», men skal være tekst",
    ),
    ("vern_dager: 2", "vern_dager: 2\n  hovedtall: §nav_ledige", "men skal være en liste."),
]

SUBJECTS = [
    ("[MAT0010]", "[§MAT10]", "«LK06» er «MAT10», men skal være en fagkode som «ENG0012»."),
    ("[MAT0015]", "[§MAT0010]", "fagkoden MAT0010 er brukt før, i «matematikk»."),
    ("LK20:", "§LK2020:", "nøkkelen «LK2020» er ukjent. Mente du «LK20»?"),
    ('trinn: "10"', "trinn: §Vg3", "«trinn» er «Vg3», men skal være «10» eller «Vg1»."),
    ("{LK06: [MAT0010], LK20: [MAT0015]}", "§{}", "skal være koder under LK06 eller LK20."),
    ("  matematikk:\n", "  §Matte!:\n", "er «Matte!», men skal være et fag med små bokstaver"),
]

KEYS = [
    ("skjerming:", "§skjermingen:", "nøkkelen «skjermingen» er ukjent. Mente du «skjerming»?"),
    (
        "  navn: offentlig",
        "  navn: offentlig\n  §farge: blå",
        "nøkkelen «farge» er ukjent. Nøklene",
    ),
    ("  navn: offentlig\n  antall_under: 5", "  §antall_under: 5", "her mangler «navn»."),
    ("  navn: offentlig", "  navn: offentlig\n  §navn: x", "nøkkelen «navn» står to ganger."),
    (
        "  navn: offentlig",
        "  navn: offentlig\n  §[a]: x",
        "nøkkelen er en liste, men skal være tekst",
    ),
    ("navn: Fylket", "navn: §2019", "«navn» er «2019», men skal være tekst: sett det i"),
    ("navn: Fylket", 'navn: §"a\\nb"', "«navn» er «a\\u000ab», men skal være tekst på én linje."),
    ("navn: Fylket", "navn: §{a: b}", "«navn» er en gruppe, men skal være tekst på én linje."),
]


@pytest.mark.parametrize(
    ("old", "new", "words"), [*CODES, *MUNICIPALITIES, *ROUNDS, *LIMITS, *SUBJECTS, *KEYS]
)
def test_a_mistake_is_told_once_at_its_place(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    """One mistake in a valid file gives one problem: where it stands, and what should."""
    text, where = marked(old, new)

    problems = problems_of(tmp_path, text)

    assert [place for place, _ in problems] == [where]
    assert words in problems[0][1]


def test_the_small_configuration_is_valid_as_it_stands(tmp_path: Path) -> None:
    """Without this, the tests above would prove nothing."""
    config = load_text(tmp_path, VALID)

    assert [config.inndeling(2019).navn(one) for one in config.inndeling(2019)] == [
        "Drammen",
        "Hole",
        "Hol",
        "Nedre Eiker",
    ]
    assert [one.maalform for one in config.kommuner][:2] == ["nøytral", "bokmål"]


def test_a_misspelt_kommune_in_a_meeting_is_also_one_that_is_in_no_meeting(tmp_path: Path) -> None:
    """Both are told: which name is unknown, and who is left without a meeting."""
    text, where = marked("[Hol, Hole]", "[Hol, §Holle]")

    problems = problems_of(tmp_path, text)

    assert problems == [
        ("linje 11, kolonne 7", "disse kommunene er ikke med i noe møte: Hole."),
        (
            where,
            (
                "kommunen «Holle» finnes ikke i inndelingen for 2019. Mente du «Hole»?"
                " Kommunene er: Drammen, Hole, Hol, Nedre Eiker."
            ),
        ),
    ]


def test_kommuner_in_no_meeting_are_named(tmp_path: Path) -> None:
    """A municipality that nobody invites would silently get no packet."""
    text = replaced("[Hol, Hole]", "[Hol]").replace("[Drammen, Nedre Eiker]", "[Drammen]")

    assert problems_of(tmp_path, text) == [
        ("linje 11, kolonne 7", "disse kommunene er ikke med i noe møte: Hole, Nedre Eiker.")
    ]


def test_a_meeting_cannot_invite_a_kommune_that_is_merged_by_then(tmp_path: Path) -> None:
    """In 2024 there is no Nedre Eiker; Drammen is the new one."""
    text = VALID.replace("inndeling: 2019", "inndeling: 2024").replace(": 2019-", ": 2024-")

    problems = problems_of(tmp_path, text.replace("2019-host", "host"))

    assert [what for _, what in problems] == [
        (
            "kommunen «Nedre Eiker» finnes ikke i inndelingen for 2024. Nedre Eiker (0625) er nå"
            " del av Drammen. Mente du «Drammen»? Kommunene er: Drammen, Hole, Hol."
        )
    ]


def test_the_division_is_the_one_of_the_packets_year(tmp_path: Path) -> None:
    """A round copied from last time keeps its old division if nobody tells."""
    problems = problems_of(tmp_path, VALID.replace(": 2019-", ": 2024-").replace("2019-host", "h"))

    assert problems == [
        (
            "linje 7, kolonne 16",
            "«inndeling» er 2019, men i 2024, som er året på pakken, har kommunene andre koder.",
        )
    ]


def test_a_round_cannot_stand_twice(tmp_path: Path) -> None:
    """Its id names the folder of its packets."""
    first = VALID.index("  - id:")
    last = VALID.index("skjerming:")
    text = VALID[:last] + VALID[first:last] + VALID[last:]

    assert problems_of(tmp_path, text) == [
        ("linje 17, kolonne 9", "runden «2019-host» står to ganger.")
    ]


def test_a_code_that_stands_twice_is_told_where_it_stands_again(tmp_path: Path) -> None:
    """0711 is Svelvik's and can be nobody else's, in no year."""
    text, where = marked('- {kode: "3310"', '- §{kode: "0711"')

    assert (where, "koden 0711 er brukt før, av Svelvik. Den kan stå bare ett sted.") in (
        problems_of(tmp_path, text)
    )


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Mistakes in four sections, found in one run."""
    text = replaced("antall_under: 5", "antall_under: 1")
    text = text.replace("post@fylket.invalid", "post")
    text = text.replace("dato: 2019-10-04", "dato: i morgen")
    text = text.replace('kode: "3330"', "kode: 3330")

    places = [place for place, _ in problems_of(tmp_path, text)]

    assert places == [
        "linje 2, kolonne 33",
        "linje 11, kolonne 15",
        "linje 19, kolonne 17",
        "linje 40, kolonne 16",
    ]


def test_columns_count_letters_not_bytes(tmp_path: Path) -> None:
    """«Ål» before the mistake does not move it."""
    text, where = marked("{navn: Fylket, epost: post@", "{navn: ÆØÅ, epost: §post@ø")

    assert [place for place, _ in problems_of(tmp_path, text)] == [where]


def test_control_characters_of_the_file_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """An escape in a value is shown as its code."""
    problems = problems_of(tmp_path, replaced("slug: hol\n", 'slug: "\\e[2Jhol"\n'))

    assert "«\\u001b[2Jhol»" in problems[0][1]


def test_many_mistakes_are_counted(tmp_path: Path) -> None:
    """The first twenty are shown, the rest counted."""
    keys = "".join(f"  x{number}: 1\n" for number in range(10_000))
    text = replaced("skjerming:\n", f"skjerming:\n{keys}")

    with pytest.raises(ConfigError) as caught:
        load_text(tmp_path, text)

    assert len(caught.value.problems) == 10_000
    assert str(caught.value).endswith("… og 9980 feil til.")
