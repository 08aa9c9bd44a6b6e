"""Everything that can be wrong, as values: what, where in the input, and with which facts."""

import difflib
from collections.abc import Iterable, Mapping

import attrs

from antq_core.messages.catalogue import say
from antq_core.messages.text import LOCALES, Locale


@attrs.frozen
class Problem:
    """One thing that is wrong.

    `code` is stable and under semantic versioning; `path` leads to the place in the input, as keys
    and zero-based positions; `facts` fill the sentence of the catalogue.
    """

    code: str
    path: tuple[str | int, ...] = ()
    facts: Mapping[str, object] = attrs.field(factory=dict)

    def message(self, locale: Locale) -> str:
        """The sentence for people, led by its place in the input."""
        sentence = say(self.code, locale, **self.facts)
        return f"{self.place}: {sentence}" if self.path else sentence

    @property
    def place(self) -> str:
        """The path as people write it: ``records.incidents[2].kind``."""
        shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return shown.removeprefix(".")

    @property
    def page(self) -> str:
        """The place in the documentation where the code is explained."""
        return f"docs/errors.md#{self.code}"

    def under(self, *path: str | int) -> "Problem":
        """The same problem, seen from further up in the input."""
        return attrs.evolve(self, path=path + self.path)


def alike(name: str, known: Iterable[str], none: str = "–") -> str:
    """The known names most like one, for a sentence; a dash, or what `none` says, when none is like it.

    >>> alike("new_hotspot", ["crimes", "new_hotspots"]), alike("x", [])
    ('new_hotspots', '–')
    """
    return ", ".join(difflib.get_close_matches(name, list(known), n=3)) or none


class AntqError(Exception):
    """The base of every error that the library raises on purpose.

    `problems` holds all that is wrong, not only what was met first. `str()` gives the Vietnamese
    sentences, then the English.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(*self.problems)

    def message(self, locale: Locale) -> str:
        """All problems in one language, one a line."""
        return "\n".join(problem.message(locale) for problem in self.problems)

    def __str__(self) -> str:
        return "\n".join(self.message(locale) for locale in LOCALES)


class InputError(AntqError):
    """A dossier, record or stored result that cannot be read as one."""


class StandardError(AntqError):
    """A standard that does not make sense: it cannot be built, whatever the dossier."""


class ReadingError(AntqError):
    """A reading or an option of it that the standards at hand do not have."""


class SelectionError(AntqError):
    """No standard, or more than one, for a unit at a date; the problem names the candidates."""


class TableError(AntqError):
    """A table whose columns are missing, or hold what cannot be asked; nothing has been computed."""


class PluginError(AntqError):
    """A plugin that could not be loaded or used; the problem names its distribution."""


class ProvinceError(AntqError):
    """A code or name that is no province at the date asked about."""
