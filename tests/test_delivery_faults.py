"""Drawn histories of runs that are killed, resumed, doubled and misled: what must hold in all.

``benchmarks/sending.py`` tries a thousand. Here some, and that what is told by them can be told.
"""

from collections.abc import Iterator

import pytest

from delivery_histories import Figures, Scene, history, scene
from mail_server import certificates

SEEDS = range(9000, 9006)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with scene(tmp_path_factory.mktemp("histories"), certificates()) as staged:
        yield staged


def test_nobody_gets_anothers_packet_or_two_or_none_whatever_happens(stage: Scene) -> None:
    figures = Figures()
    for seed in SEEDS:
        history(stage, seed, figures)

    assert figures.broken == []
    assert figures.counts["histories"] == len(SEEDS)
    for happened in ("runs killed", "uncertain, arrived", "uncertain, not arrived"):
        assert figures.counts[happened] > 0
    assert figures.counts["recipients sendt"] > figures.counts["recipients avvist"] > 0
