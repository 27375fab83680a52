"""Returned answer sheets taken in: filed as they came, never overwritten, and read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from datapakke.delivery.answers import CHANGED, FOLDER, REPLACED, SHOWN, digest_of, filed, pdfs_in
from datapakke.errors import PacketError, Problem, refused
from datapakke.kommuner import Inndeling, Runde
from datapakke.output import write_or_tell
from datapakke.svarark.read import Lest, Svar, agreed, read_each


def take_in(
    files: Sequence[Path], runde: Runde, inndeling: Inndeling, folder: Path, *, erstatt: bool
) -> Lest:
    """File returned sheets and read all that are filed; what cannot be read is not filed.

    Sheets of one municipality that say different things are all filed, told, and none is used until
    somebody says which holds: a later «may not be shared» must not be forgotten by the next run.

    Args:
        files: Those that have come in; none to read again what is filed.
        runde: The round that they must be of.
        inndeling: Its division.
        folder: ``svar/RUNDE``.
        erstatt: ``files`` replace what their municipalities returned before, which is set aside.

    Raises:
        PacketError: A sheet cannot be filed or set aside.
    """
    before = filed(folder)
    coming = {one.resolve(): one for one in (*files, *before.lagt_inn)}
    known = {digest_of(path) for path in before.paths}
    aside = set() if erstatt else {path.stem[-SHOWN:] for path in pdfs_in(folder / REPLACED)}
    new, notes = [], []
    for path in coming.values():
        digest = digest_of(path)
        if digest[:SHOWN] in aside:
            notes.append(Problem(str(path), "er erstattet av et annet ark, og er ikke med."))
        elif digest not in known:
            new.append(path)
    hold = {digest_of(one) for one in files} if erstatt else set()
    old, fresh = (read_each(paths, runde, inndeling) for paths in (before.paths, new))
    svar = (*old.svar, *(_file(one, inndeling, folder / FOLDER) for one in fresh.svar))
    return agreed(
        list(_without_replaced(svar, hold, folder / REPLACED)),
        (*before.problemer, *old.problemer, *fresh.problemer),
        (*old.merknader, *fresh.merknader, *notes),
    )


def _file(svar: Svar, inndeling: Inndeling, folder: Path) -> Svar:
    """Copy a sheet to where it is filed; one that lies in that folder already is renamed."""
    path, slug = Path(svar.fil), inndeling.by_kommunenr[svar.kommunenr].slug
    place = folder / f"{svar.kommunenr}-{slug}-{digest_of(path)[:SHOWN]}.pdf"
    try:
        if path.resolve().parent == folder.resolve():
            path.replace(place)
        elif not place.exists():
            write_or_tell(place, path.read_bytes())
        elif digest_of(place) != digest_of(path):
            raise PacketError([Problem(str(place), CHANGED)])
    except OSError as error:
        raise _cannot(path, "arkiveres", error) from error
    return replace(svar, fil=str(place))


def _without_replaced(svar: Sequence[Svar], hold: Collection[str], aside: Path) -> Iterator[Svar]:
    """Give the answers that hold; the sheets of the others are moved to ``aside``.

    Args:
        svar: Everything that is filed.
        hold: The SHA-256 of sheets that replace what their municipalities returned before.
        aside: Where the others are moved.
    """
    renewed = {one.kommunenr for one in svar if digest_of(Path(one.fil)) in hold}
    for one in svar:
        path = Path(one.fil)
        if one.kommunenr not in renewed or digest_of(path) in hold:
            yield one
            continue
        try:
            aside.mkdir(parents=True, exist_ok=True)
            path.replace(aside / path.name)
        except OSError as error:
            raise _cannot(path, "flyttes", error) from error


def _cannot(path: Path, what: str, error: OSError) -> PacketError:
    return PacketError([refused(path, what, error)])
