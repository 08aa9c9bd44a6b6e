"""Changes to inputs that keep their shape, so that what lies behind the parser is reached.

A JSON text is changed as a tree, a table by its cells, a command by its parts; now and then any input is
changed as bytes, or not kept in shape at all.
"""

import copy
import csv
import functools
import io
import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

Json = Any
Bytes = Callable[[bytes, int], bytes]
"""The fuzzer's own change of some bytes, up to a length."""
Mutator = Callable[[bytes, random.Random, Bytes, int], bytes]

PART = b"\x1e"

SCALARS: tuple[Json, ...] = (
    None, True, False, 0, 1, -1, 2, 3, 5, 100, 101, 365, 2012, 2013, 2025, 2026, 2100, 9999, 10**9, 10**17,
    10**18 - 1, 10**18, -(10**18), 1.5, 1e400, "", " ", "0", "1", "true", "-", "{label}", "{}",
    "0001-01-01", "9999-12-31", "2024-02-29", "2026-02-30", "2026-11-01", "2026-10-31", "2025-07-01",
    "20261112", "vn", "vn-25", "vn-26", "25", "26", "01", "1", "99999", "00001", "commune",
    "residential_area", "agency", "enterprise", "school", "claimed", "verified", "met", "not_met",
    "undecided", "out_of_scope", "not_applicable", "either", "open", "1.00109E+08", "=1+1", "'", "Hoà",
    "Ho\u0300a", "\u0110", "\u00d0", "\0", "\u001b[2J", "\ud800", "\ufeff", "\u2028", "\u202e",
    "\U0001f600", "a" * 300, "[b]", "%s", "\n", "\\", '"', "/",
)  # fmt: skip
DAYS = (
    "0001-01-01", "2025-06-30", "2025-07-01", "2025-11-01", "2025-11-30", "2025-12-31", "2026-01-01",
    "2026-03-31", "2026-04-01", "2026-10-31", "2026-11-01", "2026-11-15", "2024-02-29", "2026-02-30",
    "2100-12-31", "9999-12-31",
)  # fmt: skip
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CELLS = (
    "", " ", "0", "1", "-1", "-0", "+1", "1.0", "1,5", "1.000", "1E+05", "9" * 18, "9" * 19, "true", "TRUE",
    "Có", "không", "x", "2026", "2026-11-12", "12/11/2026", "31/02/2026", "46023", "0001-01-01",
    "9999-12-31", "=1+1", "'=1", "'", "''", "\uff1d1", "\uff11", "\u0661", "#N/A", "###", "1.00109E+08",
    "a;b", "a\tb", 'a"b', "a\nb", "a\r\nb", "\0", "\ufeff", "\u00a0", "residential_area", "commune", "25",
    "1", "26", "99999", "crime", "verified", "{name}", "sep=;", "Hoà", "Ho\u0300a", "claimed.crimes",
    "claimed.crimes.lo", "verified.crimes.hi", "last_year.crimes", "incidents.complete_from",
    "incidents.attested_by", "incidents.basis", "roster.basis", "dossier.unit", "dossier.year",
    "dossier.province", "fact", "document", "issued_on", "issued_by", "name", "decision_date", "unit",
    "kind", "year",
)  # fmt: skip
LINES = (
    "format = 1", "format = 2", 'delimiter = ";"', 'delimiter = "\\t"', 'delimiter = ""',
    'dates = "DD/MM/YYYY"', 'sheet = "claimed"', 'sheet = "verified"', 'sheet = "last_year"',
    'ignore = ["kind", "STT"]', "ignore = []", "[columns]", "[values.kind]", "[types.truth]",
    "[types.count]", "[types.day]", "[types.choice]", "[types.text]", "[constants]", "[lists.incidents]",
    "[lists.incidents.columns]", "[lists.incidents.values.kind]", "[lists.incidents.constants]",
    "[lists.evidence]", "[lists.nothing]", "[lists.roster.values.unit]", 'file = "x.csv"', 'file = ""',
    '"unit" = "year"', '"Unit" = "unit"', '"" = ""', '" " = "x"', '"a" = "b"', 'province = "25"',
    'kind = "commune"', '"verified.crimes" = "1"', '"verified.crimes.lo" = "1"',
    '"incidents.basis" = "verified"', "basis = 'claimed'", "'có' = 'true'", "x = 1979-05-27T07:32:00Z",
    "x = 07:32:00", "x = nan", "x = 1e400", "x = 0x10", "x = [{}]", "[[lists]]", "[a.b.c.d.e]",
)  # fmt: skip


