"""The same file with other tools: read, read with one sum, and the same work as ours.

The same work, as one would write it who knows the tool: the columns that count are read; codes,
grades and pseudonyms must be known, no observation may stand twice and no pupil be in two
municipalities or of two genders in a year; and all the counts by municipality, year and gender that
the indicators of grades are made of. What only ours does: it tells encoding, delimiter, header and
line numbers, searches every column for identity numbers, brings codes to the division, and sums
areas, genders and what was not delivered.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

Row = tuple[object, ...]
KEY = ("kommunenr", "skoleaar", "kjonn")
OWN = ("elev", "skoleaar", "trinn", "kommunenr", "kjonn", "fagkode", "standpunkt", "eksamen")
GRADES = ("1", "2", "3", "4", "5", "6")
PSEUDONYM = "^[A-Za-z0-9]{1,20}$"


@dataclass(frozen=True)
class Known:
    """What cells are held against: codes of municipalities, and the subject of each code."""

    kommuner: Collection[str]
    fag: dict[str, str]

    def allowed(self) -> dict[str, Collection[str]]:
        """Give what may stand in each column."""
        return {
            "trinn": ("10", "Vg1"),
            "kommunenr": self.kommuner,
            "kjonn": ("K", "M"),
            "fagkode": self.fag,
            "standpunkt": (*GRADES, "IV", "F", "D", ""),
            "eksamen": (*GRADES, "IM", ""),
        }


@dataclass(frozen=True)
class Counted:
    """All counts.

    Attributes:
        fag: By subject and KEY: number, sum and sum of squares of standpunkt, of eksamen and of
            the difference; 1 and 2; IV.
        stryk: By KEY: pupils on Vg1 who failed something, pupils with a grade.
    """

    fag: list[Row]
    stryk: list[Row]


def refuse(found: Iterable[object]) -> None:
    """End when something was found that must not be there."""
    if any(found):
        message = "the file is not as it should be"
        raise ValueError(message)


def polars(path: str, what: str, known: Known) -> Counted | None:
    """Read with polars, all columns as text, and do what is asked."""
    import polars as pl  # noqa: PLC0415 (imports are the tool's)

    columns = list(OWN) if what == "same" else None
    # Only the school's name has letters beyond ASCII, and nobody asks for it.
    table = pl.read_csv(
        path, separator=";", infer_schema=False, columns=columns, encoding="utf8-lossy"
    )
    s = pl.col("standpunkt").cast(pl.Int32, strict=False)
    if what == "one sum":
        table.lazy().group_by("kommunenr").agg(s.sum()).collect()
    if what != "same":
        return None
    for name, allowed in known.allowed().items():
        refuse([set(table[name].fill_null("").unique()) - set(allowed)])
    refuse([not table["elev"].unique().str.contains(PSEUDONYM).all()])
    year = ["elev", "skoleaar"]
    refuse([table.n_unique([*year, "fagkode"]) < len(table)])
    refuse([table.n_unique([*year, "kommunenr", "kjonn"]) > table.n_unique(year)])
    e = pl.col("eksamen").cast(pl.Int32, strict=False)
    iv = pl.col("standpunkt").eq("IV").fill_null(value=False)
    fag = pl.col("fagkode").replace_strict(known.fag)
    rows = table.lazy().with_columns(s=s, e=e, iv=iv, gap=s - e, fag=fag)
    values = [pl.col(name) for name in ("s", "e", "gap")]
    sums = [(one.count(), one.sum(), (one * one).sum()) for one in values]
    by_fag = rows.group_by("fag", *KEY).agg(
        *[one.alias(f"{n}{m}") for n, three in enumerate(sums) for m, one in enumerate(three)],
        low=(pl.col("s") <= 2).sum(),  # noqa: PLR2004
        ivs=pl.col("iv").sum(),
    )
    graded = pl.col("s").is_not_null() | pl.col("iv")
    pupils = (
        rows.filter(pl.col("trinn") == "Vg1")
        .group_by(*KEY, "elev")
        .agg(stryk=((pl.col("s") == 1) | pl.col("iv")).any(), karakter=graded.any())
    )
    stryk = pupils.group_by(KEY).agg(pl.col("stryk").sum(), pl.col("karakter").sum())
    return Counted(by_fag.collect().rows(), stryk.collect().rows())


READ = """
create table k as select {columns}
from read_csv(?, delim=';', header=true, all_varchar=true, encoding='latin-1')
"""
SAME = """
elev, skoleaar, trinn, kommunenr, kjonn, fagkode, coalesce(standpunkt, '') as standpunkt,
coalesce(eksamen, '') as eksamen, try_cast(standpunkt as int) as s, try_cast(eksamen as int) as e
"""
OTHERS = """
select (select count(*) from k)
    - (select count(*) from (select distinct elev, skoleaar, fagkode from k)),
    (select count(*) from (select distinct elev, skoleaar, kommunenr, kjonn from k))
    - (select count(*) from (select distinct elev, skoleaar from k)),
    (select count(*) from (select distinct elev from k) where not regexp_matches(elev, ?))
