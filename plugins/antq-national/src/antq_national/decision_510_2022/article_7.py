"""Article 7: the points of agencies, enterprises and schools, of which 12 of 100 could be read.

Where the table gives an item its points and does not split them, all of it brings all points; what a part
of it brings is not known.
"""

from collections.abc import Sequence
from typing import Any

import attrs

from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions import tree
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import (
    NumberExpression,
    TruthExpression,
    points,
    reading_is,
    share,
    steps,
)
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Transcription
from antq_core.standards.grading import Grade, Grading
from antq_core.standards.readings import Reading
from antq_core.standards.rubric import ScoredItem
from antq_core.standards.scoring import flat, group, untranscribed
from antq_core.standards.standard import Standard
from antq_national.circular_124_2021.enterprise_sizes import EnterpriseSize
from antq_national.circular_124_2021.first_quarter import done_in_first_quarter, resolved_in_first_quarter
from antq_national.circular_124_2021.instrument import IN_FORCE_FROM
from antq_national.circular_124_2021.readings import DECEMBER_RESOLUTION, SCHOOL_WITH_PRIMARY
from antq_national.circular_124_2021.school_facts import SchoolFacts, SchoolLevel
from antq_national.circular_124_2021.workplace_facts import AgencyFacts, EnterpriseFacts, WorkplaceFacts
from antq_national.decision_510_2022.facts import (
    AGENCY_FACTS,
    ENTERPRISE_FACTS,
    SCHOOL_FACTS,
    ScoredFacts,
    ScoredSchoolFacts,
    ScoredWorkplaceFacts,
)
from antq_national.decision_510_2022.instrument import ASSUMPTIONS, SCHEME, WHOLE, cite

NINETY_PERCENT = Ratio(90)
NOT_READ = Text(vi="phần còn lại của bảng điểm", en="the rest of the table")

GRADES = Grading(
    grades=(
        Grade(code="weak", label=Text(vi="Yếu", en="weak")),
        Grade(code="average", label=Text(vi="Trung bình", en="average")),
        Grade(code="good", label=Text(vi="Khá", en="good")),
        Grade(code="excellent", label=Text(vi="Xuất sắc", en="excellent")),
    )
)


def whole_or_unknown(code: str, most: int, *, when: TruthExpression, text: Text, **facts: Any) -> ScoredItem:
    """All points where everything asked for is there; where it is not, nobody here knows how many."""
    label = Text(vi=f"{text.vi}: phần điểm khi chưa đủ mọi việc", en=f"{text.en}: the points of a part of it")
    partly = NumberExpression(tree.Untranscribed(code, label, 0, most))
    return ScoredItem(
        code=code,
        text=text,
        most=most,
        points=steps([(when, points(most))], partly),
        transcription=Transcription.PARTIAL,
        **facts,
    )


def in_the_first_quarter(
    facts: type[WorkplaceFacts] | type[SchoolFacts],
) -> TruthExpression:
    """Clause 1; the resolution is asked for where there is a Party organisation."""
    resolved = resolved_in_first_quarter(facts.party_resolution_adopted, facts.party_resolution_day)
    return (
        (~facts.party_organisation | resolved)
        & done_in_first_quarter(facts.plan_adopted, facts.plan_day)
        & ScoredFacts.plan_fits_the_situation
        & ScoredFacts.directives_implemented
        & ScoredFacts.review_held
        & ScoredFacts.reports_kept
    )


def ninety_percent(part: NumberExpression, of: NumberExpression) -> TruthExpression:
    """Whether nine in ten took part; the table does not speak of a unit without anybody."""
    return share(part, of, NINETY_PERCENT, of_nothing=Truths.EITHER)


ASKED_OF_ALL_ALIKE = (
    whole_or_unknown(
        "510-7.3",
        5_00,
        when=ScoredFacts.festival_held_or_joined & ScoredFacts.festival_fits,
        text=Text(
            vi="Tổ chức hoặc hưởng ứng “Ngày hội toàn dân bảo vệ an ninh Tổ quốc” theo chủ đề, thiết thực, hợp điều kiện",
            en="The festival “All people protect the security of the Fatherland” is held or joined, on its theme, to its purpose and within the unit’s means",
        ),
        citation=cite("7", "3"),
    ),
    flat(
        "510-7.4a",
        Text(
            vi="Có quy chế hoặc kế hoạch phối hợp với chính quyền cơ sở, Công an",
            en="There are coordination rules or a plan with the local authority and the police",
        ),
        1_00,
        when=ScoredFacts.coordination_document,
        citation=cite("7", "4", "a"),
    ),
    untranscribed("510-7.4b", NOT_READ, 88_00, citation=cite("7")),
)


