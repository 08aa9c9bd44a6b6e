"""Replaying: the same question asked again of a dossier, and the answer held against a receipt.

What is decided again is decided by the standards and the code that are at hand now. Other code that comes to
the same is told and is no difference; another dossier, standard or result is one.
"""

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import attrs

from antq_core.assessment import assess_together
from antq_core.domain.dossiers import Dossier
from antq_core.domain.units import NationalKind
from antq_core.errors import Problem
from antq_core.receipts.receipt import Receipt, ReceiptError, SealedCode, SealedScore, receipt_of
from antq_core.standards.registry import Registry

T = TypeVar("T")


class Aspect(enum.StrEnum):
    """What is compared. What was decided, and from what, counts; the code that did it is told."""

    VERDICT = "verdict"
    SCORES = "scores"
    DECIDED_ON = "decided_on"
    DOSSIER = "dossier"
    INPUT = "input"
    STANDARD = "standard"
    READINGS = "readings"
    ASSUMPTIONS = "assumptions"
    UNHEARD = "unheard"
    REASONS = "reasons"
    PLUGIN = "plugin"
    ENGINE = "engine"


TOLD = (Aspect.REASONS, Aspect.PLUGIN, Aspect.ENGINE)
"""What may differ where the same is decided from the same: other code, and its words."""


@attrs.frozen
class Point:
    """One point of the comparison.

    `name` is that of the standard or plugin. An empty text on one side says that it is not there.
    """

    aspect: Aspect
    name: str
    sealed: str
    again: str

    @property
    def is_same(self) -> bool:
        """Whether both sides say the same."""
        return self.sealed == self.again

    @property
    def counts(self) -> bool:
        """Whether a difference here means that something else was decided, or from something else."""
        return self.aspect not in TOLD


@attrs.frozen
class Replay:
    """A receipt, and the one that the same question gives now."""

    sealed: Receipt
    again: Receipt

    @property
    def points(self) -> tuple[Point, ...]:
        """Everything that was compared, the result first."""
        return tuple(_points(self.sealed, self.again))

    @property
    def differing(self) -> tuple[Point, ...]:
        """The points that differ, those of code among them."""
        return tuple(each for each in self.points if not each.is_same)

    @property
    def agrees(self) -> bool:
        """Whether the same is decided from the same."""
        return not any(each.counts for each in self.differing)

    @property
    def lies_below(self) -> bool:
        """Whether the input differs although all that the unit itself brings is the same.

        Then it lies with what it was told of others: the units of a commune, or another scheme.
        """
        counting = {each.aspect for each in self.differing if each.counts}
        return Aspect.INPUT in counting and counting.isdisjoint(_OF_THE_UNIT)

    @property
    def lies_in_assumptions(self) -> bool:
        """Whether nothing but the assumptions differs, as where the same standards came from elsewhere."""
        return {each.aspect for each in self.differing if each.counts} == {Aspect.ASSUMPTIONS}


def replay(receipt: Receipt, dossiers: Iterable[Dossier], registry: Registry) -> Replay:
    """Decide again what a receipt says was decided, by the standards at hand.

    `dossiers` hold that of the unit and, for a commune, those of its units; others are left out.

    Raises:
        ReceiptError: the unit has no dossier for the year among them, or more than one.
        AntqError: what `assess_together` raises for a dossier that cannot be assessed.
    """
    listed = list(dossiers)
    own = only(receipt, listed, lambda each: (each.unit.id, each.unit.province, each.year))
    stack = registry.select(own.unit, own.year, own.decision_date or receipt.asked_on, scheme=receipt.scheme)
    needed = [own]
    if stack.counts_as(own.unit.kind) == NationalKind.COMMUNE:
        needed += [each for each in listed if each is not own and _territory(each) == _territory(own)]
    known = set(_reading_names(needed, receipt, registry))
    found = assess_together(
        needed,
        registry,
        readings={name: option for name, option in receipt.asked_readings.items() if name in known},
        basis=receipt.basis,
        as_of=receipt.asked_on,
        scheme=receipt.scheme,
    )
    again = receipt_of(
        found[0],
        own,
        stack,
        readings=receipt.asked_readings,
        as_of=receipt.asked_on,
        certificate=receipt.certificate,
    )
    return Replay(receipt, again)


