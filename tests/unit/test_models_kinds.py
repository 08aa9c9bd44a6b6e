"""Kinds that provinces add, of models and of units."""

import datetime

import attrs
import pytest

from antq_core.domain.units import UnitKind
from antq_core.errors import InputError
from antq_core.messages.text import Text
from antq_core.movement.model_kinds import NATIONAL_MODEL_KINDS, ModelFamily, ModelKind, model_kinds
from antq_core.movement.units import unit_kinds

FOUR_SAFETIES = ModelKind(
    code="four_safeties",
    label=Text(vi="“4 an toàn” (giả định)", en="“4 safeties” (made up)"),
    family=ModelFamily.SAFETY_OF_UNITS,
    document="9/CT-UBND",
    valid_from=datetime.date(2019, 6, 11),
)


def codes(*kinds: ModelKind) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        model_kinds(kinds)
    assert refused.value.message("vi") and refused.value.message("en")
    return [(each.code, each.place) for each in refused.value.problems]


def test_the_country_has_kinds_and_a_province_adds_to_them() -> None:
    assert model_kinds() == NATIONAL_MODEL_KINDS
    found = model_kinds([FOUR_SAFETIES])
    assert found["four_safeties"] is FOUR_SAFETIES and len(found) == len(NATIONAL_MODEL_KINDS) + 1


def test_a_kind_is_valid_from_its_first_day_to_its_last() -> None:
    ended = attrs.evolve(FOUR_SAFETIES, valid_to=datetime.date(2025, 6, 30))
    days = [datetime.date(2019, 6, 10), datetime.date(2019, 6, 11)]
    days += [datetime.date(2025, 6, 30), datetime.date(2025, 7, 1)]
    assert [ended.valid_on(day) for day in days] == [False, True, True, False]


def test_what_is_wrong_with_added_kinds_is_told_at_once() -> None:
    assert codes(
        attrs.evolve(FOUR_SAFETIES, document=None),
        attrs.evolve(FOUR_SAFETIES, valid_to=datetime.date(2019, 1, 1)),
        attrs.evolve(FOUR_SAFETIES, code="Bốn an toàn"),
        attrs.evolve(FOUR_SAFETIES, code="camera", document="theo tỉnh"),
    ) == [
        ("kind.without-document", "[0].document"),
        ("kind.reversed", "[1].valid_to"),
        ("kind.twice", "[1].code"),
        ("kind.code", "[2].code"),
        ("kind.without-document", "[3].document"),
        ("kind.twice", "[3].code"),
    ]


def test_added_kinds_of_unit_count_as_national_ones_or_as_none() -> None:
    words = Text(vi="chợ (giả định)", en="market (made up)")
    market = UnitKind("market", words, counts_as="enterprise")
    assert unit_kinds([market, UnitKind("shrine", words)])["market"].counts_as == "enterprise"
    with pytest.raises(InputError) as refused:
        unit_kinds([UnitKind("school", words), UnitKind("market", words, counts_as="shop"), market])
    assert [(each.code, each.place) for each in refused.value.problems] == [
        ("kind.twice", "[0].code"),
        ("kind.counts-as", "[1].counts_as"),
        ("kind.twice", "[2].code"),
    ]
    assert refused.value.message("vi") and refused.value.message("en")
