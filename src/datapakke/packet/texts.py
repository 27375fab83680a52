"""Every sentence of the packet, in bokmål. A test holds the forbidden words against all of them.

Sentences never start with a digit, never name a cause, a rank or a verdict.
"""

from datapakke.locale import Tekst

# States of a figure (T0–T4 of the rules for generated text)
T0 = Tekst("Tallet for {K} vises ikke av hensyn til personvernet.")
IKKE_LEVERT_TALL = Tekst("Tallet for {K} er ikke levert {tid}.")
FINNES_IKKE_TALL = Tekst(
    "For {K} finnes det ikke noe tall {tid}: ingen {personer} er med i grunnlaget."
)
VERDI = Tekst("I {K} {utsagn}.")
VERDI_OG_FYLKE = Tekst("I {K} {utsagn}, i fylket {c}.")
VERDI_LIK = Tekst("I {K} {utsagn}, det samme som i fylket.")
OVER_EKSAMEN = Tekst("{d} over eksamen")
UNDER_EKSAMEN = Tekst("{d} under eksamen")
SOM_EKSAMEN = Tekst("på linje med eksamen")
T1 = Tekst(
    "Fra {K} var det bare {n} i kullet. Da kan én eller to {personer} endre tallet mye, og vi"
    " sammenligner det ikke med fylket."
)
T1_SAMLET = Tekst(
    "Fra {K} var det bare {n} i de tre kullene til sammen. Da kan én eller to {personer} endre"
    " tallet mye, og vi sammenligner det ikke med fylket."
)
T1_UTEN_N = Tekst(
    "Det gjelder få {personer}. Da kan én eller to endre tallet mye, og vi sammenligner det ikke"
    " med fylket."
)
T2 = Tekst("Forskjellen er ikke større enn det tilfeldigheter kan gi når kullet er på {n}.")
T2_SAMLET = Tekst(
    "Forskjellen er ikke større enn det tilfeldigheter kan gi når de tre kullene er på {n} til"
    " sammen."
)
T2_PERSONER = Tekst(
    "Forskjellen er ikke større enn det tilfeldigheter kan gi når tallet gjelder {n}."
)
T2_UTEN_N = Tekst("Forskjellen er ikke større enn det tilfeldigheter kan gi.")
T2_ALLE = Tekst(
    "Forskjellene mellom kommunene er samlet sett ikke større enn tilfeldigheter kan gi."
)
FORSKJELL = Tekst("Det er {d} {retning} fylket ({c}).")
FORSKJELL_AVSTAND = Tekst("I fylket lå det {c}, en forskjell på {d}.")
T3 = Tekst("Så stor forskjell er uvanlig hvis bare tilfeldigheter spiller inn, men det kan skje.")
T4 = Tekst("Så stor forskjell oppstår svært sjelden ved tilfeldigheter.")
IGJEN = {
    T3: Tekst("Også den forskjellen er uvanlig."),
    T4: Tekst("Også den forskjellen oppstår svært sjelden ved tilfeldigheter."),
}
"""The same said once more on the cover."""
MED_RESTEN = Tekst("{c}; resten av fylket {r}")
"""The rest follows from print only: between two values where the county's is rounded."""

# Changes from cohort to cohort
T5_OPP = Tekst("{Hva} har økt gjennom de siste fem kullene, fra {a1} til {a5}.")
T5_NED = Tekst("{Hva} har gått ned gjennom de siste fem kullene, fra {a1} til {a5}.")
T6 = Tekst("Vi ser ingen sikker endring i de siste fem kullene.")
T7 = Tekst(
    "Ut fra inntakspoengene elevene hadde med seg, ville vi ventet at {e} fullførte, dersom det"
    " hadde gått med dem som med elever med tilsvarende poeng i fylket. Av dem fullførte {o},"
    " {d} {retning} det vi ventet (95 %-intervall: fra {lav} til {hoy} prosentpoeng)."
)
T7_LIK = Tekst(
    "Ut fra inntakspoengene elevene hadde med seg, ville vi ventet at {e} fullførte, dersom det"
    " hadde gått med dem som med elever med tilsvarende poeng i fylket. Like mange fullførte."
)
T7_GRUNNLAG = Tekst(
    "Regnestykket tar bare hensyn til poengene, og bruker kommunene i fylket som har et tall som"
    " vises."
)
ANDELEN = Tekst("Andelen")
GJENNOMSNITTET = Tekst("Gjennomsnittet")
TREND_TALL = Tekst("{Tittel}: {utsagn}")