def only(receipt: Receipt, candidates: Iterable[T], of: Callable[[T], tuple[str, str, int]]) -> T:
    """The one of some candidates that is of the unit and year of a receipt.

    `of` gives unit, province and year of a candidate. Raises `ReceiptError` for none, and for several.
    """
    asked = (receipt.unit, receipt.province, receipt.year)
    found = [each for each in candidates if of(each) == asked]
    if len(found) == 1:
        return found[0]
    facts = {"unit": receipt.unit, "province": receipt.province, "year": receipt.year}
    code = "receipt.unit-several-times" if found else "receipt.unit-absent"
    raise ReceiptError([Problem(code, (), facts)])


_OF_THE_UNIT = {
    Aspect.DOSSIER,
    Aspect.STANDARD,
    Aspect.READINGS,
    Aspect.DECIDED_ON,
    Aspect.ASSUMPTIONS,
    Aspect.UNHEARD,
}


def _territory(dossier: Dossier) -> tuple[str, str, int]:
    return (dossier.unit.province, dossier.unit.commune, dossier.year)


def _reading_names(dossiers: Iterable[Dossier], receipt: Receipt, registry: Registry) -> Iterator[str]:
    """The readings that the standards at hand have; one that they no longer have shows in the comparison."""
    for each in dossiers:
        day = each.decision_date or receipt.asked_on
        stack = registry.select(each.unit, each.year, day, scheme=receipt.scheme)
        for asked in (stack, *stack.reads):
            yield from (reading.name for reading in asked.readings)


def _points(sealed: Receipt, again: Receipt) -> Iterator[Point]:
    pairs: list[tuple[Aspect, Callable[[Receipt], str]]] = [
        (Aspect.VERDICT, lambda each: ", ".join(each.possible.words)),
        (Aspect.DECIDED_ON, lambda each: each.decided_on.isoformat()),
        (Aspect.DOSSIER, lambda each: each.dossier_digest),
        (Aspect.INPUT, lambda each: each.input_digest),
        (
            Aspect.READINGS,
            lambda each: ", ".join(f"{one.name}={one.option or '?'}" for one in each.readings),
        ),
        (Aspect.ASSUMPTIONS, lambda each: ", ".join(each.assumptions)),
        (Aspect.UNHEARD, lambda each: ", ".join(each.unheard)),
        (Aspect.REASONS, lambda each: each.assessment_digest),
        (Aspect.ENGINE, lambda each: _code(each.engine)),
    ]
    points = [Point(aspect, "", told(sealed), told(again)) for aspect, told in pairs]
    points += _named(
        Aspect.SCORES,
        {each.standard: _score(each) for each in sealed.scores},
        {each.standard: _score(each) for each in again.scores},
    )
    points += _named(
        Aspect.STANDARD,
        {each.id: each.digest for each in sealed.standards},
        {each.id: each.digest for each in again.standards},
    )
    points += _named(
        Aspect.PLUGIN,
        {each.distribution: _code(each) for each in sealed.plugins},
        {each.distribution: _code(each) for each in again.plugins},
    )
    order = list(Aspect)
    yield from sorted(points, key=lambda each: order.index(each.aspect))


def _named(aspect: Aspect, sealed: dict[str, str], again: dict[str, str]) -> Iterator[Point]:
    for name in sorted({*sealed, *again}):
        yield Point(aspect, name, sealed.get(name, ""), again.get(name, ""))


def _code(code: SealedCode) -> str:
    return f"{code.version} {code.digest or '–'}"


def _score(score: SealedScore) -> str:
    grades = f" {score.lowest}–{score.highest}" if score.lowest is not None else ""
    return f"{score.total.lo}–{score.total.hi}/{score.most}{grades}"
