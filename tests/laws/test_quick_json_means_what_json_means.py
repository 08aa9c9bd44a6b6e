"""The quick way from bytes to a dossier takes nothing that the strict codec refuses, and gives the same."""

import copy
import json
import random
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from antq_core import AntqError, Dossier, Stack
from antq_core.codec.dossiers import SHEETS, read_dossier, write_dossier
from antq_core.codec.quick_json.reading import DossierReader
from antq_core.codec.text import parse, pretty
from antq_core.domain.dossiers import Evidence
from antq_core.testing.dossiers import dossiers
from antq_core.testing.standards import standards

pytest.importorskip("msgspec")

Stacks = st.SearchStrategy[Stack]
Json = dict[str, Any]

TEXTS = (
    "", "x", "Xã Mẫu: thôn 1", unicodedata.normalize("NFD", "Thôn Mẫu (giả định)"), "null", '"from"', "a\\b",
    "00001", "0001", "1E+05", "1.00109E+08", "thon+1", "e" + "\u0301" * 29, "e" + "\u0301" * 31,
    "q" + "\u0323" * 31, "\ud800",
    "x" * 40 + "\u0323\u0307", "\x00", "\x1f", "\x7f", "\u2028", "\uff12", "\U0001f600", "low", "lo\u0301w",
)  # fmt: skip
DAYS = (
    "2026-02-30", "2026-2-3", "2026-03-01T00:00:00", "0000-01-01", "0001-01-01", "9999-12-31", "2023-12-31",
    "2024-06-30", "2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01", "lo",
)  # fmt: skip
NUMBERS = (0, 1, -1, 10**17, 10**18 - 1, 10**18, -(10**18), 2**63, 10**30, 1.0, 1e3, 0.5)
RANGES: tuple[Json, ...] = (
    {"from": 0, "to": 1}, {"to": 1, "from": 1}, {"from": 1, "to": 0}, {"from": 1},
    {"from": 0, "to": 1, "x": 1},
    {"from": 0, "to": 1.0}, {"from": None, "to": 1}, {"from": True, "to": 1}, {"from": 0, "to": 10**30},
    {"from": "2026-01-01", "to": "2026-12-31"}, {"from": "2026-12-31", "to": "2026-01-01"},
)  # fmt: skip
VALUES: tuple[Any, ...] = (None, True, False, [], {}, [{}], "verified", *NUMBERS, *DAYS, *RANGES, *TEXTS)
TOKENS = (
    "1.0", "1e0", "-0", "01", "+1", "NaN", "Infinity", "True", "1.", "0x1", "9" * 18, "9" * 19, "nul", "",
)  # fmt: skip
MEMBER = re.compile(r'"[^"]*" ?\s*:\s*[^,{}\[\]\s]+')


def told(way: Callable[[], Dossier]) -> tuple[str, object]:
    """What a way of reading gives: a dossier as it is shown, or everything that is wrong."""
    try:
        return "read", way()
    except AntqError as error:
        return "refused", (
            type(error),
            [(each.code, each.path, each.message("en")) for each in error.problems],
        )


def same_either_way(data: bytes, stack: Stack, reader: DossierReader | None = None) -> str:
    """Holds the two ways against each other; which way told."""
    reader = reader or DossierReader(stack)
    strictly = told(lambda: read_dossier(parse(data), stack))
    quickly = reader.attempt(data)
    event(f"{strictly[0]}, {'quickly' if quickly is not None else 'strictly'}")
    if quickly is not None:
        assert strictly == ("read", quickly)
        # Even what no comparison sees: in which order everything is stated.
        assert repr(strictly[1]) == repr(quickly)
        assert pretty(write_dossier(strictly[1])) == pretty(write_dossier(quickly))
        return "quickly"
    assert told(lambda: reader.read(data)) == strictly
    return "strictly"


def written(document: Json, chance: random.Random) -> str:
    """The JSON of a document, in any of the usual forms."""
    shuffled = chance.choice((lambda value: value, lambda value: reordered(value, chance)))(document)
    separators = chance.choice(((",", ":"), (", ", ": "), (" ,\n", "\t:\r")))
    return json.dumps(shuffled, ensure_ascii=chance.random() < 0.5, separators=separators)


def reordered(value: Any, chance: random.Random) -> Any:
    if isinstance(value, list):
        return [reordered(each, chance) for each in value]
    if not isinstance(value, dict):
        return value
    names = chance.sample(sorted(value), len(value))
    return {name: reordered(value[name], chance) for name in names}


def with_nulls(document: Json, stack: Stack, chance: random.Random) -> Json:
    """The same document with null in place of what is left out."""
    document = copy.deepcopy(document)
    for name in SHEETS:
        facts = dict.fromkeys(fact.name for fact in stack.dossier_facts)
        document[name] = facts | document.get(name, {}) if chance.random() < 0.7 else document.get(name)
    for name, records in document.get("records", {}).items():
        fields = dict.fromkeys(field.name for field in stack.dossier_records[name].fields)
        items = [fields | item for item in records["items"]]
        parts = dict.fromkeys(("complete_for", "attested_by", "basis"))
        document["records"][name] = parts | records | {"items": items}
    for held in document.get("evidence", {}).values():
        for each in held:
            each.setdefault("issued_on", None)
    for name in ("records", "evidence", "decision_date"):
        document.setdefault(name, None)
    return document


