"""Every record of the movement is read back as it was written, and refuses what is no record."""

import datetime
import enum
import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core.codec.converter import structure, unstructure
from antq_core.codec.text import Json
from antq_core.errors import InputError
from antq_core.messages.text import Text
from antq_core.movement import authorities, certification_deadlines, certifications
from antq_core.movement.columns import Holds
from antq_core.movement.record import MovementRecord, parts_of
from antq_core.movement.refusals import refusals_of_row
from antq_core.movement.tables import TABLES
from antq_core.testing.movement import is_in_order, records, rows
from antq_core.testing.movement_faults import nearly_valid
from antq_core.testing.registers import Register, registers

EVERY = pytest.mark.parametrize("kind", TABLES.values(), ids=TABLES.keys())

# A value of every other type, to put where it does not belong.
OF_OTHER_TYPE: Mapping[Holds, Json] = {
    Holds.DAY: 20_180_301,
    Holds.COUNT: "3",
    Holds.TRUTH: "true",
}


def types_of(kind: type[MovementRecord]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The columns with the types of their attributes."""
    for name, held in parts_of(kind).items():
        for each in [getattr(attrs.fields(kind), name)] if held is None else attrs.fields(held):
            yield name if held is None else f"{name}.{each.name}", get_args(each.type) or (each.type,)


@EVERY
@given(data=st.data())
def test_a_record_is_read_back_as_it_was_written(kind: type[MovementRecord], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    written = json.loads(json.dumps(unstructure(record)))
    again = structure(written, kind)
    assert again == record and hash(again) == hash(record)
    assert unstructure(again) == written


@EVERY
@given(data=st.data())
def test_a_record_is_that_of_its_row(kind: type[MovementRecord], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    assert kind.of_row(record.row) == record
    assert list(record.row) == [column.name for column in kind.columns()]


@EVERY
@given(data=st.data())
def test_a_code_as_text_becomes_the_member_that_it_means(
    kind: type[MovementRecord], data: st.DataObject
) -> None:
    record = data.draw(records(kind))
    of_texts = {
        name: str(cell) if isinstance(cell, enum.StrEnum) else cell for name, cell in record.row.items()
    }
    assert repr(kind.of_row(of_texts)) == repr(record) == repr(structure(unstructure(record), kind))


@EVERY
@given(data=st.data())
def test_a_part_of_which_nothing_is_recorded_is_none(kind: type[MovementRecord], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    empty = {name: held() for name, held in parts_of(kind).items() if held and getattr(record, name) is None}
    assert attrs.evolve(record, **empty) == record
    assert structure({**unstructure(record), **{name: {} for name in empty}}, kind) == record


@EVERY
@given(data=st.data())
def test_what_a_file_leaves_empty_is_not_recorded(kind: type[MovementRecord], data: st.DataObject) -> None:
    row = data.draw(rows(kind))
    stated = {name: cell for name, cell in row.items() if cell is not None}
    assert kind.of_row(stated) == kind.of_row(row)


@EVERY
@given(data=st.data())
def test_a_record_cannot_be_changed(kind: type[MovementRecord], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    for name in parts_of(kind):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, name, None)


@EVERY
@given(data=st.data())
def test_one_fault_is_told_by_its_code_and_column(kind: type[MovementRecord], data: st.DataObject) -> None:
    planted = data.draw(nearly_valid(kind))
    found = [*refusals_of_row(planted.row, kind.columns(), kind.rules, discreet=kind.discreet)]
    assert [(each.code, each.place) for each in found] == [(planted.code, planted.column)]
    assert not is_in_order(planted.row, kind)
    with pytest.raises(InputError) as refused:
        kind.of_row(planted.row)
    assert [each.code for each in refused.value.problems] == [planted.code]
    for locale in ("vi", "en"):
        assert refused.value.message(locale)


@EVERY
@given(data=st.data())
def test_an_unknown_key_is_refused(kind: type[MovementRecord], data: st.DataObject) -> None:
    written = dict(unstructure(data.draw(records(kind))))
    with pytest.raises(InputError) as refused:
        structure({**written, "informant": "x"}, kind)
    assert [(each.code, each.path) for each in refused.value.problems] == [("json.unknown-key", ())]


@EVERY
@given(data=st.data())
def test_a_value_of_another_type_is_refused_at_its_place(
    kind: type[MovementRecord], data: st.DataObject
) -> None:
    written = dict(unstructure(data.draw(records(kind))))
    column = data.draw(st.sampled_from(kind.columns()))
    wrong = data.draw(st.sampled_from((OF_OTHER_TYPE.get(column.holds, 7), 1.5)))
    part, _, name = column.name.rpartition(".")
    if part:
        written[part] = {**written.get(part, {}), name: wrong}
    else:
        written[name] = wrong
    with pytest.raises(InputError) as refused:
        structure(written, kind)
    assert [each.place for each in refused.value.problems] == [column.name]
    assert {each.code for each in refused.value.problems} <= {
        "json.wrong-type",
        "json.day",
        "json.unknown-code",
    }


@EVERY
def test_no_attribute_is_a_float(kind: type[MovementRecord]) -> None:
    plain = {int, bool, str, datetime.date, type(None)}
    for column, types in types_of(kind):
        assert all(one in plain or issubclass(one, enum.StrEnum) for one in types), column


@EVERY
def test_every_column_has_a_label_in_both_languages(kind: type[MovementRecord]) -> None:
    labels = [kind.label, *(column.label for column in kind.columns())]
    assert all(label.vi.strip() and label.en.strip() for label in labels)
    # Two columns that people cannot tell apart would be mixed up in a file.
    for language in (
        [column.label.vi for column in kind.columns()],
        [column.label.en for column in kind.columns()],
    ):
        assert len(set(language)) == len(language)


@EVERY
def test_every_enumeration_is_labelled_in_both_languages(kind: type[MovementRecord]) -> None:
    declared = {column.name: column for column in kind.columns()}
    for column, types in types_of(kind):
        members = [member.value for one in types if issubclass(one, enum.StrEnum) for member in one]
        assert list(declared[column].codes) == members, column
        assert all(label.vi.strip() and label.en.strip() for label in declared[column].codes.values())


@pytest.mark.parametrize(
    ("enumeration", "labels"),
    [
        (certifications.CertificationStep, certifications.STEP_LABELS),
        (certifications.CertificationState, certifications.STATE_LABELS),
        (certification_deadlines.DeadlineStatus, certification_deadlines.STATUS_LABELS),
        (authorities.Authority, authorities.AUTHORITY_LABELS),
    ],
)
def test_what_follows_from_records_is_labelled_too(
    enumeration: type[enum.StrEnum], labels: Mapping[Any, Text]
) -> None:
    assert list(labels) == list(enumeration)
    assert all(label.vi.strip() and label.en.strip() for label in labels.values())


@EVERY
def test_rules_and_keys_name_columns_that_are_there(kind: type[MovementRecord]) -> None:
    names = {column.name for column in kind.columns()}
    named = [*kind.key, *filter(None, [kind.dated_by])]
    for rule in kind.rules:
        for stated in attrs.asdict(rule).items():
            match stated:
                case ("among", codes):
                    asked = kind.column(attrs.asdict(rule)["when"])
                    assert set(codes) <= ({True, False} if asked.holds is Holds.TRUTH else {*asked.codes})
                case (_, str(name)):
                    named.append(name)
                case (_, tuple(hours)):
                    named += hours
    assert set(named) <= names


@given(register=registers())
def test_a_made_up_register_refers_to_what_is_there(register: Register) -> None:
    assert list(register) == list(TABLES)
    numbers = {table: {record.row.get("number") for record in listed} for table, listed in register.items()}
    for table, listed in register.items():
        keys = [tuple(record.row[name] for name in record.key) for record in listed]
        assert len(set(keys)) == len(keys)
        for record in listed:
            for column in TABLES[table].columns():
                cell = record.row[column.name]
                if column.holds is Holds.REFERENCE and cell is not None:
                    assert cell in numbers[column.refers_to or ""]
