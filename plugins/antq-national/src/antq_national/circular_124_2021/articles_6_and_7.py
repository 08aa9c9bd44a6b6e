"""Articles 6 and 7: agencies, enterprises and schools.

Their scope is here, so that what Article 1, clause 2 leaves out is said to be out of scope. Their
criteria are not transcribed yet, so that no unit in scope is ever said to meet them.
"""

import enum

from antq_core.domain.attributes import Fact, fact
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN
from antq_core.domain.units import NATIONAL_KIND_LABELS, NationalKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.writing import TruthExpression
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.standard import Standard
from antq_national.circular_124_2021.instrument import IN_FORCE_FROM, SCHEME, UNREAD_AMENDMENT, cite

SCOPE = cite("1", "2", "b")


class EnterpriseSize(enum.StrEnum):
    """The size of an enterprise, from the smallest, by Article 5 of Decree 80/2021/NĐ-CP."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class SchoolLevel(enum.StrEnum):
    """The highest level that an institution teaches.

    The circular does not say what holds for a school that also teaches the primary level: leave the
    level of such a school unstated.
    """

    NURSERY = "nursery"
    KINDERGARTEN = "kindergarten"
    PRIMARY = "primary"
    ABOVE_PRIMARY = "above_primary"


class AgencyFacts(FactSheet):
    """What Article 1, clause 2 asks of an agency."""

    armed_forces: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(vi="là cơ quan, đơn vị lực lượng vũ trang", en="part of the armed forces"),
        changeable=False,
        source=SCOPE,
    )


class EnterpriseFacts(FactSheet):
    """What Article 1, clause 2 asks of an enterprise."""

    size: Fact[EnterpriseSize] = fact(
        default=UNKNOWN,
        label=Text(vi="quy mô doanh nghiệp", en="size of the enterprise"),
        codes={
            EnterpriseSize.MICRO: Text(vi="siêu nhỏ", en="micro"),
            EnterpriseSize.SMALL: Text(vi="nhỏ", en="small"),
            EnterpriseSize.MEDIUM: Text(vi="vừa", en="medium"),
            EnterpriseSize.LARGE: Text(vi="lớn", en="large"),
        },
        changeable=False,
        source=SCOPE,
    )


class SchoolFacts(FactSheet):
    """What Article 1, clause 2 asks of an educational institution."""

    level: Fact[SchoolLevel] = fact(
        default=UNKNOWN,
        label=Text(vi="cấp học", en="level taught"),
        codes={
            SchoolLevel.NURSERY: Text(vi="nhà trẻ", en="nursery"),
            SchoolLevel.KINDERGARTEN: Text(vi="mầm non", en="kindergarten"),
            SchoolLevel.PRIMARY: Text(vi="tiểu học", en="primary"),
            SchoolLevel.ABOVE_PRIMARY: Text(vi="trên tiểu học", en="above primary"),
        },
        changeable=False,
        source=SCOPE,
    )


def _scope_only(kind: NationalKind, article: str, sheet: type[FactSheet], scope: TruthExpression) -> Standard:
    label = NATIONAL_KIND_LABELS[kind]
    return Standard(
        id=f"vn/antt-safety/124-2021/{kind.value}",
        scheme=SCHEME,
        jurisdiction="vn",
        kinds=(kind.value,),
        title=Text(
            vi=f"{label.vi.capitalize()} đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
            en=f"{label.en.capitalize()}: the standard “Safe in security and order”",
        ),
        citation=cite(article),
        in_force_from=IN_FORCE_FROM,
        window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        # Article 9.1.c wants the decision before 20 November.
        decided_on=DayOfYear(11, 19),
        scope=scope,
        scope_citation=SCOPE,
        facts=sheet.facts(),
        criteria=(
            Criterion(
                code=f"{article}",
                text=Text(
                    vi=f"Mọi tiêu chí của Điều {article} (chưa đưa vào thư viện)",
                    en=f"Every criterion of Article {article} (not in the library yet)",
                ),
                citation=cite(article),
                transcription=Transcription.UNTRANSCRIBED,
            ),
        ),
        additions_under=cite("8", "1"),
        assumptions=(UNREAD_AMENDMENT,),
    )


AGENCIES = _scope_only(NationalKind.AGENCY, "6", AgencyFacts, ~AgencyFacts.armed_forces)
ENTERPRISES = _scope_only(
    NationalKind.ENTERPRISE,
    "6",
    EnterpriseFacts,
    EnterpriseFacts.size.is_one_of(EnterpriseSize.MEDIUM, EnterpriseSize.LARGE),
)
SCHOOLS = _scope_only(NationalKind.SCHOOL, "7", SchoolFacts, SchoolFacts.level == SchoolLevel.ABOVE_PRIMARY)
