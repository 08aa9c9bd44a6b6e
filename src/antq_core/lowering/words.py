"""Sets of what is possible, as words: one word where one member is left, else all of them, in order."""

from collections.abc import Mapping, Sequence

from antq_core.lowering import cells
from antq_core.lowering.cells import Cell
from antq_core.lowering.ways import Asked
from antq_core.possible import Outcomes, Verdicts

BETWEEN = "|"


def words_of_sets(of: type[Outcomes] | type[Verdicts]) -> tuple[str, ...]:
    """The words of every set of members; nothing at all stands for no set."""
    return ("", *(BETWEEN.join(of(value).words) for value in range(1, of.ANY.value + 1)))


def word_of_one(flags: Mapping[str, Cell], otherwise: str) -> Cell:
    """The one member that is possible, or another word where several are."""
    found: Cell = cells.word(otherwise)
    for name, flag in reversed(list(flags.items())):
        others = [cells.negated(other) for each, other in flags.items() if each != name]
        found = cells.choose(cells.every(flag, *others), cells.word(name), found)
    return found


def word_of_all(flags: Mapping[str, Cell]) -> Cell:
    """All members that are possible, one after the other."""
    return _told(list(flags.items()), ())


def _told(left: Sequence[tuple[str, Cell]], said: tuple[str, ...]) -> Cell:
    if not left:
        return cells.word(BETWEEN.join(said))
    (name, flag), *others = left
    return cells.choose(flag, _told(others, (*said, name)), _told(others, said))


def outcome_words(ways: Sequence[Asked]) -> Cell:
    """The outcomes of a criterion that are possible, over its ways of being read."""
    met, not_met = Outcomes.MET.words[0], Outcomes.NOT_MET.words[0]
    if len(ways) == 1 and ways[0].applies.known is not None and ways[0].holds.doubt is not None:
        doubt = ways[0].holds.doubt
        if ways[0].not_applicable == cells.FALSE and not isinstance(doubt, cells.Literal):
            both = cells.word(f"{met}{BETWEEN}{not_met}")
            either = cells.choose(cells.is_null(doubt), both, cells.word(not_met))
            return cells.choose(doubt, cells.word(met), either)
    return word_of_all(
        {
            met: cells.some(*(way.met for way in ways)),
            not_met: cells.some(*(way.not_met for way in ways)),
            Outcomes.NOT_APPLICABLE.words[0]: cells.some(*(way.not_applicable for way in ways)),
        }
    )
