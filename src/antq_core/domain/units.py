"""Units: the places and organisations that are assessed, by kind."""

import enum

import attrs

from antq_core.expressions.checked import Checked
from antq_core.messages.text import Text


class NationalKind(enum.StrEnum):
    """The kinds of unit of Circular 124/2021/TT-BCA, Article 1, clause 2."""

    RESIDENTIAL_AREA = "residential_area"
    COMMUNE = "commune"
    AGENCY = "agency"
    ENTERPRISE = "enterprise"
    SCHOOL = "school"


NATIONAL_KIND_LABELS = {
    NationalKind.RESIDENTIAL_AREA: Text(vi="khu dân cư", en="residential area"),
    NationalKind.COMMUNE: Text(vi="xã, phường, đặc khu", en="commune"),
    NationalKind.AGENCY: Text(vi="cơ quan", en="agency"),
    NationalKind.ENTERPRISE: Text(vi="doanh nghiệp", en="enterprise"),
    NationalKind.SCHOOL: Text(vi="cơ sở giáo dục", en="educational institution"),
}


@attrs.frozen
class UnitKind(Checked):
    """A kind of unit. `counts_as` is the national kind it counts as; None means no national verdict.

    Raises `StandardError` for values of a wrong type, and for a code that is blank or has a space in it.
    """

    code: str
    label: Text
    counts_as: str | None = attrs.field(default=None, kw_only=True)

    @property
    def is_national(self) -> bool:
        """Whether it is one of the kinds of the national standards."""
        return self.code in NATIONAL_KIND_LABELS


NATIONAL_KINDS = tuple(
    UnitKind(kind.value, label, counts_as=kind.value) for kind, label in NATIONAL_KIND_LABELS.items()
)


def national_label(code: str) -> Text | None:
    """What people call a national kind; None for a code of no national kind."""
    return NATIONAL_KIND_LABELS[NationalKind(code)] if code in NATIONAL_KIND_LABELS else None


@attrs.frozen(kw_only=True)
class Unit:
    """One unit. `province` and `commune` are codes, valid at the date of decision.

    `id` is the name that records and rosters use for it; like `name` it never matters to a verdict.
    """

    id: str
    kind: str
    province: str
    commune: str
    name: str = ""
