"""The facts that Article 7 asks for beside those of Circular 124/2021/TT-BCA.

What both ask for is declared once, by the circular, so that one dossier serves both.
"""

from antq_core.domain.attributes import Fact
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.sheets import FactSheet
from antq_core.messages.text import Text
from antq_national.circular_124_2021.declaring import PEOPLE, PLAN, REPORT, done, those_of
from antq_national.circular_124_2021.school_facts import SchoolFacts
from antq_national.circular_124_2021.workplace_facts import AgencyFacts, EnterpriseFacts
from antq_national.decision_510_2022.instrument import cite

PROGRAMME = Text(vi="chương trình, kế hoạch công tác", en="the programme or plan of work")
COORDINATION = Text(vi="quy chế hoặc kế hoạch phối hợp", en="the coordination rules or plan")
FESTIVAL = Text(vi="kế hoạch hoặc báo cáo Ngày hội", en="the plan or report of the festival")


class ScoredFacts(FactSheet):
    """What Article 7 asks of agencies, enterprises and schools alike."""

    plan_fits_the_situation: Fact[bool] = done(
        Text(
            vi="chương trình, kế hoạch công tác sát với tình hình của đơn vị",
            en="the programme or plan of work fits the situation of the unit",
        ),
        cite("7", "1"),
        PLAN,
    )
    directives_implemented: Fact[bool] = done(
        Text(
            vi="đã triển khai đủ các văn bản chỉ đạo của cấp trên",
            en="all directives from above were carried out",
        ),
        cite("7", "1"),
        REPORT,
    )
    review_held: Fact[bool] = done(
        Text(vi="đã sơ kết, tổng kết", en="interim and final reviews were held"), cite("7", "1"), REPORT
    )
    reports_kept: Fact[bool] = done(
        Text(
            vi="đã chấp hành chế độ thông tin, báo cáo", en="the rules on information and reports were kept"
        ),
        cite("7", "1"),
        REPORT,
    )
    several_forms_of_awareness: Fact[bool] = done(
        Text(
            vi="đã dùng nhiều hình thức tuyên truyền, vận động",
            en="many forms of awareness work were used",
        ),
        cite("7", "2"),
        REPORT,
    )
    festival_held_or_joined: Fact[bool] = done(
        Text(
            vi="đã tổ chức hoặc hưởng ứng “Ngày hội toàn dân bảo vệ an ninh Tổ quốc”",
            en="the festival “All people protect the security of the Fatherland” was held or joined",
        ),
        cite("7", "3"),
        FESTIVAL,
    )
    festival_fits: Fact[bool] = done(
        Text(
            vi="việc tổ chức, hưởng ứng đúng chủ đề, thiết thực, phù hợp điều kiện",
            en="it kept to the theme, served its purpose and fitted the circumstances",
        ),
        cite("7", "3"),
        FESTIVAL,
    )
    coordination_document: Fact[bool] = done(
        Text(
            vi="có quy chế hoặc kế hoạch phối hợp với chính quyền cơ sở, Công an",
            en="there are coordination rules or a plan with the local authority and the police",
        ),
        cite("7", "4", "a"),
        COORDINATION,
    )


class ScoredWorkplaceFacts(ScoredFacts):
    """What clause 2 asks of an agency or enterprise."""

    staff_taking_part: Fact[int] = those_of(
        "staff",
        Text(
            vi="số đảng viên, cán bộ, công nhân viên, người lao động tham gia",
            en="Party members, staff and workers who took part",
        ),
        cite("7", "2"),
        PEOPLE,
    )


class ScoredSchoolFacts(ScoredFacts):
    """What clause 2 asks of a school: of its staff and of its learners."""

    staff_taking_part: Fact[int] = those_of(
        "staff",
        Text(vi="số cán bộ, giáo viên, nhân viên tham gia", en="teachers and staff who took part"),
        cite("7", "2"),
        PEOPLE,
    )
    learners_taking_part: Fact[int] = those_of(
        "learners",
        Text(vi="số người học tham gia", en="learners who took part"),
        cite("7", "2"),
        PEOPLE,
    )


OF_THE_CIRCULAR = (
    "party_organisation",
    "party_resolution_adopted",
    "party_resolution_day",
    "plan_adopted",
    "plan_day",
    "staff",
)


def facts_of(of_circular: type[FactSheet], own: type[ScoredFacts], *also: str) -> tuple[FactDeclaration, ...]:
    """The facts of the circular that Article 7 asks for too, and its own."""
    shared = [fact for fact in of_circular.facts() if fact.name in (*OF_THE_CIRCULAR, *also)]
    return (*shared, *own.facts())


AGENCY_FACTS = facts_of(AgencyFacts, ScoredWorkplaceFacts, "armed_forces")
ENTERPRISE_FACTS = facts_of(EnterpriseFacts, ScoredWorkplaceFacts, "size")
SCHOOL_FACTS = facts_of(SchoolFacts, ScoredSchoolFacts, "level", "learners")
