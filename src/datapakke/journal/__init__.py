"""Journals: lines of JSON that are only added to. What is approved and what is sent stands there.

They are kept as the ledger of printed figures is (``disclosure/ledger``): a line, then the head
that counts it, so that a cut or a change is found, and a kill at any moment loses nothing.
"""

from datapakke.journal.chain import JournalError, Record
from datapakke.journal.store import Journal, JournalBusyError

__all__ = ["Journal", "JournalBusyError", "JournalError", "Record"]
