"""Groups and lists of the file, with declared keys; what is wrong is noted with line and column."""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from datapakke.config.text import place, quoted
from datapakke.errors import Problem


@dataclass(frozen=True)
class Value:
    """A named place in the file; ``node`` is None when nothing stands there (already told)."""

    name: str
    node: Node | None


@dataclass
class Structure:
    """Takes groups and lists apart, and collects what is wrong with them."""

    file: str
    found: list[tuple[int, int, Problem]] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, in the order of the file."""
        return [problem for _, _, problem in sorted(self.found)]

    def wrong(self, value: Value, what: str) -> None:
        """Note what is wrong with a value."""
        mark = value.node.start_mark if value.node is not None else None
        line, column = (mark.line, mark.column) if mark else (0, 0)
        self.found.append((line, column, Problem(place(self.file, line, column), what)))

    def unfit(self, value: Value, should: str) -> None:
        """Note that a value is not what it should be."""
        self.wrong(value, f"{quoted(value.name)} er {shown(value.node)}, men skal være {should}.")

    def entries(self, value: Value) -> list[tuple[Value, Value]]:
        """Give the keys and values of a group, each key once; both are named by the key."""
        if value.node is None:
            return []
        if not isinstance(value.node, MappingNode):
            self.unfit(value, "en gruppe med nøkler og verdier")
            return []
        found: dict[str, tuple[Value, Value]] = {}
        for key, node in value.node.value:
            name = key.value if isinstance(key, ScalarNode) else ""
            if not name:
                self.wrong(Value("", key), f"nøkkelen er {shown(key)}, men skal være tekst.")
            elif name in found:
                self.wrong(Value("", key), f"nøkkelen {quoted(name)} står to ganger.")
            else:
                found[name] = (Value(name, key), Value(name, node))
        return list(found.values())

    def fields(
        self, value: Value, required: Collection[str], optional: Collection[str] = ()
    ) -> dict[str, Value]:
        """Give a group's values under declared keys; keys that are not there have no node."""
        known = [*required, *optional]
        fields = {name: Value(name, None) for name in known}
        meant: set[str] = set()
        for key, entry in self.entries(value):
            if key.name in fields:
                fields[key.name] = entry
                continue
            near = nearest(key.name, known)
            meant |= set(near)
            hint = f"Mente du «{near[0]}»?" if near else f"Nøklene er: {', '.join(known)}."
            self.wrong(key, f"nøkkelen {quoted(key.name)} er ukjent. {hint}")
        missing = [name for name in required if fields[name].node is None and name not in meant]
        if missing and isinstance(value.node, MappingNode):
            self.wrong(value, f"her mangler {', '.join(quoted(name) for name in missing)}.")
        return fields

    def items(self, value: Value, at_least: int = 1) -> list[Value]:
        """Give the items of a list."""
        if value.node is None:
            return []
        if not isinstance(value.node, SequenceNode):
            self.unfit(value, "en liste")
            return []
        items = [Value(value.name, node) for node in value.node.value]
        if len(items) < at_least:
            self.wrong(
                value, f"listen «{value.name}» har {len(items)}, men skal ha minst {at_least}."
            )
        return items


def nearest(wrong: str, known: Iterable[str]) -> list[str]:
    """Give the known word that is most like a wrong one, or nothing when none is near."""
    return difflib.get_close_matches(wrong, list(known), n=1)


def shown(node: Node | None) -> str:
    """Say what stands at a node."""
    if isinstance(node, SequenceNode):
        return "en liste"
    if isinstance(node, MappingNode):
        return "en gruppe"
    return quoted(node.value) if isinstance(node, ScalarNode) and node.value else "tom"
