"""The municipalities: codes in time, receivers, and which were merged into which."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from datapakke.config.fields import Reader, Value
from datapakke.config.model import Fylke
from datapakke.kommuner import Kode, Kommune, Mottaker

MAALFORMER = ("bokmål", "nynorsk", "nøytral")


@dataclass
class Register:
    """What has been read so far: whom each code and each slug belongs to."""

    koder: dict[str, Kode] = field(default_factory=dict)
    by_slug: dict[str, list[Kommune]] = field(default_factory=dict)


def read_kommuner(
    reader: Reader, utenfor: Value, kommuner: Value, fylke: Fylke
) -> tuple[tuple[Kode, ...], tuple[Kommune, ...]]:
    """Read the former municipalities outside the county, and the county's own."""
    register = Register()
    outside = tuple(
        _kode(reader, item, register, required_til=True) for item in reader.items(utenfor, 0)
    )
    found: list[tuple[Kommune, dict[str, Value]]] = []
    for item in reader.items(kommuner):
        fields = reader.fields(
            item, ("slug", "koder", "mottakere"), ("maalform", "slaatt_sammen_av")
        )
        found.append((_kommune(reader, fields, register, fylke), fields))
    for kommune, fields in found:
        _check_merger(reader, kommune, fields["slaatt_sammen_av"], register)
        _check_slug(reader, kommune, fields["slug"], register)
    return outside, tuple(kommune for kommune, _ in found)


def _kommune(reader: Reader, fields: dict[str, Value], register: Register, fylke: Fylke) -> Kommune:
    maalform = MAALFORMER[0]
    if fields["maalform"].node is not None:
        maalform = reader.choice(fields["maalform"], MAALFORMER)
    return Kommune(
        slug=reader.slug(fields["slug"]),
        maalform=maalform,
        koder=_koder(reader, fields["koder"], register, fylke),
        slaatt_sammen_av=tuple(
            reader.siffer(item, 4) for item in reader.items(fields["slaatt_sammen_av"], 2)
        ),
        mottakere=tuple(_mottaker(reader, item) for item in reader.items(fields["mottakere"])),
    )


def _mottaker(reader: Reader, item: Value) -> Mottaker:
    fields = reader.fields(item, ("rolle", "epost"))
    return Mottaker(reader.text(fields["rolle"]), reader.epost(fields["epost"]))


def _koder(reader: Reader, value: Value, register: Register, fylke: Fylke) -> tuple[Kode, ...]:
    """Read the code history, which has neither gap nor overlap."""
    koder: list[Kode] = []
    for item in reader.items(value):
        kode = _kode(reader, item, register)
        if kode.kode and fylke.fylkesnumre and not kode.kode.startswith(fylke.fylkesnumre):
            numre = ", ".join(fylke.fylkesnumre)
            reader.wrong(
                item, f"koden {kode.kode} begynner ikke med et av fylkesnumrene ({numre})."
            )
        if koder and koder[-1].kode and kode.kode:
            _check_succession(reader, item, koder[-1], kode)
        koder.append(kode)
    return tuple(koder)


def _kode(reader: Reader, item: Value, register: Register, *, required_til: bool = False) -> Kode:
    always = ("kode", "navn", "fra")
    if required_til:
        fields = reader.fields(item, (*always, "til"))
    else:
        fields = reader.fields(item, always, ("til",))
    til = fields["til"]
    kode = Kode(
        kode=reader.siffer(fields["kode"], 4),
        navn=reader.text(fields["navn"]),
        fra=reader.aar(fields["fra"]),
        til=None if til.node is None else reader.aar(til),
    )
    if kode.til and kode.til < kode.fra:
        reader.wrong(til, f"«til» er {kode.til}, men kan ikke være før «fra» ({kode.fra}).")
    other = register.koder.setdefault(kode.kode, kode)
    if kode.kode and other is not kode:
        message = f"koden {kode.kode} er brukt før, av {other.navn}. En kode kan stå bare ett sted."
        reader.wrong(fields["kode"], message)
    return kode


def _check_succession(reader: Reader, item: Value, before: Kode, after: Kode) -> None:
    if before.til is None:
        message = f"koden {before.kode} må ha «til» når {after.kode} kommer etter."
        reader.wrong(item, message)
    elif before.til and after.fra and after.fra != before.til + 1:
        kind = "overlapper" if after.fra <= before.til else "etterlater et hull etter"
        message = (
            f"koden {after.kode} fra {after.fra} {kind} {before.kode}, som gjelder til"
            f" {before.til}. Den må gjelde fra {before.til + 1}."
        )
        reader.wrong(item, message)


def _check_merger(reader: Reader, kommune: Kommune, value: Value, register: Register) -> None:
    """Every municipality merged into this one is known and ended before this one began."""
    begins = kommune.koder[0].fra if kommune.koder else 0
    for item, code in zip(reader.items(value, 0), kommune.slaatt_sammen_av, strict=True):
        before = register.koder.get(code)
        if not code:
            continue
        if before is None:
            message = f"koden {code} er ukjent. Den må stå under «kommuner» eller «utenfor_fylket»."
            reader.wrong(item, message)
        elif begins and before.fra and (before.til is None or before.til >= begins):
            until = f"gjelder til {before.til}" if before.til else "gjelder fortsatt"
            message = (
                f"koden {code} ({before.navn}) {until}, men må slutte før den sammenslåtte"
                f" kommunen begynner i {begins}."
            )
            reader.wrong(item, message)


def _check_slug(reader: Reader, kommune: Kommune, value: Value, register: Register) -> None:
    """A slug is shared only by a municipality and the one it was merged into, never in one year."""
    if not kommune.slug:
        return
    for other in register.by_slug.setdefault(kommune.slug, []):
        if not (_continues(kommune, other) or _continues(other, kommune)):
            message = (
                f"slug «{kommune.slug}» er brukt av en annen kommune ({_names(other.koder)}). Bare"
                " en kommune og den som den ble slått sammen til, kan dele slug."
            )
            reader.wrong(value, message)
    register.by_slug[kommune.slug].append(kommune)


def _continues(new: Kommune, old: Kommune) -> bool:
    return any(kode.kode in new.slaatt_sammen_av for kode in old.koder)


def _names(koder: Sequence[Kode]) -> str:
    return ", ".join(f"{kode.kode} {kode.navn}" for kode in koder)
