"""From source to a function that is shown in tracebacks line by line, as attrs does it for its classes."""

import itertools
import linecache
import weakref
from collections.abc import Callable, Iterable, Mapping
from typing import Any

NUMBERS = itertools.count(1)
NAME = "generated"
BUILTINS: Mapping[str, Any] = {"len": len, "set": set, "zip": zip}
"""All that the source of a function can call by a name of its own."""


def function(parameters: str, lines: Iterable[str], known: Mapping[str, Any]) -> Callable[..., Any]:
    """A function of some parameters; `known` is what its names stand for.

    Nothing that came from outside is run: the source is put together of the words of this package, of
    variables that are letters and numbers, and of whole numbers. What standards and dossiers say, names,
    codes and labels, stands in `known` and is never part of the source.
    """
    source = "\n".join((f"def {NAME}({parameters}):", *(f"    {line}" for line in lines))) + "\n"
    filename = f"<antq generated {next(NUMBERS)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    space = {**known, "__builtins__": BUILTINS}
    exec(compile(source, filename, "exec"), space)  # noqa: S102 - safe, because of what is said above
    made: Callable[..., Any] = space.pop(NAME)
    weakref.finalize(made, linecache.cache.pop, filename, None)
    return made