def mutator(entry: str, pool: Sequence[bytes]) -> Mutator:
    """The mutator for the inputs of an entry point; from the pool parts of other inputs are taken."""
    in_lines = entry in ("a_command", "a_register")
    texts = (
        [line for each in pool for line in each.lstrip(b"\0\1\2\3\4\5\6\7").split(b"\n")]
        if in_lines
        else pool
    )
    trees = functools.cache(lambda: [tree for tree in map(_tree, texts) if tree is not None])
    as_json = functools.partial(_json, others=trees)
    return {
        "a_table": functools.partial(_parts, each=_table_or_mapping),
        "a_mapping": _mapping,
        "a_register": functools.partial(_register, as_json=as_json),
        "a_receipt": _bytes,
        "a_command": functools.partial(_command, as_json=as_json),
    }.get(entry, as_json)


def _json(
    source: bytes, random: random.Random, change: Bytes, most: int, *, others: Callable[[], list[Json]]
) -> bytes:
    tree = _tree(source)
    if tree is None or random.random() < 0.08:
        return change(source, most)
    try:
        for _ in range(random.choice((1, 1, 1, 1, 2, 4))):
            tree = _changed(tree, random, others)
        return json.dumps(tree, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):  # grown too deep to be written
        return change(source, most)


def _tree(source: bytes) -> Json:
    try:
        return json.loads(source)
    except (ValueError, RecursionError):
        return None


def _changed(tree: Json, random: random.Random, others: Callable[[], list[Json]]) -> Json:
    holders = list(_holders(tree))
    if not holders:
        return random.choice(SCALARS)
    holder, key = random.choice(holders)
    match random.randrange(12):
        case 0 | 1 | 2:
            holder[key] = _near(holder[key], random)
        case 3:
            holder[key] = random.choice(SCALARS)
        case 4 | 5 | 6 | 7:
            # What stands under the same key elsewhere fits better than anything made up.
            fitting = [
                one[at] for each in random.sample(others(), 1) for one, at in _holders(each) if at == key
            ]
            holder[key] = copy.deepcopy(random.choice(fitting)) if fitting else _near(holder[key], random)
        case 8:
            del holder[key]
        case 9:
            _double(holder, key, random)
        case 10:
            _added(holder, random, others)
        case _ if random.random() < 0.5:
            holder[key] = _wrapped(holder[key], random)
        case _:
            other, place = random.choice(holders)
            holder[key] = copy.deepcopy(other[place])
    return tree


def _holders(tree: Json) -> list[tuple[Json, Any]]:
    """Every place in a tree, as what holds it and its key there."""
    found: list[tuple[Json, Any]] = []
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        places = (
            list(holder)
            if isinstance(holder, dict)
            else range(len(holder))
            if isinstance(holder, list)
            else ()
        )
        for key in places:
            found.append((holder, key))
            waiting.append(holder[key])
    return found


def _near(value: Json, random: random.Random) -> Json:
    """Something like the value, and now and then anything."""
    if isinstance(value, bool):
        return not value
    if type(value) is int:
        if random.random() < 0.3:
            return {"from": min(value, 0), "to": max(value, random.choice((1, 3, 10**17)))}
        return value + random.choice((-1, 1, -value, value, 100, 10**9))
    if isinstance(value, str) and DAY.fullmatch(value):
        return random.choice(DAYS)
    if isinstance(value, str) and random.random() < 0.5:
        place = random.randrange(len(value) + 1)
        return (
            value[:place]
            + random.choice((*"0129-xé\u0301 .=", "\0", ""))
            + value[place + random.randrange(2) :]
        )
    return random.choice(SCALARS)


