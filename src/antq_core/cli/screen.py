"""What is shown: results on the standard output, and everything said about them on the standard error."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import IO, TypeVar

import attrs
from rich import progress
from rich.console import Console, RenderableType

from antq_core.codec.text import Json, pretty
from antq_core.errors import Problem
from antq_core.messages.catalogue import say
from antq_core.messages.text import LOCALES, Locale, Text

WIDTH_OF_A_PIPE = 160

T = TypeVar("T")


class _Console(Console):
    """A console whose reader may leave early, as `head` does, without ending the command."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        _leave_to_nobody(self.file)


@attrs.frozen
class Screen:
    """Where a command speaks, in one language; what is wrong is said in Vietnamese, then in English.

    In English alone nothing is said twice.
    """

    locale: Locale
    out: Console
    err: Console

    @classmethod
    def of(cls, locale: Locale) -> "Screen":
        """The screen on the streams of this process."""
        return cls(locale, _console(sys.stdout), _console(sys.stderr))

    def say(self, code: str, /, **facts: object) -> str:
        """A sentence of the catalogue in the language of the screen."""
        return say(code, self.locale, **facts)

    def show(self, *shown: RenderableType) -> None:
        """Show results. Text is taken as it is: no markup, no colours of its own."""
        for each in shown:
            self.out.print(each, markup=False, highlight=False, emoji=False)

    def write(self, text: str) -> None:
        """Write results as they are, without fitting them to any width."""
        try:
            sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_to_nobody(sys.stdout)

    def write_pieces(self, pieces: Iterable[str]) -> None:
        """Write results piece by piece, so that they need not all be held at once."""
        try:
            sys.stdout.writelines(pieces)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_to_nobody(sys.stdout)

    def write_json(self, value: Json) -> None:
        """Write results for machines."""
        self.write(pretty(value))

    def note(self, code: str, /, **facts: object) -> None:
        """Say something about the results."""
        self._tell(self.say(code, **facts))

    def complain(self, problems: Iterable[Problem]) -> None:
        """Say what is wrong, each with the page that explains it."""
        listed = list(problems)
        for locale in LOCALES if self.locale == "vi" else (self.locale,):
            for problem in listed:
                self._tell(f"{problem.message(locale)} [{problem.page}]")

    def report(self, sentences: Iterable[Text]) -> None:
        """Say what is told of problems, in the languages in which problems are said."""
        listed = list(sentences)
        for locale in LOCALES if self.locale == "vi" else (self.locale,):
            for sentence in listed:
                self._tell(sentence.in_locale(locale))

    def watched(self, items: Iterable[T], code: str, total: int | None = None) -> Iterator[T]:
        """The items one by one; somebody at a terminal sees what is done, and how far it is."""
        away = not self.err.is_terminal
        columns = (
            progress.TextColumn("{task.description}", markup=False),
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TimeElapsedColumn(),
            progress.TimeRemainingColumn(),
        )
        with progress.Progress(*columns, console=self.err, transient=True, disable=away) as shown:
            yield from shown.track(items, total=total, description=self.say(code))

    def _tell(self, sentence: str) -> None:
        self.err.print(printable(sentence), markup=False, highlight=False, emoji=False, soft_wrap=True)


def printable(text: str) -> str:
    r"""Text from the input without characters that would command a terminal instead of being shown.

    >>> printable("Thôn A\x1b[2J")
    'Thôn A�[2J'
    """
    return "".join("�" if unicodedata.category(each)[0] == "C" and each != "\n" else each for each in text)


def speak_utf8() -> None:
    """Make the streams of this process take every text, whatever the system's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _console(stream: IO[str]) -> Console:
    measured = stream.isatty() or "COLUMNS" in os.environ
    return _Console(file=stream, width=None if measured else WIDTH_OF_A_PIPE)


def _leave_to_nobody(stream: IO[str]) -> None:
    # Python writes what is left in the stream when it ends, and would fail once more there.
    nobody = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nobody, stream.fileno())
    os.close(nobody)
