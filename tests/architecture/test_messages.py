import ast
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

MESSAGES = Path(__file__).parents[2] / "src/antq_core/messages"
# A call of one of these names a code first, or as `code=`.
SPEAKERS = {"Problem", "say", "text"}
# Nothing but a code is written so, wherever it stands.
PLAINLY_A_CODE = re.compile(r"[a-z-]+\.[a-z0-9]+(-[a-z0-9]+)+")


def catalogue(locale: str) -> dict[str, str]:
    sections = tomllib.loads((MESSAGES / f"{locale}.toml").read_text(encoding="utf-8"))
    pairs = [pair for section in sections.values() for pair in section.items()]
    assert len(dict(pairs)) == len(pairs), f"{locale}.toml gives a code in two sections"
    return dict(pairs)


def placeholders(sentence: str) -> set[str]:
    names = (name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)
    return {re.split(r"[.\[]", name)[0] for name in names}


def pattern(node: ast.AST) -> str | None:
    """What a written string can be, as a regular expression; parts put in later may be anything."""
    match node:
        case ast.Constant(value=str(words)):
            return re.escape(words)
        case ast.JoinedStr(values=parts):
            return "".join(pattern(part) or ".+" for part in parts)
        case ast.IfExp(body=body, orelse=orelse):
            either = [pattern(body), pattern(orelse)]
            return None if None in either else "|".join(map(str, either))
    return None


def spoken(tree: ast.AST) -> Iterator[str]:
    """The codes that the source must mean as codes, as patterns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            named = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
            yield from filter(None, map(pattern, named if name in SPEAKERS else []))
        elif isinstance(node, ast.ClassDef) and node.name.endswith("Code"):
            members = (line.value for line in node.body if isinstance(line, ast.Assign))
            yield from filter(None, map(pattern, members))
        elif isinstance(node, ast.Constant) and PLAINLY_A_CODE.fullmatch(str(node.value)):
            yield re.escape(str(node.value))


def written(tree: ast.AST, sections: set[str]) -> Iterator[str]:
    """Every string that begins as a code does, as a pattern: tables and constants hold codes as well."""
    begin = re.compile("|".join(rf"{re.escape(section)}\\?\." for section in sections))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and begin.match(code := pattern(node) or ""):
            yield code


def test_both_languages_have_the_same_codes() -> None:
    assert catalogue("vi").keys() == catalogue("en").keys()


def test_both_languages_put_in_the_same_facts() -> None:
    english = catalogue("en")
    differing = {
        code: (placeholders(sentence), placeholders(english[code]))
        for code, sentence in catalogue("vi").items()
        if code in english and placeholders(sentence) != placeholders(english[code])
    }
    assert differing == {}


def test_every_code_in_the_source_has_a_sentence(modules: Mapping[str, ast.Module]) -> None:
    known = catalogue("en")
    mute = {
        f"{path}: {code}"
        for path, tree in modules.items()
        for code in spoken(tree)
        if not any(re.fullmatch(code, sentence) for sentence in known)
    }
    assert sorted(mute) == []


def test_every_sentence_is_said_somewhere(modules: Mapping[str, ast.Module]) -> None:
    known = catalogue("en")
    sections = {code.partition(".")[0] for code in known}
    said = {code for tree in modules.values() for code in written(tree, sections)}
    assert [code for code in known if not any(re.fullmatch(each, code) for each in said)] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("say('unit.a', 'vi')", [r"unit\.a"]),
        ("Problem(code='unit.a')", [r"unit\.a"]),
        ("report('unit.no-a')", [r"unit\.no\-a"]),
        ("CODES = {1: 'unit.no-a'}", [r"unit\.no\-a"]),
        ("class GapCode:\n    OPEN = 'gap.open'", [r"gap\.open"]),
        ("open('unit.csv')", []),
        ("Problem(f'unit.{x}-b')", [r"unit\..+\-b"]),
        ("text('unit.a' if x else 'unit.b')", [r"unit\.a|unit\.b"]),
        ("say(code, 'vi')", []),
        ("shout('unit.a')", []),
    ],
)
def test_codes_are_found_as_they_are_written(source: str, expected: list[str]) -> None:
    assert list(spoken(ast.parse(source))) == expected
