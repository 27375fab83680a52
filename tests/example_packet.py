"""A rich packet drawn by hand, for the tests of charts and pages. All its numbers are invented."""

from decimal import Decimal

from datapakke.model import Figure, FigureKey, Status
from datapakke.packet.model import (
    Akse,
    Chapter,
    Chart,
    ChartKind,
    Finding,
    Method,
    Moteinfo,
    Name,
    Notice,
    Packet,
    Point,
    Rolle,
    Row,
    RowGroup,
    Series,
    Skravur,
    SourceLine,
    Table,
    Text,
)

SKOLEAAR = ("2010/11", "2011/12", "2012/13", "2013/14", "2014/15", "2015/16")
KULL = ("2006", "2007", "2008", "2009", "2010")
PROSENT = "\u00a0%"


def points(
    labels: tuple[str, ...], texts: str, suffix: str = "", filled: str = ""
) -> tuple[Point, ...]:
    """Pair labels with printed texts («39,4 : 40,1»); a text that is no number is a gap."""
    cells = texts.split()
    assert len(cells) == len(labels)
    return tuple(
        Point(
            x=label,
            verdi=float(cell.replace(",", ".").replace("−", "-")) if cell[-1].isdigit() else None,
            tekst=cell + suffix if cell[-1].isdigit() else cell,
            apen=label not in filled.split("|"),
        )
        for label, cell in zip(labels, cells, strict=True)
    )


def own(pts: tuple[Point, ...], navn: str = "Modum") -> Series:
    """Give the municipality's series."""
    return Series(navn, Rolle.KOMMUNE, pts)


def county(pts: tuple[Point, ...]) -> Series:
    """Give the county's series."""
    return Series("Buskerud", Rolle.FYLKE, pts)


def country(pts: tuple[Point, ...]) -> Series:
    """Give the country's series."""
    return Series("Landet", Rolle.LAND, pts)