# Special forms
KJONN = Tekst("For jenter var tallet {k}, for gutter {m}.")
KJONN_LIKT = Tekst("For jenter var tallet {k}, det samme som for gutter.")
KJONN_INGEN = Tekst(
    "Forskjellen mellom jenter og gutter er ikke større enn det tilfeldigheter kan gi."
)
MEDIAN = Tekst(
    "En typisk elev på {trinn} hadde {d} og {t} fravær {tid} (median). I fylket var det {dc} og"
    " {tc}."
)
MEDIAN_UTEN_FYLKE = Tekst("En typisk elev på {trinn} hadde {d} og {t} fravær {tid} (median).")
OT = Tekst("{Tid} var {n} fra {K} i målgruppen for Oppfølgingstjenesten.")
OT_UKJENT = Tekst("For {u} av dem visste tjenesten ikke hva de gjorde.")
OT_UKJENT_INGEN = Tekst("Tjenesten visste hva alle sammen gjorde.")
OT_UKJENT_SKJULT = Tekst(
    "Hvor mange av dem som hadde ukjent aktivitet, vises ikke av hensyn til personvernet."
)
KULLKJEDE = Tekst(
    "Samme kull, men ikke helt de samme elevene: På 10. trinn er alle med, på Vg1 bare de som hadde"
    " faget. Avstanden mellom de to tallene må derfor leses ved siden av avstanden i fylket."
)
IKKE_DE_SAMME = Tekst(
    "Ikke de samme elevene. Gjennomføringstallene gjelder elever som begynte i videregående"
    " høsten {aar}. Karakterene og fraværet i de andre kapitlene gjelder yngre kull."
)
FORDELING_SKJULT = Tekst("Fordelingen av poeng vises ikke for {K} av hensyn til personvernet.")
STATUS_SKJULT = Tekst(
    "Status etter fem eller seks år vises ikke for {K} av hensyn til personvernet."
)
OT_GRUPPER_SKJULT = Tekst(
    "Fordelingen av målgruppen etter status vises ikke for {K} av hensyn til personvernet."
)

FIGUR_NR = Tekst("Figur {nr}")
TABELL_NR = Tekst("Tabell {nr}")

# Charts
UNDERTEKST = Tekst("{Populasjon}.{n} Kilde: {kilde}.")
UNDERTEKST_N = Tekst(" {K} {periode}: {n}.")
UNDERTEKST_N_KULL = Tekst(" {K}, {kull}: {n}.")
UNDERTEKST_KULL = Tekst(" {K} {periode}: et kull på {n}.")
UNDERTEKST_KULLENE = Tekst(" {K} {periode}: tre kull på {n} til sammen.")
UNDERTEKST_PERIODE = Tekst(" {Periode}.")
UNDERTEKST_SAMLET = Tekst(" {Periode}; «3 kull» er {periode} slått sammen.")
PUNKTER_SAMLET = Tekst("3 kull")
LINJE_SAMLET = Tekst("De tre kullene {perioder} slått sammen: {a} i {K}, {c} i {fylke}.")
SKRAVUR = Tekst("Kan ikke sammenlignes")
ALT_LINJE = Tekst("Linjediagram, {spenn}. {utsagn}")
ALT_FORST = Tekst("{Tid} var tallet for {K} {a}.")
ALT_PUNKTER = Tekst("Punktdiagram, {K} ved siden av {fylke}: {rader}.")
ALT_FYLT = Tekst(" Forskjellen er større enn det vi venter av tilfeldigheter for: {rader}.")
ALT_PUNKTER_RAD = Tekst("{navn} {a} ({c})")
BARE_EGNE_KJONN = Tekst("For {fylke} er jenter og gutter ikke vist hver for seg.")
ALT_STABLET = Tekst("Stablede stolper. {rader}")
ALT_STABLET_RAD = Tekst("{Navn}: {deler}.")
INGEN = Tekst("ingen")
VISES_IKKE = Tekst("vises ikke")
MANGLER = Tekst("mangler")
MERKNAD = Tekst("{perioder}: {tekst}")

