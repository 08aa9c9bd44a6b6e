"""The provinces, and what their codes meant at a date.

On 1 July 2025 the 63 provinces and centrally run cities became 34, and seven codes passed to a
province of another name: 15 was Yên Bái until 30 June 2025 and is Lào Cai since. So a code alone
names no province; a code and a date do.

Sources: the 34 provinces and what each was made of, Nghị quyết 202/2025/QH15 (in force from
12 June 2025), CONFIRMED. The codes on both sides and the day from which the new ones count, the
conversion table of the statistics office, CONFIRMED. Quyết định 19/2025/QĐ-TTg, which issues the
new codes, could not be read: PARTIAL, the table is not yet checked against it.

What came before is not stated here. The 63 are as they stood just before 1 July 2025 and answer for
every earlier date too: code 46 is Thành phố Huế, which had been Tỉnh Thừa Thiên Huế until shortly
before. Names are spelt as in the table. ISO 3166-2 numbers provinces differently.

Beside them stands one that is not: `SAMPLE`, for examples and tests. Its code 00 is that of no province.
"""

import csv
import datetime
import difflib
import functools
import re
from collections import Counter
from collections.abc import Mapping
from importlib import resources

import attrs

from antq_core.domain.names import accent_free, collation_key, name_key
from antq_core.errors import Problem, ProvinceError

REORGANISED_ON = datetime.date(2025, 7, 1)
"""The first day of the 34 provinces and their codes."""

_LAST_DAY_BEFORE = REORGANISED_ON - datetime.timedelta(days=1)
_NEAREST = 3


@attrs.frozen
class Province:
    """A province or centrally run city, the same value on every day from its first to its last.

    `code` is that of the statistics office. `valid_from` None: its first day is not stated here.
    `valid_to` is the last day, and None while it has none. The eleven that were left as they were
    on 1 July 2025 have neither. `is_fictional` is true of `SAMPLE` alone.
    """

    code: str
    name: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    is_fictional: bool = False

    @property
    def short_name(self) -> str:
        """The name without Tỉnh or Thành phố."""
        return self.name.removeprefix("Tỉnh ").removeprefix("Thành phố ")


SAMPLE = Province("00", "Tỉnh Mẫu (giả định)", valid_from=None, valid_to=None, is_fictional=True)
"""A province that is none (Sample Province), the same on every day; its name says so wherever it is shown.

What holds for the whole country holds for its units. It is in no list of provinces, and is never named as
near to what somebody wrote.
"""

_NAMES_OF_SAMPLE = frozenset(map(name_key, (SAMPLE.name, "Tỉnh Mẫu", "Sample Province")))


def province(code: str, on: datetime.date) -> Province:
    """The province that a code means on a day.

    Raises `ProvinceError` when it means none; the problem says what the code was on the other side
    of 1 July 2025, or which codes are near.

    >>> province("15", datetime.date(2025, 6, 30)).name
    'Tỉnh Yên Bái'
    >>> province("15", datetime.date(2025, 7, 1)).name
    'Tỉnh Lào Cai'
    >>> province("00", datetime.date(2025, 7, 1)).is_fictional
    True
    """
    found = SAMPLE if code == SAMPLE.code else _list(on).by_code.get(code)
    if found is None:
        raise ProvinceError([_no_code(code, on)])
    return found


def provinces(on: datetime.date) -> tuple[Province, ...]:
    """All provinces of a day, in the order of the Vietnamese alphabet by their short names; not `SAMPLE`.

    >>> len(provinces(datetime.date(2025, 6, 30))), len(provinces(datetime.date(2025, 7, 1)))
    (63, 34)
    """
    listed = _list(on).by_code.values()
    return tuple(sorted(listed, key=lambda one: collation_key(one.short_name)))


def find_province(name: str, on: datetime.date) -> Province:
    """The province of a name on a day, with or without Tỉnh or Thành phố (also TP.) before it.

    A kind that is written must be right: Thành phố Thái Nguyên is no province. Raises
    `ProvinceError` when there is none; the problem says what became of the name, or which are near.

    >>> find_province("HÒA BÌNH", datetime.date(2025, 6, 30)).code
    '17'
    >>> find_province("TP. Hồ Chí Minh", datetime.date(2025, 7, 1)).code
    '79'
    """
    asked = _asked(name)
    found = SAMPLE if asked in _NAMES_OF_SAMPLE else _list(on).by_name.get(asked)
    if found is None:
        raise ProvinceError([_no_name(name, on)])
    return found


def successor(of: Province) -> Province:
    """The province to which the land of one belongs from 1 July 2025: itself, unless it ended then.

    Raises `ProvinceError` for a value that is none of the listed provinces.

    >>> successor(province("02", datetime.date(2025, 6, 30))).name
    'Tỉnh Tuyên Quang'
    """
    _must_be_listed(of)
    return _lists().successors.get(of, of)


def predecessors(of: Province) -> tuple[Province, ...]:
    """The provinces whose land made up one just before 1 July 2025: itself, if it existed then.

    In the order of `provinces`. Raises `ProvinceError` for a value that is none of the listed
    provinces.

    >>> [old.name for old in predecessors(province("08", datetime.date(2025, 7, 1)))]
    ['Tỉnh Hà Giang', 'Tỉnh Tuyên Quang']
    """
    _must_be_listed(of)
    before = (SAMPLE, *provinces(_LAST_DAY_BEFORE))
    return (of,) if of in before else tuple(old for old in before if successor(old) == of)