POENG = Chart(
    id="poeng-snitt",
    nummer="Figur 1.1",
    tittel="Gjennomsnittlige grunnskolepoeng",
    undertekst="Elever bosatt i kommunen, 10. trinn. 2015/16: 134 elever. Kilde: VIGO.",
    kind=ChartKind.LINJE,
    enhet="poeng",
    series=(
        own(points(SKOLEAAR, "39,4 40,6 39,9 40,3 41,0 40,8")),
        county(points(SKOLEAAR, "40,1 40,4 40,6 40,8 41,1 41,2")),
        country(points(SKOLEAAR, "39,9 40,2 40,4 40,8 41,0 41,1")),
    ),
    alt="Linjediagram. Modum gikk fra 39,4 poeng i 2010/11 til 40,8 i 2015/16. Buskerud: 41,2.",
)
UNDER_30 = Chart(
    id="poeng-under-30",
    nummer="Figur 1.2",
    tittel="Andel med under 30 grunnskolepoeng",
    undertekst="Elever bosatt i kommunen, 10. trinn. 2015/16: 134 elever. Kilde: VIGO.",
    kind=ChartKind.LINJE,
    enhet="prosent",
    series=(
        own(points(SKOLEAAR, "14,2 12,6 : 11,9 9,7 10,4", PROSENT)),
        county(points(SKOLEAAR, "12,1 11,8 11,2 10,9 10,6 10,1", PROSENT)),
    ),
    alt="Linjediagram. Andelen i Modum var 10,4 prosent i 2015/16, i Buskerud 10,1 prosent.",
    nullpunkt=True,
)
BAAND = ("Under 25", "25–29", "30–34", "35–39", "40–44", "45–49", "50 og over")
FORDELING = Chart(
    id="poeng-fordeling",
    nummer="Figur 1.3",
    tittel="Fordeling av grunnskolepoeng",
    undertekst="Elever på 10. trinn våren 2016, prosent. Modum: 134 elever. Kilde: VIGO.",
    kind=ChartKind.STABLET,
    enhet="prosent",
    series=(
        own(points(BAAND, "3,7 6,7 12,7 20,1 24,6 20,9 11,2", PROSENT)),
        county(points(BAAND, "4,1 6,0 11,9 18,8 24,2 21,7 13,3", PROSENT)),
    ),
    alt="Stablede stolper. I Modum hadde 24,6 prosent mellom 40 og 44 poeng.",
)
FRAVAER_AAR = ("2018/19", "2019/20", "2020/21", "2021/22", "2022/23", "2023/24")
FRAVAER = Chart(
    id="fravaer-dager",
    nummer="Figur 2.1",
    tittel="Fravær på 10. trinn, dager (median)",
    undertekst="Elever med vitnemål. 2023/24: 128 elever. Kilde: fylkeskommunen.",
    kind=ChartKind.LINJE,
    enhet="dager",
    series=(
        own(points(FRAVAER_AAR, "6 . . . 8 7,5")),
        county(points(FRAVAER_AAR, "6 . . . 7 7")),
    ),
    alt="Linjediagram. En typisk elev i Modum hadde 7,5 dager fravær i 2023/24, i Buskerud 7.",
    skravur=(Skravur("2019/20", "2021/22", "Pandemien: kan ikke sammenlignes"),),
    nullpunkt=True,
)
TIMER = Chart(
    id="fravaer-timer",
    nummer="Figur 2.2",
    tittel="Fravær på 10. trinn, timer (median)",
    undertekst="Elever med vitnemål. 2023/24: 128 elever. Kilde: fylkeskommunen.",
    kind=ChartKind.LINJE,
    enhet="timer",
    series=(
        own(points(FRAVAER_AAR, "5 . . . 6 :")),
        county(points(FRAVAER_AAR, "5 . . . 5 :")),
    ),
    alt="Linjediagram. Timene i Modum for 2023/24 vises ikke.",
    skravur=(Skravur("2019/20", "2021/22", "Pandemien: kan ikke sammenlignes"),),
    nullpunkt=True,
)
FAG = (
    "Engelsk skriftlig",
    "Engelsk muntlig",
    "Matematikk",
    "Norsk hovedmål",
    "Norsk sidemål",
    "Norsk muntlig",
)
STANDPUNKT = Chart(
    id="standpunkt",
    nummer="Figur 3.1",
    tittel="Standpunktkarakterer på 10. trinn, gjennomsnitt",
    undertekst="Elever bosatt i kommunen, våren 2016. Kilde: fylkeskommunen.",
    kind=ChartKind.PUNKTER,
    enhet="karakter",
    series=(
        own(points(FAG, "3,7 4,1 3,2 3,8 : 4,2", filled="Matematikk")),
        county(points(FAG, "3,9 4,2 3,5 3,9 3,8 4,3")),
    ),
    alt="Punkter. I matematikk var snittet 3,2 i Modum og 3,5 i Buskerud.",
)
LAVE = Chart(
    id="standpunkt-lave",
    nummer="Figur 3.2",
    tittel="Andel med karakteren 1 eller 2",
    undertekst="Elever bosatt i kommunen, våren 2016. Kilde: fylkeskommunen.",
    kind=ChartKind.PUNKTER,
    enhet="prosent",
    series=(
        own(points(FAG, "12,1 4,5 31,3 9,7 14,0 3,1", PROSENT, filled="Matematikk")),
        county(points(FAG, "9,8 4,9 22,7 8,8 13,2 3,6", PROSENT)),
    ),
    alt="Punkter. I matematikk fikk 31,3 prosent 1 eller 2 i Modum, 22,7 prosent i Buskerud.",
    nullpunkt=True,
)
STATUSER = (
    "Fullført på normert tid",
    "Fullført på mer enn normert tid",
    "Planlagt grunnkompetanse",
    "Fortsatt i opplæring",
    "Gjennomført, ikke bestått",
    "Sluttet underveis",
)
STATUS = Chart(
    id="gjennomforing-status",
    nummer="Figur 4.1",
    tittel="Status fem og seks år etter start i videregående",
    undertekst="Elever som begynte høsten 2010, prosent. Modum: 151 elever. Kilde: VIGO.",
    kind=ChartKind.STABLET,
    enhet="prosent",
    series=(
        own(points(STATUSER, "58,3 16,6 3,3 4,6 6,0 11,2", PROSENT)),
        county(points(STATUSER, "60,2 15,1 3,0 4,4 6,5 10,8", PROSENT)),
        Series(
            "Studieforberedende", Rolle.KATEGORI, points(STATUSER, "79,5 : : 2,3 3,4 6,8", PROSENT)
        ),
        Series("Yrkesfag", Rolle.KATEGORI, points(STATUSER, ": : : : : :")),
    ),
    alt="Stablede stolper. 74,9 prosent i Modum hadde fullført, 75,3 prosent i Buskerud.",
)
FULLFORT = Chart(
    id="gjennomforing-kull",
    nummer="Figur 4.2",
    tittel="Fullført innen fem/seks år",
    undertekst="Etter kullet som begynte i videregående. 2010: 151 elever. Kilde: VIGO.",
    kind=ChartKind.LINJE,
    enhet="prosent",
    series=(
        own(points(KULL, "71,0 72,4 74,1 70,9 74,9", PROSENT)),
        county(points(KULL, "71,2 72,3 74,0 73,9 75,3", PROSENT)),
        country(points(KULL, "70,1 71,4 72,9 73,6 75,0", PROSENT)),
    ),
    alt="Linjediagram. Modum: 74,9 prosent av 2010-kullet. Buskerud: 75,3 prosent.",
)
KJONN = Chart(
    id="gjennomforing-kjonn",
    nummer="Figur 4.3",
    tittel="Fullført innen fem/seks år, etter kjønn",
    undertekst="Etter kullet som begynte i videregående. Modum. Kilde: VIGO.",
    kind=ChartKind.LINJE,
    enhet="prosent",
    series=(
        Series("Jenter", Rolle.JENTER, points(KULL, "76,0 78,1 80,2 : 81,3", PROSENT)),
        Series("Gutter", Rolle.GUTTER, points(KULL, "66,1 67,9 69,0 : 69,4", PROSENT)),
    ),
    alt="Linjediagram. Jenter 81,3 prosent, gutter 69,4 prosent i 2010-kullet.",
)
MAANEDER = ("2012-06", "2013-06", "2014-06", "2015-06", "2016-06")
LEDIGE = Chart(
    id="ledige",
    nummer="Figur 5.1",
    tittel="Helt ledige under 25 år",
    undertekst="Av befolkningen 16–24 år, juni. Kilde: NAV.",
    kind=ChartKind.LINJE,
    enhet="prosent",
    series=(
        own(points(MAANEDER, "2,4 2,6 2,9 3,1 2,8", PROSENT)),
        county(points(MAANEDER, "2,1 2,3 2,5 2,6 2,6", PROSENT)),
        Series("Møtet", Rolle.MOTE, points(MAANEDER, "2,3 : 2,8 : 2,7", PROSENT)),
    ),
    alt="Linjediagram. 2,8 prosent i Modum i juni 2016, 2,6 prosent i Buskerud.",
    nullpunkt=True,
)
OT_STATUS = ("Ukjent aktivitet", "Under oppfølging", "I aktivitet", "Avklart")
OT = Chart(
    id="ot",
    nummer="Figur 5.2",
    tittel="Ungdom i målgruppen for Oppfølgingstjenesten",
    undertekst="Per 15. juni 2016, prosent. Modum: 61 ungdommer. Kilde: fylkeskommunen.",
    kind=ChartKind.STABLET,
    enhet="prosent",
    series=(
        own(points(OT_STATUS, "23,0 21,3 45,9 9,8", PROSENT)),
        county(points(OT_STATUS, "19,8 22,4 47,1 10,7", PROSENT)),
    ),
    alt="Stablede stolper. For 23,0 prosent i Modum var aktiviteten ukjent.",
)
INDIKATORER = (
    "Grunnskolepoeng",
    "Under 30 grunnskolepoeng",
    "Fravær 10. trinn, dager (median)",
    "Mer enn 15 dager fravær på 10. trinn",
    "Engelsk skriftlig, standpunkt",
    "Matematikk, standpunkt",
    "Norsk hovedmål, standpunkt",
    "Direkte overgang til videregående",
    "Overgang Vg1–Vg2",
    "Fullført innen fem/seks år",
    "Ukjent aktivitet i OT",
    "Helt ledige under 25 år",
)
LAVT = {label for label in INDIKATORER if "under" in label or "avær" in label or "OT" in label}