# Chapters without data
IKKE_LEVERT = Tekst("Ikke levert: {hva}.")
KAPITTEL_IKKE_LEVERT = Tekst("Det er ikke levert tall til dette kapitlet: {hva} mangler.")

KAPITTEL_UTEN_TALL = Tekst("Det er ingen tall for {K} i dette kapitlet.")

# Tables
TABELL = Tekst("{kapittel}: {datasett}")
DATASETT = {
    "inntakspoeng": Tekst("inntakspoeng"),
    "grunnskolepoeng": Tekst("grunnskolepoeng"),
    "gjennomforing": Tekst("gjennomføring"),
    "overgang": Tekst("overganger"),
    "ot": Tekst("Oppfølgingstjenesten"),
    "nav": Tekst("NAV"),
    "neet": Tekst("utenfor arbeid, utdanning og tiltak"),
    "helt_ledige": Tekst("helt ledige"),
}
TABELL_FAG = Tekst(
    "Raden med navnet på faget gjelder {K}; under den står {fylke}. SF er studieforberedende, YF er"
    " yrkesfag. Fag uten noe tall som kan vises, er utelatt."
)
TABELL_N_EN_GANG = Tekst(
    "I en tabell står antallet bare første gang når det er det samme i flere grupper."
)
TABELL_SAMLET_HODE = Tekst("3 kull")
TABELL_SAMLET = Tekst(
    "I kolonnen «3 kull» er de tre siste kullene slått sammen, jenter og gutter under ett, der"
    " minst to av dem ikke vises hver for seg. Ellers er den tom."
)
TABELL_SAMLET_FLERE = Tekst("«3 kull» er {perioder}.")
TABELL_N = Tekst("Antall")
TABELL_INTERVALL = Tekst("95 %-intervall")
TABELL_INTERVALL_FRA = Tekst("95 %-intervall fra")
TABELL_INTERVALL_TIL = Tekst("95 %-intervall til")
TABELL_FORDELINGER = Tekst("Fordelinger")
TABELL_FORDELINGER_UNDERTEKST = Tekst("Nyeste periode. Prosent av dem fordelingen gjelder.")
TABELL_FORDELINGER_SAMLET = Tekst(
    "Nyeste periode, eller de tre nyeste kullene slått sammen. Prosent av dem fordelingen gjelder."
)

MOTET = Tekst("Møtet")
LANDET = Tekst("Landet")
JENTER = Tekst("Jenter")
GUTTER = Tekst("Gutter")
MED_ENHET = Tekst("{tittel} ({enhet})")
FORDELING = Tekst("{tittel}, {periode} ({enhet})")
FAG_HODE = Tekst("Fag")
FAGET = Tekst("faget")
LAVE = Tekst("Karakteren 1 eller 2, og uten grunnlag for karakter (IV)")
LAVE_HODE = (Tekst("1–2, {K}"), Tekst("1–2, fylket"), Tekst("IV, {K}"), Tekst("IV, fylket"))
KJEDE = Tekst("Samme kull, 10. trinn {fra} → Vg1 {til}")

