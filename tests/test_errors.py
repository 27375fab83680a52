"""What is told of a problem is the same when another process tells it."""

import pickle

import pytest

from datapakke.disclosure.audit.system import ContradictionError
from datapakke.errors import DatapakkeError, PacketError, Problem, TemplateError

MANY = [Problem(f"fil {number}", "kan ikke leses.") for number in range(30)]


@pytest.mark.parametrize(
    "error",
    [
        PacketError(MANY[:1]),
        TemplateError(MANY, 40),
        ContradictionError(("fylket", "Gol 2016")),
    ],
)
def test_an_error_is_the_same_from_another_process(error: DatapakkeError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own

    assert type(again) is type(error)
    assert str(again) == str(error)
    assert (again.problems, again.total) == (error.problems, error.total)
    assert again.lines() == error.lines()
