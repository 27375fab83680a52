"""The rounds and their meetings: every municipality of the division in exactly one meeting."""

import re
from datetime import date, time

from datapakke.config.fields import NO_DATE, Reader
from datapakke.config.structure import Value, nearest
from datapakke.config.text import quoted
from datapakke.errors import UsageError
from datapakke.kommuner import Inndeling, Kommune, Mote, Runde, inndeling_i

OPTIONAL = ("svarfrist", "klokkeslett")
HOURS = re.compile("([01][0-9]|2[0-3])[.]([0-5][0-9])-([01][0-9]|2[0-3])[.]([0-5][0-9])")


def read_runder(reader: Reader, value: Value, kommuner: tuple[Kommune, ...]) -> tuple[Runde, ...]:
    """Read the rounds; ``kommuner`` are all municipalities of all years."""
    runder: list[Runde] = []
    for item in reader.items(value):
        fields = reader.fields(item, ("id", "navn", "inndeling", "data_til", "dato", "moter"))
        runde_id = reader.slug(fields["id"])
        if runde_id and runde_id in {runde.id for runde in runder}:
            reader.wrong(fields["id"], f"runden «{runde_id}» står to ganger.")
        runder.append(_runde(reader, runde_id, fields, kommuner))
    return tuple(runder)


def read_gjeldende(reader: Reader, value: Value, runder: tuple[Runde, ...]) -> str:
    """Read which round is the current one."""
    known = [runde.id for runde in runder if runde.id]
    current = reader.text(value)
    if current and known and current not in known:
        near = nearest(current, known)
        hint = f"Mente du «{near[0]}»?" if near else f"Rundene er: {', '.join(known)}."
        reader.wrong(value, f"runden {quoted(current)} finnes ikke under «runder». {hint}")
    return current


def _runde(
    reader: Reader, runde_id: str, fields: dict[str, Value], kommuner: tuple[Kommune, ...]
) -> Runde:
    data_til, dato = reader.dato(fields["data_til"]), reader.dato(fields["dato"])
    if NO_DATE not in {data_til, dato} and data_til > dato:
        message = f"«data_til» er {data_til}, men kan ikke være etter pakkens dato ({dato})."
        reader.wrong(fields["data_til"], message)
    aar = reader.aar(fields["inndeling"])
    inndeling = inndeling_i(aar, kommuner)
    if aar and kommuner:
        _check_division(reader, fields["inndeling"], inndeling, inndeling_i(dato.year, kommuner))
    moter = _moter(reader, fields["moter"], dato, inndeling)
    return Runde(runde_id, reader.text(fields["navn"]), aar, data_til, dato, moter)


def _check_division(reader: Reader, value: Value, chosen: Inndeling, at_packet: Inndeling) -> None:
    """The division has municipalities, the same as on the day of the packet."""
    if not chosen.kommuner:
        reader.wrong(value, f"ingen kommune har en kode i {chosen.aar}.")
    elif at_packet.aar != NO_DATE.year and chosen.kommunenumre != at_packet.kommunenumre:
        message = (
            f"«inndeling» er {chosen.aar}, men i {at_packet.aar}, som er året på pakken, har"
            " kommunene andre koder."
        )
        reader.wrong(value, message)


def _moter(
    reader: Reader, value: Value, packet_date: date, inndeling: Inndeling
) -> tuple[Mote, ...]:
    """Read a round's meetings, to each of which a part of the division is invited."""
    moter: list[Mote] = []
    invited: dict[str, str] = {}
    for item in reader.items(value):
        fields = reader.fields(item, ("dato", "sted", "kommuner"), OPTIONAL)
        dato = reader.dato(fields["dato"])
        if dato != NO_DATE and dato in {mote.dato for mote in moter}:
            reader.wrong(fields["dato"], f"det er to møter {dato} i runden. Et møte er sin dato.")
        if NO_DATE not in {dato, packet_date} and dato < packet_date:
            message = f"møtet er {dato}, men kan ikke være før pakkens dato ({packet_date})."
            reader.wrong(fields["dato"], message)
        slugs = _invited(reader, fields["kommuner"], inndeling, invited)
        invited |= dict.fromkeys(slugs, str(dato))
        svarfrist = _svarfrist(reader, fields["svarfrist"], packet_date, dato)
        sted, klokkeslett = reader.text(fields["sted"]), _hours(reader, fields["klokkeslett"])
        moter.append(Mote(str(dato), dato, sted, slugs, svarfrist, klokkeslett))
    left = [inndeling.navn(one) for one in inndeling if one.slug not in invited]
    if moter and left:
        reader.wrong(value, f"disse kommunene er ikke med i noe møte: {', '.join(left)}.")
    return tuple(sorted(moter, key=lambda mote: mote.dato))


def _svarfrist(reader: Reader, value: Value, packet_date: date, meeting: date) -> date | None:
    """Read when answers are wanted by, if that is said: after the packet, before the meeting."""
    if value.node is None:
        return None
    day = reader.dato(value)
    if NO_DATE not in {day, packet_date, meeting} and not packet_date <= day <= meeting:
        message = (
            f"svarfristen er {day}, men skal være mellom pakkens dato ({packet_date}) og møtet"
            f" ({meeting})."
        )
        reader.wrong(value, message)
    return day


def _hours(reader: Reader, value: Value) -> tuple[time, time] | None:
    """Read when a meeting begins and ends, if that is said."""
    should = "klokkeslett fra og til, som «10.00-14.30»"
    found = HOURS.fullmatch(reader.matching(value, HOURS, should)) if value.node else None
    if not found:
        return None
    begins, ends = (time(int(found[n]), int(found[n + 1])) for n in (1, 3))
    if begins >= ends:
        reader.unfit(value, should)
    return begins, ends


def _invited(
    reader: Reader, value: Value, inndeling: Inndeling, invited: dict[str, str]
) -> tuple[str, ...]:
    """Read the municipalities of one meeting; ``invited`` are those of the meetings before."""
    slugs: list[str] = []
    for item in reader.items(value):
        text = reader.text(item)
        if not text or not inndeling.kommuner:
            continue
        named = inndeling.named(text)
        try:  # that two are called the same is told where they are declared
            kommune = named[-1] if reader.problems and named else inndeling.finn(text)
        except UsageError as error:
            reader.wrong(item, f"kommunen {quoted(text)} {error.problems[0].what}")
            continue
        if kommune.slug in invited or kommune.slug in slugs:
            earlier = invited.get(kommune.slug, "dette møtet")
            name = inndeling.navn(kommune)
            reader.wrong(item, f"{name} er alt med i {earlier}. Hver kommune er med i ett møte.")
        else:
            slugs.append(kommune.slug)
    return tuple(slugs)
