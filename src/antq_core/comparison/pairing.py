"""Which thing of one standard is which thing of the other: by its code, and else by all that it says."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

import attrs

T = TypeVar("T")


@attrs.frozen
class Pairs(Generic[T]):
    """The things of two lists: those that stand in both, and those that came and went."""

    kept: tuple[tuple[T, T], ...]
    added: tuple[T, ...]
    removed: tuple[T, ...]


def paired(old: Iterable[T], new: Iterable[T], key: Callable[[T], Hashable]) -> Pairs[T]:
    """The things of two lists by a key that none of a list shares with another."""
    before = {key(each): each for each in old}
    after = {key(each): each for each in new}
    return Pairs(
        kept=tuple((before[name], each) for name, each in after.items() if name in before),
        added=tuple(each for name, each in after.items() if name not in before),
        removed=tuple(each for name, each in before.items() if name not in after),
    )


def recognised(pairs: Pairs[T], *contents: Callable[[T], Hashable | None]) -> Pairs[T]:
    """The same, where what came and what went are one thing if they alone have the same content.

    The first content that tells is taken; None tells nothing.
    """
    kept, added, removed = list(pairs.kept), list(pairs.added), list(pairs.removed)
    for content in contents:
        for new in list(added):
            same = _alone(content(new), added, removed, content)
            if same is not None:
                kept.append((same, new))
                added.remove(new)
                removed.remove(same)
    return Pairs(tuple(kept), tuple(added), tuple(removed))


def _alone(
    wanted: Hashable | None, added: Sequence[T], removed: Sequence[T], content: Callable[[T], Hashable | None]
) -> T | None:
    """The one thing that went with a content that one thing alone came with."""
    if wanted is None or sum(content(each) == wanted for each in added) > 1:
        return None
    alike = [each for each in removed if content(each) == wanted]
    return alike[0] if len(alike) == 1 else None
