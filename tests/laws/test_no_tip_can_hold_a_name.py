"""No record from which a tip can be reached, and none that a tip leads to, has room for a person's name.

The names are put together from common surnames, middle and given names; none is anybody's in particular.
"""

import copy
import datetime
import functools
import itertools
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any, get_args

import attrs
import pytest

from antq_core.codec.converter import structure
from antq_core.domain.names import accent_free
from antq_core.domain.units import NATIONAL_KINDS
from antq_core.errors import AntqError, InputError
from antq_core.movement import identifiers
from antq_core.movement.columns import DECLARED, Column, Holds
from antq_core.movement.commendations import Commendation
from antq_core.movement.model_kinds import NATIONAL_MODEL_KINDS
from antq_core.movement.record import MovementRecord
from antq_core.movement.tables import TABLES
from antq_core.movement.tips import Tip

TIP = Tip(number="TB-2019-000001", province="01", received_on=datetime.date(2019, 3, 4))

WITHOUT_TEXT = (Holds.CODE, Holds.DAY, Holds.COUNT, Holds.TRUTH)
"""Members of closed lists, days, numbers, yes and no."""
PATTERNS = {
    Holds.NUMBER: identifiers.NUMBER,
    Holds.REFERENCE: identifiers.REFERENCE,
    Holds.DOCUMENT: identifiers.DOCUMENT,
    Holds.COMMUNE: identifiers.COMMUNE,
    Holds.PROVINCE: identifiers.PROVINCE,
    Holds.HOUR: identifiers.HOUR,
}
CATALOGUES = {
    "model_kinds": {*NATIONAL_MODEL_KINDS},
    "unit_kinds": {kind.code for kind in NATIONAL_KINDS},
}


def references(record: type[MovementRecord]) -> set[str]:
    return {each.refers_to for each in record.columns() if each.refers_to is not None}


def led_to_by(name: str) -> set[str]:
    """The table itself and all that its references lead to."""
    found, more = set[str](), {name}
    while more:
        found |= more
        more = set[str]().union(*(references(TABLES[each]) for each in found)) - found
    return found


LED_TO = led_to_by(Tip.table)
LEADING = {name for name in TABLES if Tip.table in led_to_by(name)}
BESIDE = {name for name in TABLES if led_to_by(name) & LED_TO} - LED_TO - LEADING
"""What meets a tip only in a third record, as a certification does that is of the unit which runs a model."""
REACHED = {name: record for name, record in TABLES.items() if name != Commendation.table}
"""More than leads to a tip or is led to by one: every record but the commendation is held to the same."""
COLUMNS = [
    pytest.param(column, id=f"{name}.{column.name}")
    for name, record in REACHED.items()
    for column in record.columns()
]

# --- names -----------------------------------------------------------------------------------------

COMMON = """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trịnh Đoàn Ma Lò Quàng
    ---
    An Anh Ánh Bình Cát Chi Cường Dũng Đạt Giang Hà Hải Hoa Hùng Hương Kỳ Lan Lâm Linh Long Ly Mai Minh My Nam
    Nga Ngọc Oanh Phúc Phương Quân Quý Sơn Tâm Thảo Thắng Thuỷ Tiến Trang Tú Tuấn Uyên Vân Việt Vy Yến Ca Tư
"""
SURNAMES, GIVEN = (part.split() for part in COMMON.split("---"))
MIDDLE = ["", "Văn", "Thị", "Đức"]


def plain(name: str) -> str:
    return accent_free(name)


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    plain,
    lambda name: plain(name).upper(),
    lambda name: plain(name).title(),
    *(
        lambda name, between=between, case=case: case(plain(name)).replace(" ", between)
        for between in ("", "_", "-", ".", "/", ":")
        for case in (str.lower, str.upper, str.title)
    ),
    lambda name: name.upper().replace(" ", "-"),
    lambda name: name.upper().replace(" ", ""),
    lambda name: shortened(plain(name).upper(), "."),
    lambda name: shortened(plain(name).upper(), "-"),
    lambda name: shortened(plain(name).upper(), ""),
    lambda name: shortened(plain(name).lower(), "."),
)


