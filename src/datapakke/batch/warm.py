"""Imported by what workers are forked from: all that printing needs is read before the fork.

Nothing is raised here: what is lacking on the machine is told when the first packet is made.
"""

import gc
import signal
from contextlib import suppress

from datapakke.errors import DatapakkeError
from datapakke.fonts import prepare_fonts

signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks is told, and ends this process
with suppress(DatapakkeError):
    prepare_fonts()
    from datapakke.batch import press  # noqa: F401
    from datapakke.pages import make_pdf

    make_pdf("<html lang=nb><title>x</title><p>x", "", {})
    # What stays is never looked through again, and its pages of memory stay shared.
    gc.collect()
    gc.freeze()