# Cover
EN_SAMMENLIGNING = Tekst("én sammenligning")
SAMMENLIGNINGER = Tekst("{m} sammenligninger")
OMTRENT_EN = Tekst("omtrent én av dem")
OMTRENT = Tekst("omtrent {x} av dem")
EN_AV_TJUE = Tekst("én av tjue sammenligninger")
MULTIPLISITET = Tekst(
    "Pakken har {m} med fylket. Selv om kommunen i virkeligheten var helt lik fylket, ville vi"
    " vente at {x} slo ut ved en tilfeldighet."
)
INGEN_SAMMENLIGNING = Tekst(
    "Pakken har ingen sammenligninger med fylket: Kullene er for små, eller fylkestallet mangler."
    " Les tallene som et utgangspunkt for samtalen."
)
INGEN_UTSLAG = (
    Tekst("Ingen tydelige forskjeller fra fylket"),
    Tekst(
        "Ingen av de sammenlignede tallene for {K} skiller seg fra fylket mer enn tilfeldigheter"
        " kan gi. Det betyr ikke at alt er likt, bare at kullene er for små til å vise det."
    ),
)
"""What the cover says when nothing stands out: the heading, and the text that belongs to it."""
USIKRE_UTSLAG = (
    Tekst("Forskjellene fra fylket kan være tilfeldige"),
    Tekst(
        "Noen tall for {K} er uvanlig langt fra tallene for fylket (fylte punkter). Men når så"
        " mange tall er sammenlignet, kan tilfeldigheter alene gi like mange fylte punkter."
    ),
)
ALLE_LIKE = Tekst(
    "For {x} er forskjellene mellom alle kommunene samlet sett ikke større enn tilfeldigheter kan"
    " gi."
)
ALLE_LIKE_EN = Tekst("én av dem")
ALLE_LIKE_FLERE = Tekst("{x} av dem")
SMAA_KULL = (
    Tekst("Små kull"),
    Tekst(
        "De fleste kullene fra {K} er så små at tallene ikke vises, eller ikke er sammenlignet med"
        " fylket. I så små kull kan én eller to elever endre et tall mye fra år til år."
    ),
)
LITE_LEVERT = (
    Tekst("Lite er levert"),
    Tekst("Bare noen av kapitlene har tall: {kapitler}. De andre uttrekkene er ikke levert."),
)
FAA_TALL = (Tekst("Få tall"), Tekst("Bare noen av kapitlene har tall for {K}: {kapitler}."))
INTET_LEVERT = (Tekst("Ingen tall"), Tekst("Ingen av kapitlene har tall for {K}."))
MER_TITTEL = Tekst("Les mer i kapitlene")
MER = Tekst(
    "Hvert kapittel begynner med hovedtallet sitt. Tabellene bakerst har alle tallene for {K}."
)

LESEHJELP = (
    Tekst(
        "Tallene gjelder ungdom fra kommunen når ikke noe annet står under figuren, også når de"
        " går på skole et annet sted. Tallene er sammenlignet med hele fylket når begge tall kan"
        " vises. Bare for det nyeste tallet i hver serie er det regnet ut hva"
        " tilfeldigheter kan gi."
    ),
    Tekst(
        "Et fylt punkt betyr at forskjellen fra fylket er større enn det vi venter av"
        " tilfeldigheter. Et åpent punkt betyr at vi ikke kan si det."
    ),
    Tekst(
        "Tallene viser hvordan det har gått. De sier ikke hvorfor. Det er det møtet skal handle om."
    ),
)
LESEHJELP_INTERVALL = Tekst(
    "Streken gjennom et punkt, og «95 %-intervall» i tabellene, viser hvor mye tallet kan svinge"
    " ved tilfeldigheter."
)
LESEHJELP_UTEN_MOTE = Tekst("Tallene viser hvordan det har gått. De sier ikke hvorfor.")

TITTEL = Tekst("Datapakke for {K}")

# Questions for the meeting
SPORSMAL_SE = Tekst("{sporsmal} (Se {steder}.)")

# How the figures are held against each other
SAMMENLIGNET_HODE = Tekst("Sammenligninger")
SAMME_METODE = Tekst("Regnet ut som «{tittel}».")
SAMMENLIGNET_TITTEL = Tekst("Slik er tallene sammenlignet")
SAMMENLIGNET = Tekst(
    "Alle elever er talt opp; det er ikke trukket noe utvalg. Et 95 %-intervall sier hvor mye et"
    " tall for så mange kan svinge ved tilfeldigheter (Wilson for andeler, Student t for"
    " gjennomsnitt). En forskjell fra fylket er uvanlig når fylkets tall ligger utenfor"
    " intervallet, og svært sjelden når det ligger utenfor 99,8 %-intervallet. En kommune som er"
    " minst 15 prosent av fylket, er holdt mot resten av det. Kan forskjellene mellom alle"
    " kommunene samlet være tilfeldige (kjikvadrattest, p over 0,05), regnes bare de svært"
    " sjeldne. På forsiden står de svært sjeldne, og de uvanlige som står seg blant alle"
    " sammenligningene i pakken (Benjamini og Hochberg, 5 %). En endring er sikker når testen for"
    " trend over fem kull uten brudd gir p under 0,002 (Cochran og Armitage, veid regresjon for"
    " gjennomsnitt), uansett hvilket kull som utelates. Jenter og gutter er sammenlignet med"
    " Newcombes intervall. Færre enn {fra} er ikke sammenlignet. Alt er regnet ut av tallene slik"
    " de er trykt. Spredningen i standpunkt (uten sidemål) og i engelsk på Vg1 er fast, etter tall"
    " for hele landet (SSB 2011 og Udir 2024: 1,0–1,3). Andre gjennomsnitt er sammenlignet ut fra"
    " sin egen spredning, og bare der det ikke kan fortelle om skjermede tall."
)

