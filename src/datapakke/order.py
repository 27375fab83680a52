"""From what the user asked for to which municipalities, in which round."""

from collections.abc import Sequence
from dataclasses import dataclass

from datapakke.config import Config
from datapakke.errors import Problem, UsageError
from datapakke.kommuner import Inndeling, Kommune, Mote, Runde


@dataclass(frozen=True)
class Choice:
    """The options of a command, as given.

    Attributes:
        kommuner: Codes, names or slugs.
        mote: A meeting's id.
        runde: A round's id; None means the current one.
        alle: Every municipality of the division.
        uten_runde: No round: all periods delivered, no meeting.
        inndeling: The year of the division, only without a round.
    """

    kommuner: tuple[str, ...] = ()
    mote: str | None = None
    runde: str | None = None
    alle: bool = False
    uten_runde: bool = False
    inndeling: int | None = None


@dataclass(frozen=True)
class Order:
    """Which packets to build. ``runde`` is None when all periods delivered may be used."""

    runde: Runde | None
    inndeling: Inndeling
    kommuner: tuple[Kommune, ...]

    @property
    def mappe(self) -> str:
        """The name of the folder below ``out/``."""
        return self.runde.id if self.runde else "uten-runde"


def make_order(choice: Choice, config: Config) -> Order:
    """Find the round, the division and the municipalities that a choice names.

    Raises:
        UsageError: The choice contradicts itself, names nothing, or names what does not exist.
    """
    _refuse_contradictions(choice)
    runde = None if choice.uten_runde else _runde(choice, config)
    aar = runde.inndeling if runde else choice.inndeling or config.runde(None).inndeling
    inndeling = config.inndeling(aar)
    return Order(runde, inndeling, _kommuner(choice, runde, inndeling))


def at_meeting(order: Order, mote: str, names: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Give the codes and names of the municipalities at a meeting, or of those that are named.

    Args:
        order: That of the meeting: its municipalities are those invited.
        mote: The meeting's id.
        names: Codes, names or slugs; none for all who are invited.

    Raises:
        UsageError: A name is none of theirs; all of them at once.
    """
    there = {one: order.inndeling.navn(one) for one in order.kommuner}
    found, problems = dict[str, str](), list[Problem]()
    for name in names:
        try:
            kommune = order.inndeling.finn(name)
        except UsageError as error:
            problems.extend(error.problems)
            continue
        if kommune not in there:
            what = f"er ikke med på møtet {mote}. Det er {', '.join(there.values())}."
            problems.append(Problem(f"kommune «{name}»", what))
        found[order.inndeling.kommunenr(kommune)] = order.inndeling.navn(kommune)
    if problems:
        raise UsageError(problems)
    every = {order.inndeling.kommunenr(one): navn for one, navn in there.items()}
    return list((found or every).items())


def _refuse_contradictions(choice: Choice) -> None:
    problems = []
    if choice.uten_runde and (choice.runde or choice.mote):
        problems.append(
            Problem("--uten-runde", "kan ikke stå sammen med --runde eller --mote. Velg én av dem.")
        )
    if choice.inndeling and not choice.uten_runde:
        problems.append(
            Problem(
                "--inndeling", "gjelder bare med --uten-runde: en runde har sin egen inndeling."
            )
        )
    if choice.kommuner and (choice.alle or choice.mote):
        problems.append(
            Problem("--kommune", "kan ikke stå sammen med --alle eller --mote. Velg én av dem.")
        )
    if choice.alle and choice.mote:
        problems.append(Problem("--alle", "kan ikke stå sammen med --mote. Velg én av dem."))
    if not (choice.kommuner or choice.mote or choice.runde or choice.alle):
        problems.append(
            Problem(
                "datapakke build",
                "sier ikke hvilke kommuner. Bruk --kommune Modum (kan gjentas), --mote DATO,"
                " --runde RUNDE eller --alle.",
            )
        )
    if problems:
        raise UsageError(problems)


def _runde(choice: Choice, config: Config) -> Runde:
    """Give the round asked for; a meeting alone leads to the round that holds it."""
    if choice.runde or not choice.mote:
        return config.runde(choice.runde)
    current = config.runde(None)
    others = [runde for runde in config.runder if runde.id != current.id]
    for runde in (current, *others):
        if any(mote.id == choice.mote for mote in runde.moter):
            return runde
    return current


def _kommuner(choice: Choice, runde: Runde | None, inndeling: Inndeling) -> tuple[Kommune, ...]:
    if choice.kommuner:
        return _named(choice.kommuner, inndeling)
    if choice.mote and runde:
        slugs = _mote(choice.mote, runde).kommuner
        return tuple(kommune for kommune in inndeling if kommune.slug in slugs)
    return inndeling.kommuner


def _named(names: tuple[str, ...], inndeling: Inndeling) -> tuple[Kommune, ...]:
    """Find every name; all that are unknown are told at once, and none is built twice."""
    found: dict[str, Kommune] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            kommune = inndeling.finn(name)
        except UsageError as error:
            problems.extend(error.problems)
        else:
            found[kommune.slug] = kommune
    if problems:
        raise UsageError(problems)
    return tuple(found.values())


def _mote(mote_id: str, runde: Runde) -> Mote:
    for mote in runde.moter:
        if mote.id == mote_id:
            return mote
    known = ", ".join(mote.id for mote in runde.moter)
    raise UsageError(
        [Problem(f"møte «{mote_id}»", f"finnes ikke i runden {runde.id}. Møtene er: {known}.")]
    )
