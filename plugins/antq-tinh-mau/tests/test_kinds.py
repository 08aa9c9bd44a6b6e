"""The kinds that the province adds: a hospital counts as an agency, a market as nothing national."""

from typing import Any

import pytest

from antq_core import Dossier, Registry, Unit, Verdict, assess
from antq_core.domain.sheets import fact_sheet
from antq_core.errors import AntqError
from antq_national.plugin import antq_standards as national_standards
from antq_tinh_mau.additions import ADDITIONS
from antq_tinh_mau.markets import MARKETS
from antq_tinh_mau.plugin import antq_standards

REGISTRY = Registry.of([*national_standards(), *antq_standards()])


def unit(kind: str, province: str = "00") -> Unit:
    return Unit(id="don-vi-mau", kind=kind, province=province, commune="99999")


def test_a_hospital_is_held_to_what_agencies_are_held_to_and_to_what_the_province_adds() -> None:
    stack = REGISTRY.select(unit("hospital"), 2026)
    assert stack.national == REGISTRY.select(unit("agency"), 2026).national
    assert stack.provincial == ADDITIONS
    assert stack.kind_label("hospital").vi == "bệnh viện"


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"lanes_kept_free": True, "watch_at_night": True}, Verdict.MET),
        ({"lanes_kept_free": True, "watch_at_night": False}, Verdict.NOT_MET),
        ({"lanes_kept_free": False}, Verdict.NOT_MET),
        ({"lanes_kept_free": True}, Verdict.UNDECIDED),
    ],
    ids=["both", "no watch", "no free lanes", "the watch is not stated"],
)
def test_a_market_is_held_to_the_province_alone(facts: dict[str, Any], verdict: Verdict) -> None:
    stack = REGISTRY.select(unit("market"), 2026)
    assert stack.standards == (MARKETS,)
    sheet = fact_sheet(stack.facts)(**facts)
    assert assess(Dossier(unit=unit("market"), year=2026, verified=sheet), stack).verdict is verdict


def test_other_provinces_do_not_know_these_kinds() -> None:
    for kind in ("hospital", "market"):
        with pytest.raises(AntqError):
            REGISTRY.select(unit(kind, province="25"), 2026)