TEGN = (
    (":", Tekst("vises ikke av hensyn til personvernet")),
    ("..", Tekst("tallgrunnlaget mangler eller er ikke levert")),
    (".", Tekst("tallet kan ikke finnes")),
    ("–", Tekst("ingen (null tilfeller)")),
    ("†", Tekst("brudd i serien: se merknaden")),
)

SKJERMING = Tekst(
    "Tallene er skjermet etter profilen «{profil}», slik at ingen elev skal kunne kjennes igjen."
    " Et antall fra én til {under} vises ikke. En andel vises ikke når antallet bak den, eller"
    " antallet av de andre, er fra én til {under}, eller når det er færre enn {nevner} i alt."
    " {null} Gjennomsnitt og medianer vises ikke når de bygger på færre enn {snitt}. Fordelingen av"
    " poeng vises ikke ved siden av gjennomsnittet når kullet er mindre enn {fordeling}. Noen tall"
    " er skjermet for at ingen skal kunne regne ut et skjermet tall ved å trekke fra. Et hovedtall"
    " for møtet som ellers ikke kunne vises, er rundet av mer enn de andre og har «ca.» foran. Når"
    " minst to av de tre nyeste kullene ikke vises hver for seg, er de tre slått sammen der det"
    " går.{hovedtall}"
    " Skjermede tall er merket «:», uansett grunn. Tall med færre enn {sammenlign} bak seg er ikke"
    " sammenlignet med fylket."
)
NULL_FOLSOMME = Tekst(
    "For tall om fravær, Oppfølgingstjenesten, NAV, elever uten karakter (IV) eller bestått, og"
    " ungdom som ikke har fullført, vises heller ikke ingen og alle (0 og 100 prosent)."
)
NULL_OGSA = Tekst("Det samme gjelder {titler}.")
NULL_ALLE = Tekst("Ingen og alle (0 og 100 prosent) vises heller ikke.")
HOVEDTALL = Tekst(
    " Disse tallene for møtet og fylket vises så lenge det er mulig, og andre tall skjermes heller:"
    " {titler}."
)
UTTRUKKET_UKJENT = Tekst("ikke oppgitt")
UTTRUKKET_IKKE_ALLE = Tekst("{dager}, ikke oppgitt for alle")
FLERE_FILER = Tekst("{filer} og {flere} til")
UTELATT = Tekst(
    "{K} er ikke med: kommunen er slått sammen av flere, og ikke alle er levert. Fylket kan da ikke"
    " summeres."
)
UTELATT_KODE = Tekst("{K} er ikke med: ikke blant fylkets kommuner i inndelingen for {aar}.")
UTELATT_FOR_ALLE = Tekst(
    "Ingen tall: {K} er slått sammen av flere kommuner, og ikke alle er levert."
)
PERIODER = Tekst("{spenn} ({antall} perioder)")
SAMMENSLAATT = Tekst(
    "{K} er slått sammen av flere kommuner. Serien begynner i {foerst}: for tiden før er ikke alle"
    " delene levert."
)

