"""The ledger of every value ever printed, so that a later round cannot give an earlier one away.

It uses neither the planner nor the attacker; they may read it.
"""

from datapakke.disclosure.ledger.model import Appended, LedgerEntry, LedgerError, Revision
from datapakke.disclosure.ledger.store import Ledger, append, read
from datapakke.disclosure.ledger.words import told

__all__ = ["Appended", "Ledger", "LedgerEntry", "LedgerError", "Revision", "append", "read", "told"]
