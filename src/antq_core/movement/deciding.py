"""Who may decide on a certification, as far as Article 10 of Circular 124/2021/TT-BCA could be read.

What is noticed here is a remark and never a refusal: a decision that was taken is a fact, and the record of
it stands. The circular holds from 10 February 2022; who decided before it could not be read. Since 1 July
2025 there is no district level, and who took its work over could not be read either: Circular 48/2025/TT-BCA.
"""

import datetime
from collections.abc import Mapping

from antq_core.domain.units import NATIONAL_KIND_LABELS, NationalKind
from antq_core.errors import Problem
from antq_core.movement.authorities import AUTHORITY_LABELS, Authority
from antq_core.movement.certifications import Certification

READ_FROM = datetime.date(2022, 2, 10)
WITHOUT_DISTRICTS_FROM = datetime.date(2025, 7, 1)

_OF_ORGANISATIONS = (
    Authority.COMMUNE_COMMITTEE,
    Authority.DISTRICT_COMMITTEE,
    Authority.PROVINCE_COMMITTEE,
    Authority.MINISTRY_OF_PUBLIC_SECURITY,
)
DECIDING: Mapping[NationalKind, tuple[Authority, ...]] = {
    NationalKind.RESIDENTIAL_AREA: (Authority.COMMUNE_COMMITTEE,),
    NationalKind.COMMUNE: (Authority.DISTRICT_COMMITTEE,),
    NationalKind.AGENCY: _OF_ORGANISATIONS,
    NationalKind.ENTERPRISE: _OF_ORGANISATIONS,
    NationalKind.SCHOOL: _OF_ORGANISATIONS,
}
"""Article 10, clauses 1 to 4: who decides on which kind of unit."""

# Article 10, clause 5: a People's Committee may delegate to the one a level below it, for organisations.
_DELEGATED_TO = (Authority.COMMUNE_COMMITTEE, Authority.DISTRICT_COMMITTEE)
_NOT_DELEGATED = (NationalKind.RESIDENTIAL_AREA, NationalKind.COMMUNE)


def remarks_on_authority(certification: Certification, kind: str | None) -> tuple[Problem, ...]:
    """What is noticeable in who decided; `kind` is the national kind that the unit counts as.

    Nothing is said of a decision whose authority or day is not recorded, or of a unit of no national kind.
    """
    decision = certification.decision
    if decision is None or decision.by is None or decision.on is None:
        return ()
    if kind is None or kind not in DECIDING:
        return ()
    national, authority = NationalKind(kind), Authority(decision.by)
    label = AUTHORITY_LABELS[authority]
    facts = {"authority": label, "kind": NATIONAL_KIND_LABELS[national], "on": decision.on}
    if decision.on < READ_FROM:
        return (Problem("certification.authority-not-read", ("decision", "by"), facts),)
    without_districts = decision.on >= WITHOUT_DISTRICTS_FROM
    found: list[Problem] = []
    if without_districts and authority is Authority.DISTRICT_COMMITTEE:
        found.append(Problem("certification.authority-ended", ("decision", "by"), facts))
    elif without_districts and Authority.DISTRICT_COMMITTEE in DECIDING[national]:
        # Any level may have taken over what was the district's.
        if national is NationalKind.COMMUNE or authority not in DECIDING[national]:
            found.append(Problem("certification.authority-not-read", ("decision", "by"), facts))
    elif authority not in DECIDING[national]:
        found.append(Problem("certification.authority-not-named", ("decision", "by"), facts))
    if decision.delegated:
        found += _remarks_on_delegation(national, authority, facts, without_districts=without_districts)
    return tuple(found)


def _remarks_on_delegation(
    kind: NationalKind, authority: Authority, facts: Mapping[str, object], *, without_districts: bool
) -> list[Problem]:
    path = ("decision", "delegated")
    if without_districts:
        return [Problem("certification.delegation-not-read", path, facts)]
    if kind in _NOT_DELEGATED or authority not in _DELEGATED_TO:
        return [Problem("certification.delegation-not-provided", path, facts)]
    return []