@st.composite
def documents(draw: st.DrawFn, stack: Stack) -> Json:
    """The document of a dossier, with texts of any kind where any may stand."""
    dossier = draw(dossiers(stack))
    texts = st.sampled_from(["Thôn Mẫu (giả định)", "x", "Xã Mẫu"])
    unit = attrs.evolve(dossier.unit, id=draw(texts), name=draw(texts | st.just("")))
    evidence = {
        name: draw(st.sampled_from([held, (), (*held, Evidence(document=draw(texts)))]))
        for name, held in dossier.evidence.items()
    }
    return write_dossier(attrs.evolve(dossier, unit=unit, evidence=evidence))  # type: ignore[no-any-return]


@given(data=st.data(), chance=st.randoms(use_true_random=False))
def test_what_is_right_is_read_quickly(stacks: Stacks, data: st.DataObject, chance: random.Random) -> None:
    stack = data.draw(stacks)
    reader = DossierReader(stack)
    for _ in range(2):  # one reader serves many, whatever the one before was like
        document = data.draw(documents(stack))
        text = written(document, chance)
        assert same_either_way(text.encode(), stack, reader) == "quickly"
        nothing = written(with_nulls(document, stack, chance), chance)
        assert same_either_way(nothing.encode(), stack, reader) == "quickly"
        assert reader.read(nothing.encode()) == reader.read(text.encode())


@given(data=st.data(), chance=st.randoms(use_true_random=False))
def test_what_is_odd_is_read_as_strictly_as_ever(
    stacks: Stacks, data: st.DataObject, chance: random.Random
) -> None:
    stack = data.draw(stacks)
    reader = DossierReader(stack)
    document = data.draw(documents(stack))
    for _ in range(5):
        spoilt = copy.deepcopy(document)
        for _ in range(chance.choice((0, 1, 1, 1, 2))):
            spoil(spoilt, chance)
        text = written(spoilt, chance)
        for _ in range(chance.choice((0, 0, 1))):
            text = chance.choice(SPOILING_TEXT)(text, chance)
        data_of_it = text.encode("utf-8", "surrogatepass")
        if chance.random() < 0.1:
            at = chance.randrange(len(data_of_it))
            data_of_it = (
                data_of_it[:at] + bytes([chance.randrange(256)]) + data_of_it[at + chance.randint(0, 1) :]
            )
        same_either_way(data_of_it, stack, reader)


def spoil(document: Json, chance: random.Random) -> None:
    """Replace, remove or add one part of a document, anywhere in it."""
    sheets = [document[name] for name in SHEETS if isinstance(document.get(name), dict)]
    holder = chance.choice(sheets if sheets and chance.random() < 0.4 else list(holders(document)))
    if isinstance(holder, list):
        added = [chance.choice(VALUES)] if chance.random() < 0.5 else holder * 2
        holder += copy.deepcopy(added)
        return
    key = chance.choice([*holder, *holder, *holder, "stranger", "name", "crimes", "items", "fact_0", *TEXTS])
    numbers = [each for each in holder.values() if type(each) is int]
    if chance.random() < 0.2 and key in holder:
        del holder[key]
    elif type(holder.get(key)) is str and chance.random() < 0.7:
        holder[key] = chance.choice(DAYS if holder[key][:3] == "202" else TEXTS)
    elif type(holder.get(key)) is int and chance.random() < 0.7:
        holder[key] = chance.choice(numbers) + chance.choice((1, -1, 1000, -1000))
    elif type(holder.get(key)) is dict and chance.random() < 0.7:
        holder[key] = copy.deepcopy(chance.choice(RANGES))
    else:
        holder[key] = copy.deepcopy(chance.choice(VALUES))


def holders(value: Any) -> Any:
    if isinstance(value, dict | list):
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from holders(each)


def key_twice(text: str, chance: random.Random) -> str:
    """A member of an object once more, in the same object or another."""
    member = chance.choice(MEMBER.findall(text) or ['"x": 1'])
    at = chance.choice([at for at, character in enumerate(text, 1) if character == "{"] or [0])
    return f"{text[:at]}{member},{text[at:]}"


def escaped(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return (
        text[:at]
        + chance.choice(("\\u0061", "\\u003a", "\\", "\\u", f"\\u{ord(text[at]):04x}"))
        + text[at + 1 :]
    )


def number_replaced(text: str, chance: random.Random) -> str:
    digits = [at for at, character in enumerate(text) if character.isdigit() and text[at - 1] in ":, "]
    if not digits:
        return text
    at = chance.choice(digits)
    end = next((n for n in range(at, len(text)) if not text[n].isdigit()), len(text))
    return text[:at] + chance.choice((*TOKENS, f"{text[at:end]}.0", f"{text[at:end]}e0")) + text[end:]


def around(text: str, chance: random.Random) -> str:
    return (
        chance.choice(("\ufeff", "", " ", "\n", "\0", "\x0b", "["))
        + text
        + chance.choice(("", "\n", "x", "\0", "]"))
    )


def decomposed(text: str, _: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


SPOILING_TEXT = (key_twice, key_twice, key_twice, escaped, number_replaced, around, decomposed)


@given(st.data(), st.binary(max_size=40))
def test_any_bytes_are_told_the_same(data: st.DataObject, source: bytes) -> None:
    same_either_way(source, data.draw(standards().map(Stack)))