def _overview() -> Chart:
    texts = {
        "own": "40,8 10,4% 7,5 13,1% 3,7 3,2 3,8 97,0% 85,2% 74,9% : 2,8%",
        "county": "41,2 10,1% 7 11,0% 3,9 3,5 3,9 97,4% 86,0% 75,3% 19,8% 2,6%",
    }
    rows = {
        name: tuple(
            Point(
                x=label,
                verdi=float(cell.strip("%").replace(",", ".")) if cell[0].isdigit() else None,
                tekst=cell.replace("%", PROSENT),
                apen=label != "Matematikk, standpunkt",
            )
            for label, cell in zip(INDIKATORER, cells.split(), strict=True)
        )
        for name, cells in texts.items()
    }
    return Chart(
        id="oversikt",
        nummer="Figur 0.1",
        tittel="Veien på ett ark",
        undertekst="Siste tilgjengelige tall. Modum og Buskerud.",
        kind=ChartKind.ARK,
        enhet="",
        series=(own(rows["own"]), county(rows["county"])),
        alt="Oversikt. Matematikk skiller seg fra fylket: 3,2 i Modum og 3,5 i Buskerud.",
        akser=tuple(
            Akse(label, f"2015/16 · {'lavt' if label in LAVT else 'høyt'} er bra", label in LAVT)
            if label != "Fullført innen fem/seks år"
            else Akse(label, "2010-kullet · høyt er bra", boks=(71.4, 78.2))
            for label in INDIKATORER
        ),
        ord=("midtre halvdel av kommunene", "bra →"),
    )


