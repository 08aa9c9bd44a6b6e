"""Kinds of movement models (loại mô hình): the country's, and what a province adds with its document.

The same name means different things in different provinces ("4 an toàn" of Vĩnh Phúc is not that of Ninh
Thuận), so a kind that a province adds says by which document it is defined.
"""

import datetime
import enum
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.errors import InputError, Problem
from antq_core.messages.text import Text
from antq_core.movement import identifiers


class ModelFamily(enum.StrEnum):
    """What kinds of models have in common when they are counted."""

    SELF_MANAGED = "self_managed"
    FIRE_PREVENTION = "fire_prevention"
    CAMERA = "camera"
    SAFETY_OF_UNITS = "safety_of_units"
    KINSHIP_OR_FAITH = "kinship_or_faith"
    LINKED_AREAS = "linked_areas"
    OTHER_FAMILY = "other_family"


FAMILY_LABELS = {
    ModelFamily.SELF_MANAGED: Text(vi="tự phòng, tự quản, tự bảo vệ, tự hoà giải", en="self-managed"),
    ModelFamily.FIRE_PREVENTION: Text(vi="phòng cháy, chữa cháy", en="fire prevention"),
    ModelFamily.CAMERA: Text(vi="camera an ninh", en="cameras"),
    ModelFamily.SAFETY_OF_UNITS: Text(vi="cơ quan, đơn vị an toàn", en="safety of units"),
    ModelFamily.KINSHIP_OR_FAITH: Text(vi="dòng họ, tôn giáo", en="kinship or faith"),
    ModelFamily.LINKED_AREAS: Text(vi="cụm liên kết, giáp ranh", en="linked areas"),
    ModelFamily.OTHER_FAMILY: Text(vi="mô hình khác", en="others"),
}


@attrs.frozen(kw_only=True)
class ModelKind:
    """One kind of model, valid from a day to a day where these are known.

    `document` is the number of the instrument that defines a kind which a province has added.
    """

    code: str
    label: Text
    family: ModelFamily
    document: str | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    def valid_on(self, day: datetime.date) -> bool:
        """Whether a model may be of this kind on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


NATIONAL_MODEL_KINDS: Mapping[str, ModelKind] = {
    kind.code: kind
    for kind in (
        ModelKind(
            code="self_managed",
            label=Text(vi="tổ tự quản về an ninh, trật tự", en="self-managed security group"),
            family=ModelFamily.SELF_MANAGED,
        ),
        ModelKind(
            code="inter_household",
            label=Text(
                vi="Tổ liên gia an toàn phòng cháy, chữa cháy", en="inter-household fire-safety group"
            ),
            family=ModelFamily.FIRE_PREVENTION,
        ),
        ModelKind(
            code="public_fire_point",
            label=Text(vi="Điểm chữa cháy công cộng", en="public fire-fighting point"),
            family=ModelFamily.FIRE_PREVENTION,
        ),
        ModelKind(
            code="camera",
            label=Text(vi="camera an ninh", en="security cameras"),
            family=ModelFamily.CAMERA,
        ),
        ModelKind(
            code="clan",
            label=Text(vi="dòng họ tự quản", en="self-managed clan"),
            family=ModelFamily.KINSHIP_OR_FAITH,
        ),
        ModelKind(
            code="parish",
            label=Text(vi="giáo xứ, giáo họ, xứ đạo bình yên", en="peaceful parish"),
            family=ModelFamily.KINSHIP_OR_FAITH,
        ),
        ModelKind(
            code="linked_cluster",
            label=Text(vi="cụm liên kết, giáp ranh", en="linked or bordering cluster"),
            family=ModelFamily.LINKED_AREAS,
        ),
        ModelKind(
            code="hospital",
            label=Text(vi="bệnh viện an toàn", en="safe hospital"),
            family=ModelFamily.SAFETY_OF_UNITS,
        ),
        ModelKind(
            code="other_model",
            label=Text(vi="mô hình khác", en="another model"),
            family=ModelFamily.OTHER_FAMILY,
        ),
    )
}


def model_kinds(added: Iterable[ModelKind] = ()) -> Mapping[str, ModelKind]:
    """The country's kinds with those that a province adds, by code.

    Raises `InputError` with every added kind whose code is no code or is taken, whose last day comes before
    its first, or which does not say by which document it is defined.
    """
    found = dict(NATIONAL_MODEL_KINDS)
    problems: list[Problem] = []
    for position, kind in enumerate(added):
        told = [*_refusals_of_kind(kind), *refusals_of_code(kind.code, found)]
        problems += [each.under(position) for each in told]
        found.setdefault(kind.code, kind)
    if problems:
        raise InputError(problems)
    return found


def refusals_of_code(code: str, taken: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the code of an added kind, beside those that are there already."""
    if not identifiers.fits(identifiers.CODE, code):
        yield Problem("kind.code", ("code",))
    elif code in taken:
        yield Problem("kind.twice", ("code",), {"code": code})


def _refusals_of_kind(kind: ModelKind) -> Iterator[Problem]:
    if kind.document is None or not identifiers.is_document(kind.document):
        yield Problem("kind.without-document", ("document",), {"label": kind.label})
    if kind.valid_from is not None and kind.valid_to is not None and kind.valid_from > kind.valid_to:
        facts = {"label": kind.label, "first": kind.valid_from, "last": kind.valid_to}
        yield Problem("kind.reversed", ("valid_to",), facts)