# The overview
OVERSIKT_TITTEL = Tekst("Veien på ett ark")
OVERSIKT_UNDERTEKST = Tekst(
    "Nyeste tall, {K} og {fylke}. Under navnet på raden står perioden og om høyt eller lavt er bra."
)
OVERSIKT_LESES = Tekst(
    "Streken i midten er {fylke}, punktet er {K}. Til høyre er alltid det som er bra: høye"
    " karakterer, men lavt fravær. Hver rad har sin egen skala."
)
OVERSIKT_MERKER = Tekst(
    "Et fylt punkt betyr at forskjellen fra fylket er større enn det vi venter av"
    " tilfeldigheter. Et åpent punkt betyr at vi ikke kan si det. Radene følger veien gjennom"
    " skolen, og hvert tall er det nyeste som er levert. Det er ikke de samme elevene i alle"
    " radene."
)
OVERSIKT_BOKS = Tekst(
    "Den mørke boksen er den midtre halvdelen av kommunene som har et tall som vises. Den står bare"
    " der det er minst {n} slike kommuner."
)
OVERSIKT_SAMLET = Tekst(
    "Der perioden er på tre år, er de tre nyeste kullene slått sammen: Det nyeste vises ikke alene."
)
OVERSIKT_ALT = Tekst("Oversikt over {n} tall, {K} ved siden av {fylke}: {rader}.")
OVERSIKT_HOYT = Tekst("{periode} · høyt er bra")
OVERSIKT_LAVT = Tekst("{periode} · lavt er bra")
OVERSIKT_VERKEN = Tekst("{periode}")
OVERSIKT_BRA = Tekst("bra →")
OVERSIKT_HALVDEL = Tekst("midtre halvdel av kommunene")

# Where a chart would show nothing of the municipality
INGEN_EGNE_VISES = Tekst("{tittel}: Tallene for {K} vises ikke av hensyn til personvernet.")
INGEN_EGNE_FINNES = Tekst("{tittel}: For {K} finnes det ikke tall: ingen er med i grunnlaget.")
INGEN_EGNE_LEVERT = Tekst("{tittel}: Det er ikke levert tall for {K}.")
TALL_FYLKET = Tekst("Dette er tallene for {fylke}: {rader}.")

# Funnels
TRAKT_FULLFORT = Tekst("Fullført, etter hvor stort kullet er")
TRAKT_AKSE = Tekst("Antall elever i kullet")
TRAKT_ANDRE = Tekst("Andre kommuner")
TRAKT_LESES = Tekst(
    "Hvert punkt er en kommune. De andre er grå og uten navn, og bare de som har både andelen og"
    " antallet på trykk i sin egen pakke, er med. Mellom de innerste grensene ligger 19 av 20 når"
    " bare tilfeldigheter spiller inn. Trakten er bredest der kullene er små."
)
TRAKT_ALT = Tekst(
    "Traktdiagram av {m} kommuner etter hvor mange elever kullet har. {utsagn} Av de {m} ligger"
    " {x} utenfor grensene for det tilfeldigheter vanligvis gir rundt tallet for {fylke}."
)
TRAKT_I_ORD = Tekst(
    "I et kull på {n} gir tilfeldigheter alene vanligvis mellom {fra} og {til} prosent når fylket"
    " har {c} prosent."
)

# The same cohort from year 10 to Vg1
KJEDE_ALT = Tekst("Linjer fra 10. trinn til Vg1, {K} med {fylke} i parentes: {rader}.")
KJEDE_ALT_RAD = Tekst("{navn} {a} → {b} ({c} → {d})")
KJEDE_FRA = Tekst("10. trinn")
KJEDE_TIL = Tekst("Vg1")
KJEDE_SKJULT = Tekst(
    "Karakterene fra 10. trinn og Vg1 for samme kull kan ikke vises sammen for {K} av hensyn til"
    " personvernet."
)
KJEDE_MANGLER = Tekst(
    "Karakterene fra 10. trinn og Vg1 for samme kull kan ikke vises sammen for {K}: noen finnes"
    " ikke, eller er ikke levert."
)
KJEDE_FYLKET = Tekst("Slik gikk det fra 10. trinn {fra} til Vg1 {til} i {fylke}: {rader}.")
KJEDE_RAD = Tekst("{navn} {c} → {d}")
FORDELING_FYLKET = Tekst("I {fylke} er den slik: {deler}.")
LAVE_FYLKET = Tekst("Dette er andelene i {fylke}, først 1 eller 2, så IV: {rader}.")
LAVE_RAD = Tekst("{fag} {lav} og {iv}")