def _group(title: str, suffix: str = "") -> RowGroup:
    def row(head: str, texts: str, *, own_row: bool = False) -> Row:
        cells = tuple(t + suffix if t[-1].isdigit() else t for t in texts.split())
        return Row(head, cells, utheves=own_row)

    return RowGroup(
        title,
        (
            row("Modum", "39,4 40,6 : 40,3 41,0 40,8", own_row=True),
            row("Møtet 2. november", "40,0 40,2 : 40,6 40,9 41,0"),
            row("Buskerud", "40,1 40,4 40,6 40,8 41,1 41,2"),
            row("Landet", ".. .. .. 40,8 41,0 41,1"),
        ),
    )


def _table(number: int, title: str, groups: tuple[str, ...]) -> Table:
    return Table(
        id=f"tabell-{number}",
        nummer=f"Tabell {number}",
        tittel=title,
        undertekst="Elever bosatt i kommunen. Kilde: fylkeskommunen.",
        hjorne="Område",
        hode=SKOLEAAR,
        grupper=tuple(_group(group, PROSENT if "Andel" in group else "") for group in groups),
        noter=("† Eksamen var avlyst; tallene bygger på standpunkt alene.",),
    )


CHAPTERS = (
    Chapter(
        "inntakspoeng",
        1,
        "Inntakspoeng",
        "Elevene i Modum hadde i snitt 40,8 grunnskolepoeng, 0,4 poeng under fylket. Forskjellen er"
        " ikke større enn det tilfeldigheter kan gi når kullet er på 134 elever.",
        (
            POENG,
            UNDER_30,
            Text(
                "Elevene som gikk ut av 10. trinn våren 2016, hadde i gjennomsnitt 40,8"
                " grunnskolepoeng. I fylket var gjennomsnittet 41,2."
            ),
            FORDELING,
        ),
    ),
    Chapter(
        "fravaer",
        2,
        "Fravær",
        "En typisk elev på 10. trinn hadde 7,5 dager fravær (median). I fylket var det 7 dager.",
        (
            FRAVAER,
            TIMER,
            Notice("Skoleårene 2019/20–2021/22 kan ikke sammenlignes med andre år."),
        ),
    ),
    Chapter(
        "karakterer",
        3,
        "Engelsk, matematikk og norsk",
        "I Modum var gjennomsnittet i matematikk 3,2. Det er 0,3 under fylket (3,5). Så stor"
        " forskjell er uvanlig hvis bare tilfeldigheter spiller inn, men det kan skje.",
        (
            STANDPUNKT,
            LAVE,
            Text("Fritatte elever er ikke med. Mange har fritak i sidemål."),
            _table(31, "Karakterer på Vg1", ("Engelsk", "Matematikk 1P")),
        ),
    ),
    Chapter(
        "gjennomforing",
        4,
        "Gjennomføring",
        "74,9 prosent av 2010-kullet fullførte innen fem eller seks år. I fylket var det 75,3.",
        (STATUS, FULLFORT, KJONN, Text("Tallene gjelder elever som begynte høsten 2010.")),
    ),
    Chapter(
        "utenfor",
        5,
        "NAV og Oppfølgingstjenesten",
        "Per 15. juni 2016 var 61 ungdommer fra Modum i målgruppen for Oppfølgingstjenesten.",
        (LEDIGE, OT, Notice("Uttrekket «arbeidsavklaringspenger» er ikke levert.")),
    ),
)
QUESTIONS = (
    "Hvilket tall i pakken kjenner dere igjen, og hvilket overrasker dere mest?",
    "Hva vet dere om elevene som tallene ikke viser?",
    "Elever med under 30 grunnskolepoeng: Når så dere først at de strevde, og hva gjorde dere da?",
    (
        "Hvem følger opp eleven som hadde mye fravær på 10. trinn, når hun begynner på Vg1? Hva"
        " får den"
        " videregående skolen vite, og når?"
    ),
    (
        "Forskjellen mellom standpunkt og eksamen: Har lærerne på ungdomstrinnet og Vg1 sett på"
        " elevarbeid sammen?"
    ),
    "Hva gjør kommunen allerede som andre burde få høre om?",
    (
        "Hvis vi skulle samarbeide om én ting på tvers av barnehage, grunnskole og videregående det"
        " neste året, hva burde det være?"
    ),
)
TABLES = (
    _table(1, "Inntakspoeng", ("Gjennomsnitt", "Andel under 30 poeng", "Andel uten poeng")),
    _table(2, "Fravær på 10. trinn", ("Dager", "Timer", "Andel over 15 dager")),
    _table(3, "Engelsk", ("Standpunkt skriftlig", "Eksamen skriftlig", "Andel 1–2", "Forskjell")),
    _table(4, "Matematikk", ("Standpunkt", "Eksamen", "Andel 1–2", "Forskjell")),
    _table(5, "Norsk", ("Hovedmål", "Sidemål", "Muntlig", "Andel 1–2 hovedmål")),
    _table(6, "Gjennomføring", ("Andel fullført", "Andel på normert tid", "Andel sluttet")),
    _table(7, "NAV og OT", ("Andel helt ledige", "Andel AAP", "Andel ukjent aktivitet")),
)
METHODS = tuple(
    Method(
        title,
        "Summen av karakterene delt på antallet, ganget med ti. Elever uten karakterer i minst"
        " halvparten av fagene er ikke med. Fylket er summen av kommunene.",
        "Fylkeskommunens uttrekk fra VIGO",
    )
    for title in INDIKATORER
)
FIGURES = (
    Figure(
        FigureKey("grunnskolepoeng", "kommune", "0623", "2015/16"),
        Status.VIST,
        Decimal("40.8"),
        n=134,
    ),
    Figure(FigureKey("poeng_under_30", "kommune", "0623", "2012/13"), Status.SKJULT),
)
EXAMPLE = Packet(
    kommunenr="0623",
    kommune="Modum",
    slug="modum",
    fylke="Buskerud",
    runde="2016-host",
    tittel="Datapakke for Modum kommune",
    dato="2.\u00a0november 2016",
    dato_iso="2016-11-02",
    mote=Moteinfo("2.\u00a0november 2016", "Vikersund", ("Modum", "Sigdal")),
    avsender="Buskerud fylkeskommune",
    demo=True,
    lesehjelp=(
        (
            "Tallene gjelder ungdom fra kommunen når ikke noe annet står under figuren, også"
            " når de går"
            " på skole et annet sted. Alle tall er sammenlignet med hele fylket."
        ),
        (
            "Et fylt punkt betyr at forskjellen fra fylket er større enn det vi venter av"
            " tilfeldigheter. Et åpent punkt betyr at vi ikke kan si det."
        ),
        (
            "Tallene viser hvordan det har gått. De sier ikke hvorfor. Det er det møtet skal handle"
            " om."
        ),
    ),
    funn=(
        Finding(
            "Matematikk på 10. trinn",
            "I Modum var gjennomsnittet 3,2. Det er 0,3 under fylket (3,5). Så stor forskjell er"
            " uvanlig hvis bare tilfeldigheter spiller inn, men det kan skje.",
            "Figur 3.1",
        ),
        Finding(
            "Lave karakterer i matematikk",
            "I Modum var andelen 31,3 prosent. Det er 8,6 prosentpoeng over fylket (22,7 prosent).",
            "Figur 3.2",
        ),
        Finding(
            "Gjennomføring",
            "I Modum var andelen 74,9 prosent, i fylket 75,3 prosent. Forskjellen er ikke"
            " større enn"
            " det tilfeldigheter kan gi når kullet er på 151 elever.",
            "Figur 4.2",
        ),
    ),
    oversikt=_overview(),
    oversikt_tekst=(
        (
            "Arket følger eleven fra ungdomstrinnet til arbeidslivet. Streken i midten er"
            " fylket. Et"
            " punkt til høyre betyr et høyere tall enn i fylket, ikke et bedre."
        ),
    ),
    kapitler=CHAPTERS,
    sporsmal=QUESTIONS,
    tabeller=TABLES,
    metoder=METHODS,
    kilder=(
        SourceLine(
            "Inntakspoeng", "inntakspoeng.csv", "Oppdiktet", "1. oktober 2016", syntetisk=True
        ),
        SourceLine(
            "Helt ledige",
            "helt_ledige.csv",
            "NLOD 2.0",
            "3.\u00a0oktober 2016",
            syntetisk=True,
            noter=("Tallene for juli mangler.",),
        ),
    ),
    tegnforklaring=(
        (":", "vises ikke, av hensyn til personvernet"),
        ("..", "ikke levert"),
        (".", "kan ikke finnes"),
        ("–", "ingen"),
        ("†", "brudd i serien"),
    ),
    skjerming="Tall som gjelder færre enn fem elever, vises ikke.",
    figurer=FIGURES,
    indikatorer=(
        Name("grunnskolepoeng", "Grunnskolepoeng", "poeng"),
        Name("poeng_under_30", "Under 30 grunnskolepoeng", "prosent"),
    ),
)
