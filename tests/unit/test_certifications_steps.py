"""Steps of a certification: what each says, what is refused, and what a decision that corrects leaves."""

import datetime
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from antq_core.errors import InputError
from antq_core.movement.authorities import Authority
from antq_core.movement.certification_files import CertificationFile, standing
from antq_core.movement.certifications import (
    Appraisal,
    Certification,
    CertificationState,
    Conclusion,
    Decision,
    DecisionResult,
)
from antq_core.movement.deciding import remarks_on_authority
from antq_core.possible import Truths


def day(month: int, number: int, year: int = 2023) -> datetime.date:
    return datetime.date(year, month, number)


REGISTERED = Certification.registered(
    number="CN-0001",
    province="00",
    unit="DV-0001",
    year=2023,
    by=Authority.UNIT,
    on=day(2, 10),
    document="3/ĐK-KDC",
)
ASSESSED = REGISTERED.self_assessed(
    result=Conclusion.MET, by=Authority.UNIT, on=day(11, 3), document="4/BC-KDC"
)
APPRAISED = ASSESSED.appraised(
    result=Conclusion.MET, by=Authority.STEERING_COMMITTEE, on=day(11, 8), document="12/BC-BCĐ"
)
DECIDED = APPRAISED.decided(
    result=DecisionResult.RECOGNISED, by=Authority.COMMUNE_COMMITTEE, on=day(11, 10), document="187/QĐ-UBND"
)
CERTIFIED = DECIDED.certificate_issued(
    by=Authority.COMMUNE_COMMITTEE, on=day(11, 18), document="187/GCN-UBND"
)
WHO: dict[str, Any] = {"by": Authority.COMMUNE_COMMITTEE, "document": "200/QĐ-UBND"}
CORRECTED = DECIDED.corrected_by(
    number="CN-0002", result=DecisionResult.NOT_RECOGNISED, on=day(11, 30), **WHO
)


def _decision_on(on: datetime.date) -> Decision:
    return Decision(on=on, result=DecisionResult.NOT_RECOGNISED, by=Authority.COMMUNE_COMMITTEE)