def rubric(first_quarter: TruthExpression, takes_part: TruthExpression, people: Text) -> ScoredItem:
    """The table of Article 7; its scale is 100 points."""
    return group(
        "510-7",
        Text(vi="Bảng chấm điểm phong trào", en="Scoring table of the movement"),
        [
            whole_or_unknown(
                "510-7.1",
                3_00,
                when=first_quarter,
                text=Text(
                    vi="Quý I có nghị quyết (nơi có tổ chức Đảng), chương trình, kế hoạch sát tình hình; triển khai đủ văn bản cấp trên; sơ kết, tổng kết; chấp hành chế độ thông tin, báo cáo",
                    en="In the first quarter a resolution (where there is a Party organisation) and a programme or plan that fits; directives carried out; reviews held; reports kept",
                ),
                citation=cite("7", "1"),
            ),
            whole_or_unknown(
                "510-7.2",
                3_00,
                when=takes_part & ScoredFacts.several_forms_of_awareness,
                text=Text(
                    vi=f"Nhiều hình thức tuyên truyền, vận động, thu hút từ 90% {people.vi} tham gia",
                    en=f"Many forms of awareness work, in which 90% of the {people.en} take part",
                ),
                citation=cite("7", "2"),
            ),
            *ASKED_OF_ALL_ALIKE,
        ],
        citation=cite("7"),
    )


def standard(
    kind: NationalKind,
    title: Text,
    facts: Sequence[FactDeclaration],
    scope: TruthExpression,
    table: ScoredItem,
    *readings: Reading,
) -> Standard:
    """The standard of one kind of unit."""
    december = attrs.evolve(DECEMBER_RESOLUTION, citation=cite("7", "1"))
    return Standard(
        id=f"vn/movement-grade/510-2022/{kind.value}",
        scheme=SCHEME,
        jurisdiction="vn",
        kinds=(kind.value,),
        title=title,
        citation=cite("7"),
        in_force_from=IN_FORCE_FROM,
        window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        # Article 11, clause 3 wants the grading before 30 November.
        decided_on=DayOfYear(11, 29),
        scope=scope,
        scope_citation=WHOLE,
        facts=tuple(facts),
        readings=(*readings, december),
        rubric=table,
        grading=GRADES,
        assumptions=ASSUMPTIONS,
    )


STAFF = Text(vi="đảng viên, cán bộ, công nhân viên, người lao động", en="Party members, staff and workers")
STAFF_AND_LEARNERS = Text(vi="cán bộ, giáo viên, nhân viên và người học", en="staff and learners")

WORKPLACE_TABLE = rubric(
    in_the_first_quarter(WorkplaceFacts),
    ninety_percent(ScoredWorkplaceFacts.staff_taking_part, WorkplaceFacts.staff),
    STAFF,
)

AGENCIES = standard(
    NationalKind.AGENCY,
    Text(
        vi="Chấm điểm phong trào “Toàn dân bảo vệ an ninh Tổ quốc”: cơ quan",
        en="Scores of the movement “All people protect the security of the Fatherland”: agencies",
    ),
    AGENCY_FACTS,
    ~AgencyFacts.armed_forces,
    WORKPLACE_TABLE,
)

ENTERPRISES = standard(
    NationalKind.ENTERPRISE,
    Text(
        vi="Chấm điểm phong trào “Toàn dân bảo vệ an ninh Tổ quốc”: doanh nghiệp",
        en="Scores of the movement “All people protect the security of the Fatherland”: enterprises",
    ),
    ENTERPRISE_FACTS,
    EnterpriseFacts.size == EnterpriseSize.ABOVE_SMALL,
    WORKPLACE_TABLE,
)

SCHOOLS = standard(
    NationalKind.SCHOOL,
    Text(
        vi="Chấm điểm phong trào “Toàn dân bảo vệ an ninh Tổ quốc”: cơ sở giáo dục",
        en="Scores of the movement “All people protect the security of the Fatherland”: educational institutions",
    ),
    SCHOOL_FACTS,
    (SchoolFacts.level == SchoolLevel.ABOVE_PRIMARY)
    | (
        (SchoolFacts.level == SchoolLevel.PRIMARY_AND_ABOVE)
        & reading_is(SCHOOL_WITH_PRIMARY.name, "in_scope")
    ),
    rubric(
        in_the_first_quarter(SchoolFacts),
        ninety_percent(
            ScoredSchoolFacts.staff_taking_part + ScoredSchoolFacts.learners_taking_part,
            SchoolFacts.staff + SchoolFacts.learners,
        ),
        STAFF_AND_LEARNERS,
    ),
    attrs.evolve(SCHOOL_WITH_PRIMARY, citation=WHOLE),
)
