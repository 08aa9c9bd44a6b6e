"""The differences between two versions of a standard: a line each for people, JSON for machines."""

import itertools
from collections import Counter
from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text as Words

from antq_core.cli.assessment_listing import FORMAT
from antq_core.cli.screen import Screen, printable
from antq_core.cli.standard_listing import in_force
from antq_core.cli.tables import pairs_of
from antq_core.codec.converter import unstructure
from antq_core.codec.documents import standard_digest
from antq_core.codec.text import Json
from antq_core.comparison.difference import Change, Difference, Effect, Part
from antq_core.comparison.sentences import difference_sentence, leading_word
from antq_core.comparison.versions import Versions
from antq_core.messages.text import LOCALES
from antq_core.standards.standard import Standard

LONGEST_SENTENCE = 400
"""What came or went is told in so many letters; `antq standards show` tells the rest."""

_SECTIONS = {
    Part.SCOPE: Part.HEADING,
    Part.CEILING: Part.GRADE,
    Part.QUOTA: Part.GRADE,
    Part.RECORDS: Part.FACT,
    Part.FIELD: Part.FACT,
    Part.PIN: Part.READING,
    Part.ASSUMPTION: Part.PROVISION,
}
"""Under which section a part is told that has none of its own."""


def show_differences(versions: Versions, called: tuple[str, str], screen: Screen) -> None:
    """A heading with what follows from all differences together, and a line for each of them."""
    found = versions.differences
    screen.show(pairs_of(_heading(versions, called, found, screen)))
    if not found:
        screen.show(Words(screen.say("cli.diff-same")))
        return
    for section, told in itertools.groupby(found, key=_section):
        title = screen.say(f"cli.diff-section-{section.value}")
        screen.show(Padding(Words(title, style="italic"), (1, 0, 0, 0)))
        lines = [(leading_word(each, screen.locale), _shortened(each, screen)) for each in told]
        screen.show(pairs_of(lines))
    screen.show(Padding(Words(screen.say("cli.diff-legend")), (1, 0, 0, 0)))


def differences_document(versions: Versions) -> Json:
    """The same for machines: codes beside sentences in both languages."""
    requirements, points = _effects(versions)
    return {
        "format": FORMAT,
        "old": _standard(versions.old),
        "new": _standard(versions.new),
        "requirements": requirements.value if requirements is not None else None,
        "points": points.value if points is not None else None,
        "differences": [_entry(each) for each in versions.differences],
    }


def _heading(
    versions: Versions, called: tuple[str, str], found: tuple[Difference, ...], screen: Screen
) -> Iterator[tuple[str, str]]:
    codes, standards = ("cli.diff-old", "cli.diff-new"), (versions.old, versions.new)
    for code, name, standard in zip(codes, called, standards, strict=True):
        shown = [*dict.fromkeys((name, standard.id)), standard.title.in_locale(screen.locale)]
        yield screen.say(code), f"{': '.join(shown)}, {in_force(standard, screen)}"
    if versions.old.scheme != versions.new.scheme:
        schemes = {"old": versions.old.scheme, "new": versions.new.scheme}
        yield screen.say("cli.diff-warning"), screen.say("cli.diff-other-scheme", **schemes)
    requirements, points = _effects(versions)
    if requirements is not None:
        yield screen.say("cli.diff-requirements"), screen.say(f"cli.requirements-{requirements.value}")
    if points is not None:
        yield screen.say("cli.diff-points"), screen.say(f"cli.points-{points.value}")
    if found:
        counted = Counter(leading_word(each, screen.locale) for each in found)
        words = ", ".join(f"{word} {count}" for word, count in counted.most_common())
        count = screen.say("cli.diff-by-word", count=len(found), words=words)
        yield screen.say("cli.diff-count"), count


def _effects(versions: Versions) -> tuple[Effect | None, Effect | None]:
    """What becomes of verdicts and of points; nothing can be said of that across two schemes."""
    if versions.old.scheme != versions.new.scheme:
        return None, None
    return versions.effect_on_requirements, versions.effect_on_points


def _shortened(difference: Difference, screen: Screen) -> str:
    """The sentence; what a criterion or item asks at such length that nobody would read on is cut off."""
    sentence = difference_sentence(difference, screen.locale)
    long = len(sentence) > LONGEST_SENTENCE and difference.change in (Change.ADDED, Change.REMOVED)
    return f"{sentence[:LONGEST_SENTENCE].rstrip()}…" if long else sentence


def _section(difference: Difference) -> Part:
    return _SECTIONS.get(difference.part, difference.part)


def _standard(standard: Standard) -> Json:
    return {"id": standard.id, "scheme": standard.scheme, "digest": standard_digest(standard)}


def _entry(difference: Difference) -> Json:
    sentences = {locale: printable(difference_sentence(difference, locale)) for locale in LOCALES}
    return {**unstructure(difference), "word": _words(difference), "sentence": sentences}


def _words(difference: Difference) -> Json:
    return {locale: leading_word(difference, locale) for locale in LOCALES}
