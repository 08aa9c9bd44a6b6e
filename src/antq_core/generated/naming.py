"""The names in generated source. Nothing that anybody wrote is among them: they are letters and numbers."""

from collections.abc import Hashable
from typing import Any

import attrs


@attrs.define(eq=False)
class Names:
    """Gives out names, and keeps what each stands for that the source cannot say itself.

    Words, days and functions stand in the globals of a function: source holds whole numbers, truths and
    None, and nothing else of what a standard says.
    """

    globals: dict[str, Any] = attrs.field(factory=dict)
    _given: dict[tuple[type, Hashable], str] = attrs.field(factory=dict)
    _used: int = 0

    def fresh(self, letter: str) -> str:
        """A name that nothing has."""
        self._used += 1
        return f"{letter}{self._used}"

    def constant(self, value: Hashable) -> str:
        """The name under which a value stands in the globals; 1 and true are two values."""
        key = (type(value), value)
        if key not in self._given:
            self._given[key] = self.fresh("K")
            self.globals[self._given[key]] = value
        return self._given[key]

    def named(self, value: Any) -> str:
        """A name for something that equals nothing else, such as a function or a table to look up in."""
        name = self.fresh("K")
        self.globals[name] = value
        return name
