"""What a described file says once: in a title, in its name, or in the description itself."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from datapakke.errors import Problem
from datapakke.extracts.described.description import Description
from datapakke.extracts.described.form import Form
from datapakke.extracts.problems import Problems, shown
from datapakke.reading import place


def find_stated(
    name: str, titles: Sequence[str], description: Description, problems: Problems
) -> dict[str, str]:
    """Give, by column of the dataset, what is the same in all rows, as it is written.

    Args:
        name: The file.
        titles: What stands above its header.
        description: Says where to look.
        problems: Notes a title or a name that is not found, or says two things.
    """
    found = {}
    for column, origin in description.columns.items():
        if origin.verdi:
            found[column] = origin.verdi
        elif origin.tittel:
            pieces = _pieces(origin.tittel, column, titles)
            if len(pieces) == 1:
                found[column] = pieces[0]
            else:
                problems.add([Problem(place(name), _wrong_title(origin.tittel, pieces, titles))])
        elif origin.filnavn:
            file = PurePosixPath(name).name
            pieces = _pieces(origin.filnavn, column, [file])
            if pieces:
                found[column] = pieces[0]
            else:
                what = f"filnavnet {shown(file)} har ikke formen «{origin.filnavn.text}»."
                problems.add([Problem(place(name), what)])
    return found


def _pieces(form: Form, column: str, texts: Sequence[str]) -> list[str]:
    """Give what stands in the column's place, each text once."""
    matches = [form.match(text) for text in texts]
    return list(dict.fromkeys(match[column] for match in matches if match is not None))


def _wrong_title(form: Form, pieces: Sequence[str], titles: Sequence[str]) -> str:
    if pieces:
        words = " og ".join(shown(piece) for piece in pieces)
        return f"titler av formen «{form.text}» sier både {words}."
    above = ", ".join(shown(title) for title in titles[:3]) or "ingenting"
    return f"ingen tittel over overskriften har formen «{form.text}». Der står {above}."