def refused(take: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        take()
    assert error.value.message("vi") and error.value.message("en")
    return [(each.code, each.place) for each in error.value.problems]


def test_a_certification_goes_from_registration_to_certificate() -> None:
    every = [REGISTERED, ASSESSED, APPRAISED, DECIDED, CERTIFIED]
    assert [each.state.value for each in every] == [
        "registered",
        "self_assessed",
        "appraised",
        "recognised",
        "certified",
    ]
    assert [each.document for each in CERTIFIED.history] == [
        "3/ĐK-KDC",
        "4/BC-KDC",
        "12/BC-BCĐ",
        "187/QĐ-UBND",
        "187/GCN-UBND",
    ]


def test_a_step_that_does_not_say_who_when_and_on_which_ground_is_refused() -> None:
    nobody: Any = None
    found = refused(lambda: DECIDED.certificate_issued(by=nobody, on=nobody, document=nobody))
    assert found == [
        ("certification.not-said", "certificate.on"),
        ("certification.not-said", "certificate.by"),
        ("certification.not-said", "certificate.document"),
    ]
    assert ("certification.not-said", "appraisal.result") in refused(
        lambda: ASSESSED.appraised(result=nobody, on=day(11, 8), **WHO)
    )


def test_a_step_is_taken_once_and_in_its_turn() -> None:
    met: dict[str, Any] = {"result": Conclusion.MET, **WHO}
    assert refused(lambda: ASSESSED.self_assessed(on=day(11, 9), **met)) == [
        ("certification.step-taken", "self_assessment")
    ]
    assert refused(lambda: REGISTERED.appraised(on=day(11, 9), **met)) == [
        ("certification.step-missing", "appraisal")
    ]
    imported = attrs.evolve(REGISTERED, appraisal=Appraisal(on=day(11, 8)))
    assert refused(lambda: imported.self_assessed(on=day(11, 8), **met)) == [
        ("certification.step-passed", "self_assessment")
    ]


def test_a_certificate_follows_only_a_decision_that_recognises() -> None:
    declined = APPRAISED.decided(result=DecisionResult.NOT_RECOGNISED, on=day(11, 10), **WHO)
    assert refused(lambda: declined.certificate_issued(on=day(11, 12), **WHO)) == [
        ("certification.not-recognised", "certificate")
    ]
    silent = attrs.evolve(APPRAISED, decision=Decision(document="187/QĐ-UBND"))
    assert silent.state is CertificationState.DECIDED
    assert refused(lambda: silent.certificate_issued(on=day(11, 12), **WHO)) == [
        ("certification.not-recognised", "certificate")
    ]


def test_everything_wrong_with_a_step_is_told_at_once() -> None:
    stated: dict[str, Any] = {"result": DecisionResult.RECOGNISED, "by": None, "document": "số năm"}
    assert refused(lambda: ASSESSED.decided(on=day(1, 5), **stated)) == [
        ("certification.not-said", "decision.by"),
        ("certification.step-missing", "decision"),
        ("certification.before-step", "decision.on"),
        ("record.document", "decision.document"),
    ]
    unnamed: dict[str, Any] = {"by": None, "on": day(2, 1), "document": "3/ĐK-KDC"}
    begin: dict[str, Any] = {"number": "Bà A", "province": "99", "unit": "DV-0001", "year": 2023}
    assert refused(lambda: Certification.registered(**begin, **unnamed)) == [
        ("certification.not-said", "registration.by"),
        ("record.number", "number"),
        ("province.unknown-code", "province"),
    ]


# --- corrections ------------------------------------------------------------------------------------------


def test_a_correction_is_another_certification_and_the_old_one_stays() -> None:
    assert CORRECTED.corrects == "CN-0001" and DECIDED.state is CertificationState.RECOGNISED
    assert (CORRECTED.province, CORRECTED.unit, CORRECTED.year) == ("00", "DV-0001", 2023)
    again = CORRECTED.corrected_by(
        number="CN-0003", result=DecisionResult.RECOGNISED, on=day(12, 5), **WHO
    ).certificate_issued(on=day(12, 6), **WHO)
    file = CertificationFile.of([again, DECIDED, CORRECTED])
    assert file.certifications == (DECIDED, CORRECTED, again) and file.standing is again
    assert file.recognised is Truths.TRUE and file.state is CertificationState.CERTIFIED
    assert [step.certification for step in file.history] == ["CN-0001"] * 4 + ["CN-0002"] + ["CN-0003"] * 2
    assert CertificationFile.of([CORRECTED, DECIDED]).recognised is Truths.FALSE
    assert CertificationFile.of([APPRAISED]).recognised is Truths.EITHER


def test_only_a_decision_is_corrected_and_by_a_later_one_of_another_number() -> None:
    stated: dict[str, Any] = {"result": DecisionResult.RECOGNISED, **WHO}
    assert refused(lambda: APPRAISED.corrected_by(number="CN-0002", on=day(11, 30), **stated)) == [
        ("certification.nothing-to-correct", "corrects")
    ]
    assert refused(lambda: DECIDED.corrected_by(number="CN-0001", on=day(11, 9), **stated)) == [
        ("certification.own-number", "number"),
        ("certification.before-step", "decision.on"),
    ]


@pytest.mark.parametrize(
    ("certifications", "expected"),
    [
        ([], ["certification.none"]),
        ([DECIDED, DECIDED], ["certification.same-number"]),
        ([CORRECTED], ["certification.corrects-unknown"]),
        ([DECIDED, attrs.evolve(CORRECTED, corrects=None)], ["certification.two-beginnings"]),
        (
            [DECIDED, attrs.evolve(DECIDED, number="CN-0009", unit="DV-0002")],
            ["certification.other-file", "certification.two-beginnings"],
        ),
        (
            [DECIDED, CORRECTED, attrs.evolve(CORRECTED, number="CN-0003")],
            ["certification.corrected-twice"],
        ),
        (
            [
                attrs.evolve(CORRECTED, corrects="CN-0003"),
                attrs.evolve(CORRECTED, number="CN-0003", corrects="CN-0002"),
            ],
            ["certification.correction-cycle"],
        ),
        (
            [DECIDED, attrs.evolve(CORRECTED, decision=_decision_on(day(11, 9)))],
            ["certification.corrected-before"],
        ),
    ],
)
def test_certifications_that_are_no_file_are_refused(
    certifications: list[Certification], expected: list[str]
) -> None:
    assert [code for code, _ in refused(lambda: standing(certifications))] == expected


def test_after_a_merger_a_correction_refers_to_the_record_of_another_province() -> None:
    old = attrs.evolve(DECIDED, province="26")
    merged = attrs.evolve(
        CORRECTED,
        province="25",
        unit="DV-0777",
        corrects="26:CN-0001",
        decision=_decision_on(day(7, 15, 2025)),
    )
    assert standing([merged, old]) is merged


# --- who may decide ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "by", "on", "delegated", "expected"),
    [
        ("residential_area", "commune_committee", day(11, 10), False, []),
        ("residential_area", "commune_committee", day(11, 10, 2026), None, []),
        ("residential_area", "commune_police", day(11, 10), None, ["authority-not-named"]),
        ("residential_area", "district_committee", day(11, 10, 2026), None, ["authority-ended"]),
        ("residential_area", "commune_committee", day(11, 10), True, ["delegation-not-provided"]),
        ("commune", "district_committee", day(11, 10), None, []),
        ("commune", "province_committee", day(11, 10), None, ["authority-not-named"]),
        ("commune", "province_committee", day(11, 10, 2025), None, ["authority-not-read"]),
        ("agency", "commune_committee", day(11, 10), True, []),
        ("agency", "province_committee", day(11, 10), True, ["delegation-not-provided"]),
        ("agency", "province_committee", day(11, 10, 2026), True, ["delegation-not-read"]),
        ("school", "province_committee", day(11, 10, 2026), None, []),
        ("enterprise", "commune_committee", day(11, 10, 2020), None, ["authority-not-read"]),
        (None, "commune_police", day(11, 10), None, []),
    ],
)
def test_who_decided_is_remarked_on_as_far_as_the_law_could_be_read(
    kind: str | None, by: str, on: datetime.date, delegated: bool | None, expected: list[str]
) -> None:
    decision = Decision(on=on, by=Authority(by), result=DecisionResult.RECOGNISED, delegated=delegated)
    found = remarks_on_authority(attrs.evolve(REGISTERED, registration=None, decision=decision), kind)
    assert [each.code for each in found] == [f"certification.{code}" for code in expected]
    assert all(each.message("vi") and each.message("en") for each in found)


def test_nothing_is_said_of_a_decision_of_which_nothing_is_recorded() -> None:
    assert remarks_on_authority(APPRAISED, "commune") == ()