"""
BY_FAG = """
select fag, kommunenr, skoleaar, kjonn,
    count(s), coalesce(sum(s), 0), coalesce(sum(s * s), 0),
    count(e), coalesce(sum(e), 0), coalesce(sum(e * e), 0),
    count(s - e), coalesce(sum(s - e), 0), coalesce(sum((s - e) * (s - e)), 0),
    count(*) filter (s <= 2), count(*) filter (standpunkt = 'IV')
from k join f using (fagkode) group by all
"""
STRYK = """
with pupils as (
    select kommunenr, skoleaar, kjonn, elev,
        coalesce(bool_or(s = 1 or standpunkt = 'IV'), false) as stryk,
        bool_or(s is not null or standpunkt = 'IV') as karakter
    from k where trinn = 'Vg1' group by all
)
select kommunenr, skoleaar, kjonn, count(*) filter (stryk), count(*) filter (karakter)
from pupils group by all
"""


def duckdb(path: str, what: str, known: Known) -> Counted | None:
    """Read with duckdb, all columns as text, and do what is asked."""
    import duckdb as db  # noqa: PLC0415

    db.execute(READ.format(columns=SAME if what == "same" else "*"), [path])
    if what == "one sum":
        db.sql("select kommunenr, sum(try_cast(standpunkt as int)) from k group by all").fetchall()
    if what != "same":
        return None
    for name, allowed in known.allowed().items():
        there = {one for (one,) in db.sql(f"select distinct {name} from k").fetchall()}  # noqa: S608
        refuse([there - set(allowed)])
    refuse(db.execute(OTHERS, [PSEUDONYM]).fetchone() or ())
    db.execute("create table f (fagkode varchar, fag varchar)")
    db.executemany("insert into f values (?, ?)", list(known.fag.items()))
    return Counted(db.sql(BY_FAG).fetchall(), db.sql(STRYK).fetchall())


def pandas(path: str, engine: str, dtype: str) -> None:
    """Read with one of pandas' engines."""
    import pandas as pd  # noqa: PLC0415

    blank = {} if engine == "pyarrow" else {"na_filter": False}
    pd.read_csv(path, sep=";", engine=engine, dtype=dtype, encoding="cp1252", **blank)


TOOLS: dict[str, Callable[[str, str, Known], Counted | None]] = {
    "polars": polars,
    "duckdb": duckdb,
}
ENGINES = {
    "pandas c str": ("c", "str"),
    "pandas c category": ("c", "category"),
    "pandas pyarrow str": ("pyarrow", "str"),
    "pandas python str": ("python", "str"),
}


def as_indicators(counted: Counted) -> Iterator[tuple[Row, Row]]:
    """Give what our table of results should say: (indicator, municipality, year, gender), counts.

    Counts are the numerator or sum, the denominator or number, and the sum of squares or 0.
    """
    for fag, *key, sn, ss, sq, en, es, eq, gn, gs, gq, low, iv in counted.fag:
        vg1 = str(fag).startswith("vg1")
        name = str(fag).removeprefix("vg1_")
        mean, few, none = (
            (f"vg1_{kind}_{name}" if vg1 else f"{other}_{name}")
            for kind, other in (("snitt", "standpunkt"), ("lav", "lav"), ("iv", "iv"))
        )
        yield (mean, *key), (ss, sn, sq)
        yield (few, *key), (low, sn, 0)
        yield (none, *key), (iv, int(str(sn)) + int(str(iv)), 0)
        if not vg1:
            yield (f"eksamen_{name}", *key), (es, en, eq)
            yield (f"avstand_{name}", *key), (gs, gn, gq)
    for *key, stryk, karakter in counted.stryk:
        yield ("vg1_stryk", *key), (stryk, karakter, 0)