def shortened(name: str, between: str) -> str:
    """Initials and the given name: ``N.V.AN``."""
    *first, given = name.split()
    return between.join([*(each[0] for each in first), given])


AROUND = (
    "{}", "{}1990", "{}90", "{}-1990", "{}.85", "{}1", "1990{}", "1990-{}", "85.{}", "1/{}", "12/2019/{}",
    "01:{}", "01:{}1990", "1-{}-1990", "12/QĐ-{}", "12/{}-UBND", "TB-{}", "TB-{}-1990",
)  # fmt: skip


@functools.cache
def names() -> tuple[str, ...]:
    whole = (
        {" ".join(filter(None, parts)) for parts in itertools.product(SURNAMES[:12], MIDDLE, GIVEN)}
        | set(SURNAMES)
        | set(GIVEN)
    )
    return tuple(sorted(whole))


@functools.cache
def corpus() -> tuple[str, ...]:
    spelt = {spell(name) for name in names() for spell in SPELLINGS}
    return tuple(around.format(name) for name in sorted(spelt) if len(name) > 1 for around in AROUND)


# --- the walk --------------------------------------------------------------------------------------


def test_the_walk_goes_somewhere() -> None:
    assert {"tips", "models", "units"} <= LED_TO
    assert LED_TO | LEADING | BESIDE - {Commendation.table} <= set(REACHED)
    assert len(corpus()) > 1_000_000


def test_no_commendation_leads_to_a_tip_nor_a_tip_to_one() -> None:
    assert any(column.holds is Holds.WORDS for column in Commendation.columns())
    assert Commendation.table not in LED_TO | LEADING
    assert Tip.table not in led_to_by(Commendation.table)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_field_is_of_a_kind_that_holds_no_name(column: Column) -> None:
    if column.holds is Holds.KIND:
        assert column.catalogue in CATALOGUES
    elif column.holds is Holds.CODE:
        assert column.codes
    else:
        assert column.holds in (*WITHOUT_TEXT, *PATTERNS)


OFFICES = {"BCA", "QĐ-BCA", "BCA-UBND", "QĐ-CA", "QĐ-CAT", "QĐ-TU"}
"""What may stand in the number of an instrument, though Ca, Cát and Tư are names: it is an office there."""


@pytest.mark.parametrize("holds", PATTERNS)
def test_every_pattern_refuses_every_name(holds: Holds) -> None:
    taken = {text for text in corpus() if identifiers.fits(PATTERNS[holds], text)}
    assert {text for text in taken if text.rpartition("/")[2] not in OFFICES} == set()
    assert holds is Holds.DOCUMENT or taken == set()


def test_no_code_of_a_list_is_a_name() -> None:
    codes = {code for record in REACHED.values() for column in record.columns() for code in column.codes}
    codes |= set().union(*CATALOGUES.values())
    named = {plain(name).replace(" ", between) for name in names() for between in ("", "_")}
    assert codes & named == set()


def classes() -> Iterator[type[Any]]:
    for record in REACHED.values():
        yield record
        for field in attrs.fields(attrs.resolve_types(record)):
            yield from (kind for kind in get_args(field.type) if attrs.has(kind))


@pytest.mark.parametrize("kind", {each.__name__: each for each in classes()}.values())
def test_no_field_goes_undeclared_and_none_can_be_added(kind: type[Any]) -> None:
    for field in attrs.fields(kind):
        held = field.metadata.get(DECLARED)
        assert isinstance(held, Column) or any(attrs.has(each) for each in get_args(field.type)), field.name
    assert all("__dict__" not in each.__dict__ for each in kind.__mro__)


def test_nothing_can_be_put_on_a_tip_that_is_there() -> None:
    with pytest.raises(AttributeError) as refused:
        TIP.informant = "Nguyen Van A"  # type: ignore[attr-defined]
    assert "Nguyen" not in told_by(refused.value)
    assert not hasattr(TIP, "__dict__")


