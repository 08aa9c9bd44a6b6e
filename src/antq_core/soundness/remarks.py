"""Remarks on a standard: what was found in it, at which place, and whether it must be corrected."""

import enum
from collections.abc import Mapping

import attrs

from antq_core.errors import Problem


class RemarkCode(enum.StrEnum):
    """What can be remarked on. The codes are stable and under semantic versioning."""

    UNCITED_POINTS = "soundness.uncited-points"
    UNCITED_LIMIT = "soundness.uncited-limit"
    UNCITED_RESCALING = "soundness.uncited-rescaling"
    UNCITED_THRESHOLD = "soundness.uncited-threshold"
    UNCITED_CEILING = "soundness.uncited-ceiling"
    UNCITED_QUOTA = "soundness.uncited-quota"
    UNCITED_SCOPE = "soundness.uncited-scope"
    UNCITED_DERIVATION = "soundness.uncited-derivation"
    UNCITED_RANGE = "soundness.uncited-range"
    UNUSED_FACT = "soundness.unused-fact"
    UNUSED_READING = "soundness.unused-reading"
    AGAINST_DIRECTION = "soundness.against-direction"
    UNREACHABLE_STEP = "soundness.unreachable-step"
    LESS_THAN_A_POINT = "soundness.less-than-a-point"
    ODD_TOTAL = "soundness.odd-total"
    UNKNOWN_THRESHOLD = "soundness.unknown-threshold"
    TRANSCRIBED_POINTS = "soundness.transcribed-points"
    TRANSCRIBED_CRITERIA = "soundness.transcribed-criteria"
    OPEN_READING = "soundness.open-reading"

    @property
    def is_fault(self) -> bool:
        """Whether it must be corrected before anybody may rely on the standard."""
        return self.value.startswith("soundness.uncited-")


@attrs.frozen
class Remark:
    """One thing that was found, at a place in the standard; `problem` says it in words."""

    code: RemarkCode
    path: tuple[str | int, ...] = ()
    facts: Mapping[str, object] = attrs.field(factory=dict)

    @property
    def is_fault(self) -> bool:
        """Whether it must be corrected."""
        return self.code.is_fault

    @property
    def problem(self) -> Problem:
        """The same as a problem of the catalogue, with its sentence, its place and its page."""
        return Problem(self.code.value, self.path, self.facts)
