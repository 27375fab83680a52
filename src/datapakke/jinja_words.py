"""What Jinja says of the commonest mistakes in a template, in bokmål; the rest as it says it."""

import re

_SAID: tuple[tuple[str, str], ...] = (
    (r"Encountered unknown tag '(.+?)'\..*", "ukjent kode «{0}»"),
    (
        r"Unexpected end of template\. Jinja was looking for .*?: (?:.* or )?(.+?)\..*",
        "malen slutter uten {0}",
    ),
    (r"[Uu]nexpected end of template.*", "malen slutter før den skulle"),
    (r"expected token '(.+?)', got '(.+?)'", "der det står «{1}», skulle det stått «{0}»"),
    (r"unexpected '(.+?)'", "«{0}» skulle ikke stått her"),
    (r"unexpected char '(.+?)' at \d+", "tegnet «{0}» skulle ikke stått her"),
    (r"Missing end of (?:comment|raw directive).*", "en kommentar eller «raw» er ikke avsluttet"),
    (
        r"No (filter|test) named '(.+?)'\.?.*",
        "det finnes ikke noe som heter «{1}»",
    ),
    (r"'(.+?)' is undefined", "«{0}» finnes ikke"),
    (r"'(.+?)' has no attribute '(.+?)'", "«{0}» har ikke noe som heter «{1}»"),
    (r"block '(.+?)' defined twice", "blokken «{0}» er laget to ganger"),
)
"""What Jinja says (whole), and the same in bokmål with the parts of it in brackets."""
_SIGNS = {"end of print statement": "}}", "end of statement block": "%}"}


def in_bokmaal(message: str) -> str:
    """Say a message of Jinja's in bokmål; one that is not known stays as it is."""
    for pattern, said in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return said.format(*(_SIGNS.get(part, part.strip("'")) for part in found.groups()))
    return message