def _double(holder: Json, key: Any, random: random.Random) -> None:
    if isinstance(holder, list):
        holder.insert(random.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
    else:
        holder[random.choice((f"{key}_", str(random.choice(list(holder)))))] = copy.deepcopy(holder[key])


def _wrapped(value: Json, random: random.Random) -> Json:
    match random.randrange(5):
        case 0:
            return [value]
        case 1:
            return {"from": value, "to": value}
        case 2:
            return {
                "op": random.choice(("not", "and", "or", "sum")),
                "operand": value,
                "operands": [value, value],
            }
        case 3:
            return {"op": "not", "operand": value}
    for _ in range(random.choice((3, 30, 300))):
        value = {"op": "not", "operand": value}
    return value


def _added(holder: Json, random: random.Random, others: Callable[[], list[Json]]) -> None:
    """A part of another input, put in under its own key."""
    other, place = random.choice(_holders(random.choice(others())) or [({"x": 1}, "x")])
    if isinstance(holder, list):
        holder.append(copy.deepcopy(other[place]))
    elif isinstance(place, str):
        holder[place] = copy.deepcopy(other[place])


def _parts(source: bytes, random: random.Random, change: Bytes, most: int, *, each: Mutator) -> bytes:
    parts = source.split(PART)
    if random.random() < 0.03:
        parts.insert(random.randrange(len(parts) + 1), random.choice(parts))
    elif random.random() < 0.03:
        del parts[random.randrange(len(parts))]
    else:
        place = random.randrange(len(parts))
        parts[place] = (_mapping if place == 0 else each)(parts[place], random, change, most)
    return PART.join(parts)


def _bytes(source: bytes, random: random.Random, change: Bytes, most: int) -> bytes:
    return change(source, most)


def _register(source: bytes, random: random.Random, change: Bytes, most: int, *, as_json: Mutator) -> bytes:
    """One file of a folder changed: the manifest, a table, or a line of JSON."""
    parts = source.split(PART)
    place = random.randrange(len(parts))
    name, end, content = parts[place].partition(b"\n")
    if name.endswith(b".toml"):
        content = _mapping(content, random, change, most)
    elif name.endswith(b".jsonl"):
        lines = content.split(b"\n")
        at = random.randrange(len(lines))
        lines[at] = as_json(lines[at], random, change, most)
        content = b"\n".join(lines)
    else:
        content = _table_or_mapping(content, random, change, most)
    parts[place] = name + end + content
    if random.random() < 0.03:
        del parts[random.randrange(len(parts))]
    return PART.join(parts)


def _table_or_mapping(source: bytes, random: random.Random, change: Bytes, most: int) -> bytes:
    if random.random() < 0.1:
        return change(source, most)
    try:
        text = source.decode("utf-8")
        delimiter = max(",;\t", key=text.partition("\n")[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (UnicodeDecodeError, csv.Error):
        return change(source, most)
    for _ in range(random.choice((1, 1, 2, 4))):
        _change_rows(rows, random)
    written = io.StringIO(newline="")
    try:
        ends = random.choice(("\n", "\r\n"))
        csv.writer(written, delimiter=delimiter, lineterminator=ends, quotechar='"').writerows(rows)
    except csv.Error:
        return change(source, most)
    return written.getvalue().encode("utf-8", "surrogatepass")


def _change_rows(rows: list[list[str]], random: random.Random) -> None:
    if not rows or random.random() < 0.05:
        rows.insert(random.randrange(len(rows) + 1), random.choices(CELLS, k=random.randrange(5)))
        return
    row = random.choice(rows)
    place = random.randrange(len(row) + 1)
    match random.randrange(8):
        case 0 | 1 | 2 | 3 if place < len(row):
            row[place] = random.choice(CELLS)
        case 4 if place < len(row):
            row[place] = random.choice(random.choice(rows) or [""])
        case 5:  # a column more, filled in some rows
            column = random.choice(CELLS)
            for number, each in enumerate(rows):
                each.insert(place, column if number == 0 else random.choice(("", random.choice(CELLS))))
        case 6:  # a column less
            for each in rows:
                del each[place : place + 1]
        case _:
            rows.insert(random.randrange(len(rows) + 1), list(row))


def _mapping(source: bytes, random: random.Random, change: Bytes, most: int) -> bytes:
    lines = source.decode("utf-8", "surrogateescape").split("\n")
    place = random.randrange(len(lines))
    match random.randrange(8):
        case 0:
            return change(source, most)
        case 1 | 2:
            lines.insert(place, random.choice(LINES))
        case 3:
            lines[place] = random.choice(LINES)
        case 4:
            del lines[place]
        case 5:
            lines.insert(place, random.choice(lines))
        case 6 if "=" in lines[place]:
            name, _, _ = lines[place].partition("=")
            lines[place] = f"{name}= {json.dumps(random.choice((*CELLS, 1, True, [], ['x'], 10**20)))}"
        case _ if "=" in lines[place]:
            _, _, value = lines[place].partition("=")
            lines[place] = f"{json.dumps(random.choice(CELLS))} ={value}"
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _command(source: bytes, random: random.Random, change: Bytes, most: int, *, as_json: Mutator) -> bytes:
    command = source[:1] if source and random.random() < 0.9 else bytes([random.randrange(8)])
    content, *others = source[1:].split(PART)
    if random.random() < (0.4 if others else 0.02):
        changed = _parts(PART.join(others), random, change, most, each=_table_or_mapping)
        return command + content + PART + changed
    if content.lstrip().startswith((b"{", b"[")):
        content = _lines(content, random, change, most, as_json=as_json)
    else:
        content = _table_or_mapping(content, random, change, most)
    return command + PART.join((content, *others))


def _lines(source: bytes, random: random.Random, change: Bytes, most: int, *, as_json: Mutator) -> bytes:
    lines = source.split(b"\n")
    place = random.randrange(len(lines))
    match random.randrange(8):
        case 0:
            lines.insert(place, random.choice(lines))
        case 1:
            del lines[place]
        case _:
            lines[place] = as_json(lines[place], random, change, most)
    return b"\n".join(lines)
