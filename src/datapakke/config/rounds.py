"""The rounds and their meetings: every municipality of the division in exactly one meeting."""

from datetime import date

from datapakke.config.fields import NO_DATE, Reader, Value, suggestion
from datapakke.kommuner import Kommune, Mote, Runde


def read_runder(reader: Reader, value: Value, kommuner: tuple[Kommune, ...]) -> tuple[Runde, ...]:
    """Read the rounds; ``kommuner`` are all municipalities of all years."""
    runder: list[Runde] = []
    for item in reader.items(value):
        fields = reader.fields(item, ("id", "navn", "inndeling", "data_til", "dato", "moter"))
        runde_id = reader.slug(fields["id"])
        if runde_id and runde_id in {runde.id for runde in runder}:
            reader.wrong(fields["id"], f"runden «{runde_id}» står to ganger.")
        runder.append(_runde(reader, fields, runde_id, kommuner))
    return tuple(runder)


def read_gjeldende(reader: Reader, value: Value, runder: tuple[Runde, ...]) -> str:
    """Read which round is the current one."""
    known = [runde.id for runde in runder if runde.id]
    current = reader.text(value)
    if current and current not in known:
        hint = suggestion(current, known) or f" Rundene er: {', '.join(known)}."
        reader.wrong(value, f"gjeldende runde «{current}» finnes ikke under «runder».{hint}")
    return current


def _runde(
    reader: Reader, fields: dict[str, Value], runde_id: str, kommuner: tuple[Kommune, ...]
) -> Runde:
    aar = reader.aar(fields["inndeling"])
    members = {
        kommune.slug: kode.navn
        for kommune in kommuner
        if (kode := kommune.kode_i(aar)) and kommune.slug
    }
    if aar and not members:
        reader.wrong(fields["inndeling"], f"ingen kommune har en kode i {aar}.")
    data_til, dato = reader.dato(fields["data_til"]), reader.dato(fields["dato"])
    if NO_DATE not in {data_til, dato} and data_til > dato:
        message = f"«data_til» er {data_til}, men kan ikke være etter pakkens dato ({dato})."
        reader.wrong(fields["data_til"], message)
    moter = _moter(reader, fields["moter"], dato, members)
    return Runde(runde_id, reader.text(fields["navn"]), aar, data_til, dato, moter)


def _moter(
    reader: Reader, value: Value, packet_date: date, members: dict[str, str]
) -> tuple[Mote, ...]:
    """Read a round's meetings; ``members`` gives the name of each slug in the division."""
    moter: list[Mote] = []
    invited: dict[str, str] = {}
    for item in reader.items(value):
        fields = reader.fields(item, ("dato", "sted", "kommuner"))
        dato = reader.dato(fields["dato"])
        if dato != NO_DATE and dato in {mote.dato for mote in moter}:
            reader.wrong(fields["dato"], f"det er to møter {dato} i runden. Et møte er sin dato.")
        if NO_DATE not in {dato, packet_date} and dato < packet_date:
            message = f"møtet er {dato}, men kan ikke være før pakkens dato ({packet_date})."
            reader.wrong(fields["dato"], message)
        slugs = _invited(reader, fields["kommuner"], members, invited, str(dato))
        moter.append(Mote(str(dato), dato, reader.text(fields["sted"]), slugs))
    left = [navn for slug, navn in members.items() if slug not in invited]
    if moter and left:
        reader.wrong(value, f"disse kommunene er ikke med i noe møte: {', '.join(left)}.")
    return tuple(sorted(moter, key=lambda mote: mote.dato))


def _invited(
    reader: Reader, value: Value, members: dict[str, str], invited: dict[str, str], mote_id: str
) -> tuple[str, ...]:
    """Read the municipalities of one meeting, by name or slug, and note them as invited."""
    lookup = {navn.casefold(): slug for slug, navn in members.items()}
    lookup |= {slug: slug for slug in members}
    slugs: list[str] = []
    for item in reader.items(value):
        text = reader.text(item)
        slug = lookup.get(text.casefold())
        if slug is None:
            hint = suggestion(text, members.values())
            if text and members:
                reader.wrong(item, f"kommunen «{text}» finnes ikke i rundens inndeling.{hint}")
        elif slug in invited:
            message = f"{members[slug]} er alt med i møtet {invited[slug]}. Hver kommune har ett."
            reader.wrong(item, message)
        else:
            invited[slug] = mote_id
            slugs.append(slug)
    return tuple(slugs)
