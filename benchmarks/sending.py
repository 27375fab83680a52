"""A thousand drawn histories of sending: killed, resumed, misled by a server, corrected, settled.

``python benchmarks/sending.py [HOW MANY] [FIRST]`` prints what came of them, and every rule that
was broken. Takes about a second and a half each.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from delivery_histories import Figures, history, scene
from mail_server import certificates

RULES = ("wrong recipient", "wrong packet", "double", "lost", "said to be", "ended as")


def main(many: int = 1000, first: int = 0) -> None:
    """Try ``many`` histories, from seed ``first``."""
    figures, start = Figures(), time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        scene(Path(folder), certificates()) as staged,
    ):
        for seed in range(first, first + many):
            history(staged, seed, figures)
            if (seed + 1) % 100 == 0:
                print(f"{seed + 1}: {len(figures.broken)} broken", file=sys.stderr)
    for name, count in sorted(figures.counts.items()):
        print(f"{count:7d} {name}")
    for rule in RULES:
        print(f"{sum(rule in one for one in figures.broken):7d} broken: {rule}")
    print(*figures.broken, sep="\n")
    print(f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
