"""From a published figure back to the files, the rows and the rules that it is made by."""

from datapakke.explain.explain import explain
from datapakke.explain.find import indicator_of
from datapakke.explain.model import Basis, Question
from datapakke.explain.words import as_json, as_lines

__all__ = ["Basis", "Question", "as_json", "as_lines", "explain", "indicator_of"]