def meanings(code: str) -> tuple[Province, ...]:
    """The one or two provinces that a code has meant, the earlier first.

    Two where the land or the name changed on 1 July 2025. Raises `ProvinceError` for a code that
    meant none.

    >>> [listed.name for listed in meanings("15")]
    ['Tỉnh Yên Bái', 'Tỉnh Lào Cai']
    """
    if code == SAMPLE.code:
        return (SAMPLE,)
    lists = _lists()
    meant = [side.by_code[code] for side in (lists.before, lists.after) if code in side.by_code]
    if not meant:
        raise ProvinceError([_no_code(code, _LAST_DAY_BEFORE)])
    return tuple(dict.fromkeys(meant))


def changes_meaning(code: str) -> bool:
    """Whether a code means a province of another name before 1 July 2025 than from that day on.

    Raises `ProvinceError` for a code that meant none.

    >>> changes_meaning("15"), changes_meaning("08"), changes_meaning("01")
    (True, False, False)
    """
    return len({listed.name for listed in meanings(code)}) > 1


@attrs.frozen
class _List:
    """The provinces of one side of the reorganisation, by code and by the keys of their names."""

    by_code: Mapping[str, Province]
    by_name: Mapping[str, Province]

    @classmethod
    def of(cls, listed: Mapping[str, Province]) -> "_List":
        full = {name_key(one.name): one for one in listed.values()}
        return cls(listed, full | {name_key(one.short_name): one for one in listed.values()})


@attrs.frozen
class _Lists:
    """Both sides, and for each province that ended the one it went into.

    Every code and every name of the later side stands on the earlier one too.
    """

    before: _List
    after: _List
    successors: Mapping[Province, Province]


@functools.cache
def _lists() -> _Lists:
    table = resources.files("antq_core.domain").joinpath("provinces.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    parts = Counter(row["new_code"] for row in rows)
    before: dict[str, Province] = {}
    after: dict[str, Province] = {}
    successors: dict[Province, Province] = {}
    for row in rows:
        merged = parts[row["new_code"]] > 1
        new = Province(row["new_code"], row["new_name"], REORGANISED_ON if merged else None, None)
        old = Province(row["old_code"], row["old_name"], None, _LAST_DAY_BEFORE) if merged else new
        before[old.code], after[new.code] = old, new
        if merged:
            successors[old] = new
    return _Lists(_List.of(before), _List.of(after), successors)


def _list(on: datetime.date) -> _List:
    lists = _lists()
    return lists.before if on < REORGANISED_ON else lists.after


def _asked(name: str) -> str:
    return re.sub(r"^tp(\. ?| )", "thành phố ", name_key(name))


def _must_be_listed(value: Province) -> None:
    lists = _lists()
    listed = [SAMPLE, *(side.by_code.get(value.code) for side in (lists.before, lists.after))]
    if value not in listed:
        raise ProvinceError([Problem("province.not-listed", facts={"province": _shown(value)})])


def _no_code(code: str, on: datetime.date) -> Problem:
    before = _lists().before.by_code
    facts: dict[str, object] = {"code": code, "on": on}
    if code in before:
        return Problem("province.code-ended", facts=facts | _end_of(before[code]))
    if f"0{code}" in before:
        return Problem("province.lost-zero", facts=facts | {"likely": _shown(before[f"0{code}"])})
    if not re.fullmatch("[0-9]{2}", code):
        return Problem("province.malformed-code", facts=facts)
    near = sorted(_list(on).by_code.values(), key=lambda one: abs(int(one.code) - int(code)))
    nearest = ", ".join(sorted(_shown(one) for one in near[:_NEAREST]))
    return Problem("province.unknown-code", facts=facts | {"nearest": nearest})


def _no_name(name: str, on: datetime.date) -> Problem:
    facts: dict[str, object] = {"name": name, "on": on}
    if ended := _lists().before.by_name.get(_asked(name)):
        return Problem("province.name-ended", facts=facts | _end_of(ended))
    near = sorted(provinces(_LAST_DAY_BEFORE), key=lambda one: _farness(one, name))[:_NEAREST]
    today = _list(on).by_name
    nearest = ", ".join(_shown_on(on, today.get(name_key(one.name), one)) for one in near)
    return Problem("province.unknown-name", facts=facts | {"nearest": nearest})


def _farness(one: Province, name: str) -> tuple[bool, float]:
    """Smaller is nearer: first the names whose words are part of what was written, without accents."""
    written = re.sub("^(tinh|thanh pho) ", "", accent_free(_asked(name)))
    plain = accent_free(one.short_name)
    apart = f" {plain} " not in f" {written} "
    return apart, -difflib.SequenceMatcher(None, written, plain).ratio()


def _end_of(ended: Province) -> dict[str, object]:
    return {"was": _shown(ended), "until": ended.valid_to, "now": _shown(successor(ended))}


def _shown(one: Province) -> str:
    return f"{one.code} {one.name}"


def _shown_on(on: datetime.date, one: Province) -> str:
    ended = one.valid_to is not None and one.valid_to < on
    return f"{_shown(one)} → {_shown(successor(one))}" if ended else _shown(one)
