"""``noter`` of the register: remarks that follow a source's figures."""

import re

from datapakke.config.fields import Reader
from datapakke.config.structure import Value
from datapakke.extracts.periods import is_label
from datapakke.sources import Note

YES, NO = "true", "false"
INDICATOR_ID = re.compile("[a-z0-9_]{1,60}")
ID_RULE = "en indikator som «fravaer_dager_vg1»"
LABEL_RULE = "en periode som «2015/16», «2016», «2016-06» eller «2016-06-15»"


def read_note(reader: Reader, item: Value) -> Note:
    """Read one remark; the pipeline knows whether there are such indicators."""
    fields = reader.fields(item, ("fra", "til", "tekst"), ("brudd", "gjelder"))
    fra, til = (_label(reader, fields[name]) for name in ("fra", "til"))
    if fra and til and fra > til:
        reader.wrong(fields["til"], f"perioden slutter ({til}) før den begynner ({fra}).")
    brudd = reader.choice(fields["brudd"], (YES, NO)) == YES
    ids = [
        reader.matching(one, INDICATOR_ID, ID_RULE)
        for one in reader.items(fields["gjelder"], at_least=0)
    ]
    return Note(fra, til, reader.text(fields["tekst"]), brudd, tuple(filter(None, ids)))


def _label(reader: Reader, value: Value) -> str:
    text = reader.matching(value, re.compile("[0-9/-]{4,10}"), LABEL_RULE)
    if text and not is_label(text):
        reader.unfit(value, LABEL_RULE)
        return ""
    return text