# --- nothing is repeated ---------------------------------------------------------------------------

SECRETS = (
    "Nguyễn Văn A",
    "NGUYEN VAN A",
    "nguyen_van_a",
    "0912345678",
    "001099012345",
    "made.up@example.vn",
    "30A-123.45",
    "1903456789012",
    "=cmd|Nguyễn Văn A",
    "số 1, ngõ 2, phố Giả Định",
)


def told_by(error: BaseException) -> str:
    """All that a log could come to hold of an error; the lines of this file are no part of it."""
    shown = [str(error), repr(error), repr(error.args)]
    shown += [line for line in traceback.format_exception(error) if "test_no_tip_can_hold_a_name" not in line]
    if isinstance(error, AntqError):
        shown += [repr(problem) for problem in error.problems]
        shown += [problem.message(locale) for problem in error.problems for locale in ("vi", "en")]
    chained = [each for each in (error.__cause__, error.__context__) if each is not None]
    return "\n".join([*shown, *map(told_by, chained)])


def from_keywords(facts: dict[str, Any]) -> object:
    return Tip(**facts)


def from_row(facts: dict[str, Any]) -> object:
    return Tip.of_row(facts)


def from_json(facts: dict[str, Any]) -> object:
    return structure(facts, Tip)


WAYS = (from_keywords, from_row, from_json)
GOOD = {"number": "TB-2019-000001", "province": "01"}


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("build", WAYS, ids=lambda way: way.__name__)
def test_no_field_takes_personal_data_and_no_error_repeats_it(
    build: Callable[[dict[str, Any]], object], secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    leaked = []
    for column in Tip.columns():
        for value in (secret, [secret], {"of": secret}):
            with pytest.raises(AntqError) as refused:
                build(GOOD | {column.name: value})
            if secret in told_by(refused.value):
                leaked.append(column.name)
    assert leaked == []
    assert caplog.text == ""


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("build", (from_keywords, from_json), ids=lambda way: way.__name__)
def test_a_further_field_is_refused_without_its_value(
    build: Callable[[dict[str, Any]], object], secret: str
) -> None:
    with pytest.raises((TypeError, AntqError)) as refused:
        build(GOOD | {"informant": secret})
    assert secret not in told_by(refused.value)


def test_a_key_that_is_none_is_named_only_where_it_is_nearly_one() -> None:
    for key, told in (("Nguyễn Văn A", False), ("0912345678", False), ("recieved_on", True)):
        with pytest.raises(AntqError) as refused:
            from_json(GOOD | {key: "x"})
        assert (key in told_by(refused.value)) is told


class Whispering(str):
    """A text that holds more than it shows."""


@pytest.mark.parametrize("column", [each.name for each in Tip.columns() if each.holds is not Holds.CODE])
def test_no_value_of_a_class_made_from_its_type_is_taken(column: str) -> None:
    value = Whispering("TB-2019-000001" if column == "number" else "01")
    with pytest.raises(InputError) as refused:
        Tip(**(GOOD | {column: value}))
    assert [each.code for each in refused.value.problems] == ["record.wrong-type"]


@pytest.mark.parametrize("secret", ["Nguyen Van An!", "0912-345-678--"])
def test_a_copy_and_what_is_unpickled_are_checked_again(secret: str) -> None:
    tip = Tip(**GOOD)
    assert copy.copy(tip) == copy.deepcopy(tip) == pickle.loads(pickle.dumps(tip)) == tip  # noqa: S301 - ours
    changed = pickle.dumps(tip).replace(GOOD["number"].encode(), secret.encode())
    with pytest.raises(InputError) as refused:
        pickle.loads(changed)  # noqa: S301 - ours
    assert secret not in told_by(refused.value)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_further_column_of_a_row_stands_nowhere_in_the_tip(secret: str) -> None:
    assert secret not in repr(Tip.of_row(GOOD | {"informant": secret}))
