"""Hides numbers until two possible worlds are at hand for each of them.

The two worlds publish exactly the same and are far enough apart in that number; they are checked in whole
numbers. Where there are none, the cheapest world that would do is found, and the published numbers that are
different in it are hidden as well. Hiding more makes no world impossible, so what was found once stays true.
"""

from collections.abc import Collection, Iterable

import attrs

from antq_core.disclosure.cubes import Cell
from antq_core.disclosure.published import HIDDEN, MaybeHidden
from antq_core.disclosure.solver import Search
from antq_core.disclosure.worlds import Group, World, Worlds

_MANY = 4
"""For so many numbers it pays to look for worlds that serve several of them at once."""


@attrs.define
class Settling:
    """The hidden groups of some worlds, and how far apart the worlds found so far are in each."""

    worlds: Worlds
    hidden: set[int]
    wanted: list[int]
    """How far apart they have to be."""
    lowest: list[int]
    highest: list[int]
    gave_up: bool = False
    """Whether everything is hidden because nothing less was found."""

    @classmethod
    def of(cls, worlds: Worlds, small: Collection[int], hidden: Collection[int], at_least: int) -> "Settling":
        """Starts with the groups that are hidden anyway, some of them for being small, and settles all."""
        true = [group.value for group in worlds.groups]
        wanted = [max(at_least - 1, value if n in small else 0) for n, value in enumerate(true)]
        made = cls(worlds, set(hidden), wanted, [*true], [*true])
        if made.hidden and not made._settle():
            made.hidden, made.gave_up = set(range(len(true))), True
        return made

    def published(self) -> dict[Cell, MaybeHidden]:
        """All groups, with what is to be shown of them."""
        groups = enumerate(self.worlds.groups)
        return {group.cell: HIDDEN if n in self.hidden else group.value for n, group in groups}

    def _settle(self) -> bool:
        """Whether worlds were found for all. When not, hiding everything is always enough.

        Then the true numbers and `at_least` times as many publish the same zeros and nothing else, and for
        sums no number at all is published.
        """
        prices = [_price(group) for group in self.worlds.groups]
        fixed = Search(self.worlds, self.hidden, elastic=False, prices=prices)
        elastic = Search(self.worlds, self.hidden, elastic=True, prices=prices)
        while open_ones := self._open():
            self._serve_many(fixed, open_ones)
            for n in open_ones:
                if self._is_open(n):
                    self._take(fixed.extreme({n: -1}, whole=True))
                if self._is_open(n):
                    world = elastic.cheapest(n, self.lowest[n] + self.wanted[n])
                    for changed in self._hide_for(world):
                        fixed.hide(changed)
                        elastic.hide(changed)
                    self._take(world)
                if self._is_open(n):
                    return False
        return True

    def _serve_many(self, search: Search, open_ones: Iterable[int]) -> None:
        """Looks for worlds in which many of the open ones are as large, or as small, as can be."""
        left = [n for n in open_ones if self._is_open(n)]
        while len(left) >= _MANY:
            for factor in (1, -1):
                self._take(search.extreme(dict.fromkeys(left, factor), whole=False))
            still = [n for n in left if self._is_open(n)]
            if len(still) == len(left):
                return
            left = still

    def _open(self) -> list[int]:
        """The hidden groups whose number is not safe yet, small ones first."""
        found = [n for n in self.hidden if self._is_open(n)]
        return sorted(found, key=lambda n: (self.worlds.groups[n].value, self.worlds.groups[n].cell))

    def _is_open(self, n: int) -> bool:
        return self.highest[n] - self.lowest[n] < self.wanted[n]

    def _hide_for(self, world: World | None) -> list[int]:
        values = None if world is None else self.worlds.values(world)
        if world is None or values is None:
            return []
        changed = sorted(self.worlds.changed(world, values) - self.hidden)
        self.hidden.update(changed)
        return changed

    def _take(self, world: World | None) -> None:
        """Remembers a world, if it is one and publishes what the true records publish."""
        values = None if world is None else self.worlds.values(world)
        if world is None or values is None or not self.worlds.changed(world, values) <= self.hidden:
            return
        for n in self.hidden:
            self.lowest[n] = min(self.lowest[n], values[n])
            self.highest[n] = max(self.highest[n], values[n])


def _price(group: Group) -> int:
    """What it costs to hide a group, for each one by which it may be off: large ones are missed more."""
    return max(1, group.value.bit_length())
