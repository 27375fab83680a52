"""The attacker: works out what can be learnt from printed figures, and knows nothing else."""

from datapakke.disclosure.audit.engine import Engine, Verdict
from datapakke.disclosure.audit.system import ContradictionError, System

__all__ = ["ContradictionError", "Engine", "System", "Verdict"]
