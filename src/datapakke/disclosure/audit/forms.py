"""Which sums of a universe's parts can be about too few: numerators, what is left, differences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from datapakke.disclosure.audit.known import Known
from datapakke.disclosure.audit.rows import among
from datapakke.disclosure.audit.truth import Truth
from datapakke.model import ALLE, Indicator, Nivaa

Groups = frozenset[int]


@dataclass(frozen=True)
class Form:
    """A sum of groups that must not be known too well.

    Attributes:
        parts: The groups.
        within: The groups that they are some of; None when it is a number of persons.
        words: What it is, in bokmål.
        owners: The indicators whose printing could tell it; it is printable where all are.
        sensitiv: Protected when it is 0 too.
    """

    parts: Groups
    within: Groups | None
    words: str
    owners: tuple[Indicator, ...]
    sensitiv: bool = False

    def printable(self, nivaa: str, kjonn: str) -> bool:
        """Tell whether the figures can be printed for an area of a kind, and for a gender."""
        if kjonn != ALLE:
            return nivaa == Nivaa.KOMMUNE.value and all(one.etter_kjonn for one in self.owners)
        return nivaa != Nivaa.MOTE.value or all(one.for_mote for one in self.owners)


@dataclass(frozen=True)
class _Share:
    """A numerator in its denominator (None: from outside) as groups."""

    teller: Groups
    nevner: Groups | None
    indicator: Indicator
    words: str


def forms_of(known: Known, truth: Truth) -> tuple[Form, ...]:
    """Give every form of a universe; of those with the same groups, whole and owners, one."""
    indicators = known.of_universe(truth.univers.id)
    shares = [share for one in indicators for share in _shares(known, truth, one)]
    found = [
        *(form for share in shares for form in _own(share)),
        *_differences([share for share in shares if not share.indicator.kategorier]),
        *_left_out(truth, indicators),
    ]
    return tuple(dict.fromkeys(form for form in found if form.parts))


def _shares(known: Known, truth: Truth, one: Indicator) -> Iterator[_Share]:
    title = one.kort or one.title
    slag = known.slag[one.id]
    if slag == "fordeling":
        for kategori, parts in one.kategorier.items():
            words = f"«{title}», {kategori}"
            yield _Share(truth.groups(parts), truth.groups(among(one)), one, words)
    elif slag in ("andel", "antall"):
        whole = truth.groups(one.nevner) if one.nevner else None
        yield _Share(truth.groups(one.teller), whole, one, f"«{title}»")


def _own(share: _Share) -> Iterator[Form]:
    """Give the numerator and its complement.

    Against a population the complement is what the population leaves, which the cells see to.
    """
    one = share.indicator
    yield Form(share.teller, share.nevner, share.words, (one,), one.sensitiv)
    if share.nevner is not None:
        words = f"de andre bak {share.words}"
        yield Form(share.nevner - share.teller, share.nevner, words, (one,), one.sensitiv)


def _differences(shares: Sequence[_Share]) -> Iterator[Form]:
    """Give what lies between two numerators, and what neither of two apart has."""
    for one, other in combinations(shares, 2):
        if one.nevner != other.nevner:
            continue
        owners = (one.indicator, other.indicator)
        small, large = sorted((one, other), key=lambda share: len(share.teller))
        if small.teller <= large.teller:
            words = f"{large.words} uten {small.words}"
            yield Form(large.teller - small.teller, large.nevner, words, owners)
        elif one.nevner is not None and not one.teller & other.teller:
            words = f"verken {one.words} eller {other.words}"
            yield Form(one.nevner - one.teller - other.teller, one.nevner, words, owners)


def _left_out(truth: Truth, indicators: Sequence[Indicator]) -> Iterator[Form]:
    """Give those of a known whole whom a denominator, or two apart, leave out."""
    if not truth.univers.kjent:
        return
    whole = frozenset(range(len(truth.grupper)))
    about = [(one, truth.groups(among(one))) for one in indicators if among(one)]
    for one, groups in about:
        words = f"de som ikke er med i «{one.kort or one.title}»"
        yield Form(whole - groups, whole, words, (one,))
    for (one, groups), (other, others) in combinations(about, 2):
        owners, names = (one, other), f"«{one.kort or one.title}» og «{other.kort or other.title}»"
        if not groups & others:
            yield Form(whole - groups - others, whole, f"de som ikke er med i {names}", owners)
        elif groups < others or others < groups:
            words = f"de som skiller {names}"
            yield Form(groups ^ others, groups | others, words, owners)
