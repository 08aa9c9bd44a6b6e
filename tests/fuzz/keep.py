"""Makes a finding as short as it can be and keeps it as a test: ``keep.py ENTRY INPUT NAME NOTE``.

A part of the input is left out wherever the same mistake is made without it.
"""

import copy
import json
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from entry_points import ENTRY_POINTS

KEPT = Path(__file__).parent / "findings"

Json = Any


def signature(error: BaseException) -> str:
    """What inputs with the same mistake have in common: the kind of error, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(each.filename).name}:{each.name}" for each in frames if "antq_" in each.filename][-2:]
    if isinstance(error, AssertionError):
        places = [f"{each.name}:{each.line}" for each in frames if "entry_points" in each.filename][-1:]
    return f"{type(error).__name__} in {' > '.join(places)}"


def raised(entry: str, source: bytes) -> str | None:
    """The signature of what an input raises, or None when it is answered."""
    try:
        ENTRY_POINTS[entry](source)
    except Exception as error:
        return signature(error)
    return None


def shortest(source: bytes, is_same: Callable[[bytes], bool]) -> bytes:
    """The input without every part that it can do without."""
    try:
        tree = json.loads(source)
    except ValueError:
        return _shortest_bytes(source, is_same)
    found = _shortest_tree(tree, lambda each: is_same(json.dumps(each).encode()))
    return json.dumps(found).encode() if found != tree else source


def _shortest_tree(tree: Json, is_same: Callable[[Json], bool]) -> Json:
    goes_on = True
    while goes_on:
        goes_on = False
        for path in list(_paths(tree)):
            smaller = _without(tree, path)
            if smaller is not None and is_same(smaller):
                tree, goes_on = smaller, True
    return tree


def _paths(tree: Json, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place, those further up first."""
    places = list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in places:
        yield (*above, key)
    for key in places:
        yield from _paths(tree[key], (*above, key))


def _without(tree: Json, path: tuple[Any, ...]) -> Json | None:
    smaller = copy.deepcopy(tree)
    holder = smaller
    try:
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
    except (KeyError, IndexError, TypeError):
        return None  # it went with something further up
    return smaller


def _shortest_bytes(source: bytes, is_same: Callable[[bytes], bool]) -> bytes:
    length = len(source)
    while length:
        place = 0
        while place < len(source):
            smaller = source[:place] + source[place + length :]
            if is_same(smaller):
                source = smaller
            else:
                place += length
        length //= 2
    return source


def main() -> int:
    entry, file, name, note = sys.argv[1:]
    source = Path(file).read_bytes()
    sign = raised(entry, source)
    if sign is None:
        print("nothing is wrong with this input any more")
        return 1
    short = shortest(source, lambda each: raised(entry, each) == sign)
    kept = {"entry": entry, "note": note, "input": short.decode("utf-8", "surrogateescape")}
    (KEPT / f"{name}.json").write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    print(f"{sign}\n{len(source)} bytes, now {len(short)}: {KEPT / name}.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
