"""The same file read and summed with other tools.

They do less: cells are not checked, and the file is taken to be as it should.
"""

from collections.abc import Callable

COLUMNS = ("elev", "skoleaar", "trinn", "kommunenr", "kjonn", "fagkode", "standpunkt", "eksamen")
GRADES = """
create table k as
select *, try_cast(standpunkt as int) as s, try_cast(eksamen as int) as e
from read_csv(?, delim=';', header=true, all_varchar=true, nullstr='-')
"""
SUMS = """
select kommunenr, skoleaar, kjonn, fagkode,
    count(s), sum(s), sum(s * s), count(e), sum(e), sum(e * e),
    count(s - e), sum(s - e), sum((s - e) * (s - e)),
    count(*) filter (s <= 2), count(*) filter (standpunkt = 'IV')
from k group by all
"""
FAILED = """
with pupils as (
    select kommunenr, skoleaar, kjonn, elev,
        bool_or(s = 1 or standpunkt = 'IV') as stryk,
        bool_or(s is not null or standpunkt = 'IV') as karakter
    from k where trinn = 'Vg1' group by all
)
select kommunenr, skoleaar, kjonn,
    count(*) filter (stryk and karakter), count(*) filter (karakter)
from pupils group by all
"""


def duckdb(path: str, *, sums: bool) -> None:
    """Read with duckdb, all columns as text, and sum."""
    import duckdb as db  # noqa: PLC0415 (imports are the tool's)

    db.execute(GRADES, [path])
    if sums:
        db.sql(SUMS).fetchall()
        db.sql(FAILED).fetchall()


def polars(path: str, *, sums: bool) -> None:
    """Read with polars, all columns as text, and sum."""
    import polars as pl  # noqa: PLC0415

    table = pl.read_csv(path, separator=";", infer_schema=False)
    if not sums:
        return
    s = pl.col("standpunkt").cast(pl.Int32, strict=False)
    e = pl.col("eksamen").cast(pl.Int32, strict=False)
    iv = pl.col("standpunkt").eq("IV")
    rows = table.lazy().with_columns(s=s, e=e, iv=iv, gap=s - e)
    values = [pl.col(name) for name in ("s", "e", "gap")]
    rows.group_by("kommunenr", "skoleaar", "kjonn", "fagkode").agg(
        *[one.count().name.suffix("_n") for one in values],
        *[one.sum().name.suffix("_sum") for one in values],
        *[(one * one).sum().name.suffix("_square") for one in values],
        low=(pl.col("s") <= 2).sum(),  # noqa: PLR2004
        ivs=pl.col("iv").sum(),
    ).collect()
    pupils = (
        rows.filter(pl.col("trinn") == "Vg1")
        .group_by("kommunenr", "skoleaar", "kjonn", "elev")
        .agg(
            stryk=((pl.col("s") == 1) | pl.col("iv")).any(),
            karakter=(pl.col("s").is_not_null() | pl.col("iv")).any(),
        )
    )
    pupils.group_by("kommunenr", "skoleaar", "kjonn").agg(
        stryk=(pl.col("stryk") & pl.col("karakter")).sum(), karakter=pl.col("karakter").sum()
    ).collect()


def pandas(path: str, engine: str, dtype: str, columns: tuple[str, ...] | None = None) -> None:
    """Read with one of pandas' engines."""
    import pandas as pd  # noqa: PLC0415

    blank = {} if engine == "pyarrow" else {"na_filter": False}
    pd.read_csv(path, sep=";", engine=engine, dtype=dtype, usecols=columns, **blank)


TOOLS: dict[str, Callable[..., None]] = {
    "polars": polars,
    "duckdb": duckdb,
    "pandas c str": lambda path, **_: pandas(path, "c", "str"),
    "pandas c category": lambda path, **_: pandas(path, "c", "category"),
    "pandas c category, 5 of 8 columns": lambda path, **_: pandas(
        path, "c", "category", COLUMNS[1:2] + COLUMNS[3:7]
    ),
    "pandas pyarrow str": lambda path, **_: pandas(path, "pyarrow", "str"),
    "pandas python str": lambda path, **_: pandas(path, "python", "str"),
}
