"""The municipalities of the file: what each is called, who receives, and what it was made of."""

import dataclasses

from datapakke.config.codes import CodeReader
from datapakke.config.fields import Reader
from datapakke.config.identity import Found, check_mergers, check_names, check_receivers, slugs_of
from datapakke.config.structure import Value
from datapakke.config.table import check_table
from datapakke.kommuner import Kode, Kommune, Mottaker

MAALFORMER = ("bokmål", "nynorsk", "nøytral")


def read_kommuner(
    reader: Reader, utenfor: Value, kommuner: Value, fylkesnumre: tuple[str, ...]
) -> tuple[tuple[Kode, ...], tuple[Kommune, ...]]:
    """Read the former municipalities outside the county, and the county's own."""
    codes = CodeReader(reader, fylkesnumre)
    outside = codes.outside(utenfor)
    found = [_found(reader, item, codes) for item in reader.items(kommuner)]
    check_mergers(reader, found, codes.known)
    check_names(reader, found)
    check_receivers(reader, found)
    if not reader.problems:  # the same mistake would be told in two ways
        check_table(codes, found)
    return outside, tuple(_with_predecessors(one.kommune, codes.known) for one in found)


def _found(reader: Reader, item: Value, codes: CodeReader) -> Found:
    fields = reader.fields(item, ("slug", "koder", "mottakere"), ("maalform", "slaatt_sammen_av"))
    slug = fields["slug"] if fields["slug"].node else item
    return Found(
        _kommune(reader, fields, codes), slug, fields["slaatt_sammen_av"], fields["mottakere"]
    )


def _kommune(reader: Reader, fields: dict[str, Value], codes: CodeReader) -> Kommune:
    maalform = MAALFORMER[0]
    if fields["maalform"].node is not None:
        maalform = reader.choice(fields["maalform"], MAALFORMER)
    merged = reader.items(fields["slaatt_sammen_av"], at_least=2)
    koder = codes.history(fields["koder"])
    return Kommune(
        slug=_slug(reader, fields["slug"], koder),
        maalform=maalform,
        koder=koder,
        slaatt_sammen_av=tuple(reader.siffer(code, 4) for code in merged),
        mottakere=tuple(_mottaker(reader, one) for one in reader.items(fields["mottakere"])),
    )


def _slug(reader: Reader, value: Value, koder: tuple[Kode, ...]) -> str:
    """Read the slug, which is made from one of the names so that it cannot be another's."""
    slug = reader.slug(value)
    made, with_code = slugs_of(koder)
    if slug and made and slug not in (*made, *with_code):
        names = " eller ".join(f"«{name}»" for name in made)
        reader.unfit(value, f"laget av kommunens navn: {names}")
    return slug or next(iter(made), "")


def _mottaker(reader: Reader, item: Value) -> Mottaker:
    fields = reader.fields(item, ("rolle", "epost"))
    return Mottaker(reader.text(fields["rolle"]), reader.epost(fields["epost"]))


def _with_predecessors(kommune: Kommune, known: dict[str, Kode]) -> Kommune:
    before = tuple(known[code] for code in kommune.slaatt_sammen_av if code in known)
    return dataclasses.replace(kommune, forgjengere=before)
