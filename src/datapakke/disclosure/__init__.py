"""Nobody can be recognised: what is hidden (plan), and the attack on what is printed (audit)."""

from datapakke.disclosure.decisions import Decisions, Fate
from datapakke.disclosure.plan.plan import Planner, protect

__all__ = ["Decisions", "Fate", "Planner", "protect"]
