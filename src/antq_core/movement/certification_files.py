"""The file of one unit and year: its certification, and the decisions that have put it right since.

Nothing in it is ever deleted: every certification stays, with its history, and the last one counts.
"""

from collections.abc import Iterable, Iterator
from typing import Self

import attrs

from antq_core.errors import InputError, Problem
from antq_core.movement.certifications import (
    Certification,
    CertificationState,
    CertificationStep,
    DecisionResult,
    StepTaken,
)
from antq_core.possible import Truths


@attrs.frozen
class CertificationFile:
    """The certifications of one unit and year, each after the one that it corrects."""

    certifications: tuple[Certification, ...]

    @classmethod
    def of(cls, certifications: Iterable[Certification]) -> Self:
        """The file that some certifications make up, whatever their order.

        Raises `InputError` when they are of several units or years, are none, or do not form one line in
        which each but the first corrects the one before and is not decided before it.
        """
        given = list(certifications)
        problems = [*_refusals(given)]
        if problems:
            raise InputError(problems)
        after = {_key(each.corrects, each): each for each in given if each.corrects is not None}
        line = [each for each in given if each.corrects is None]
        while (following := after.get(_key(line[-1].number, line[-1]))) is not None:
            line.append(following)
        return cls(tuple(line))

    @property
    def standing(self) -> Certification:
        """The certification that counts: the one that nothing corrects."""
        return self.certifications[-1]

    @property
    def state(self) -> CertificationState:
        """How far the one that counts has come."""
        return self.standing.state

    @property
    def recognised(self) -> Truths:
        """Whether the unit is recognised for the year; open while no decision with a result is recorded."""
        decision = self.standing.decision
        if decision is None or decision.result is None:
            return Truths.EITHER
        return Truths.of(decision.result == DecisionResult.RECOGNISED)

    @property
    def history(self) -> tuple[StepTaken, ...]:
        """The steps of all certifications, those of the first one first."""
        return tuple(step for each in self.certifications for step in each.history)

    def first(self, step: CertificationStep) -> StepTaken | None:
        """The first time that a step was taken; None where it is not recorded."""
        return next((taken for taken in self.history if taken.step is step), None)


def standing(certifications: Iterable[Certification]) -> Certification:
    """The certification that counts, of all those of one unit and year. Raises as `CertificationFile.of`."""
    return CertificationFile.of(certifications).standing


def _key(number: str, of: Certification) -> str:
    """A number with the code of its province, in which way another province's record may refer to it."""
    return number if ":" in number else f"{of.province}:{number}"


def _refusals(given: list[Certification]) -> Iterator[Problem]:
    if not given:
        yield Problem("certification.none")
        return
    by_key = {_key(each.number, each): each for each in given}
    if len(by_key) < len(given):
        yield Problem("certification.same-number")
        return
    leading = given[0]
    for each in given[1:]:
        # After a merger a unit has another number in another province; whose it is, registers know.
        same_unit = each.unit == leading.unit or each.province != leading.province
        if each.year != leading.year or not same_unit:
            facts = {"number": each.number, "first": leading.number}
            yield Problem("certification.other-file", (), facts)
    corrected: set[str] = set()
    for each in given:
        if each.corrects is None:
            continue
        key = _key(each.corrects, each)
        facts = {"number": each.number, "corrects": each.corrects}
        if key not in by_key:
            yield Problem("certification.corrects-unknown", (), facts)
        elif key in corrected:
            yield Problem("certification.corrected-twice", (), facts)
        elif _is_decided_before(each, by_key[key]):
            yield Problem("certification.corrected-before", (), facts)
        corrected.add(key)
    beginnings = [each.number for each in given if each.corrects is None]
    if len(beginnings) > 1:
        yield Problem("certification.two-beginnings", (), {"numbers": ", ".join(beginnings)})
    elif _goes_round(given):
        yield Problem("certification.correction-cycle", (), {"number": leading.number})


def _is_decided_before(later: Certification, earlier: Certification) -> bool:
    days = [each.decision.on if each.decision is not None else None for each in (later, earlier)]
    return days[0] is not None and days[1] is not None and days[0] < days[1]


def _goes_round(given: list[Certification]) -> bool:
    corrects = {_key(each.number, each): each.corrects and _key(each.corrects, each) for each in given}
    for start in corrects:
        seen: set[str] = set()
        at: str | None = start
        while at in corrects:
            if at in seen:
                return True
            seen.add(at)
            at = corrects[at]
    return False
