"""The life of a model (vòng đời của mô hình), as its events tell it.

A life begins with *new* and ends with *eliminated*; after that another may begin. Between the two a model is
maintained, reviewed and replicated, in any order and as often as it happens. On one day events come in the
order of the stages: new, maintained, reviewed, replicated, eliminated.

Three things make no sense, and are refused of the events whose day is recorded: an event before the first
*new* (`life.before-new`), a *new* while the model is alive (`life.overlaps`), and any event but a *new* right
after *eliminated* (`life.after-elimination`). What is not recorded contradicts nothing: where the model also
has a *new* whose day is not recorded, the first and the last are not told, and where it has such an
*eliminated*, the second is not.

What a life says of a day is what it may have been: an event without a day may lie before it or after.
"""

import datetime
import itertools
from collections.abc import Iterable, Iterator
from typing import Self

import attrs

from antq_core.domain.movement_models import STAGE_LABELS, ModelEntry, ModelStage
from antq_core.domain.stated import UNKNOWN
from antq_core.errors import InputError, Problem
from antq_core.movement.models import ModelEvent, MovementModel, ReviewResult
from antq_core.possible import Truths

Stages = frozenset[ModelStage | None]
"""The stages in which a model may have been on a day; None says that it was not there yet."""

ANYTHING: Stages = frozenset((None, *ModelStage))
ORDER = {stage: place for place, stage in enumerate(ModelStage)}


@attrs.frozen
class ModelLife:
    """A model with its events: those whose day is recorded, in their order, and the others."""

    model: MovementModel
    dated: tuple[ModelEvent, ...]
    undated: tuple[ModelEvent, ...] = ()

    @classmethod
    def of(cls, model: MovementModel, events: Iterable[ModelEvent]) -> Self:
        """The life of a model. Raises `InputError` with every event that does not fit into one.

        The events are those of the model; whether their numbers say so is asked where records are read
        together, because another province's may be led by its code.
        """
        listed = list(events)
        dated = sorted((each for each in listed if each.on is not None), key=_place)
        undated = tuple(each for each in listed if each.on is None)
        problems = [*_refusals(dated, {ModelStage(each.stage) for each in undated})]
        if problems:
            raise InputError([each.under(model.number) for each in problems])
        return cls(model, tuple(dated), undated)

    def stage_on(self, day: datetime.date) -> Stages:
        """The stages in which it may have been on a day: that of the last event on or before the day.

        Before its first *new* a model is not there. Where no *new* is recorded, or no event at all, nothing
        is known before the first event whose day is recorded.
        """
        until = self._until(day)
        may_be = {ModelStage(each.stage) for each in self.undated}
        if until:
            return frozenset({ModelStage(until[-1].stage), *may_be})
        return frozenset({None, *may_be}) if self._begins else ANYTHING

    def alive_on(self, day: datetime.date) -> Truths:
        """Whether it was there and not eliminated; open where that is not recorded."""
        dead = (None, ModelStage.ELIMINATED)
        return _either(stage not in dead for stage in self.stage_on(day))

    def effective_on(self, day: datetime.date) -> Truths:
        """What the last review on or before the day concluded; open without one.

        A review of a former life says nothing of the present one.
        """
        until = self._until(day)
        news = [place for place, each in enumerate(until) if each.stage == ModelStage.NEW]
        lives = [each for each in (*self.dated, *self.undated) if each.stage == ModelStage.NEW]
        if len(lives) > 1 and any(each.on is None for each in lives):
            return Truths.EITHER  # another life may have begun since the review
        reviews = [each for each in until[news[-1] if news else 0 :] if each.stage == ModelStage.REVIEWED]
        last = [each for each in reviews if each.on == reviews[-1].on]
        undated = [each for each in self.undated if each.stage == ModelStage.REVIEWED]
        if not last:
            return Truths.EITHER
        results = [each.result for each in (*last, *undated)]
        if None in results:
            return Truths.EITHER
        return _either(result == ReviewResult.EFFECTIVE for result in results)

    def established_on(self, day: datetime.date) -> datetime.date | None:
        """The day on which the life that it had on a day began; None where that is not recorded."""
        if any(each.stage == ModelStage.NEW for each in self.undated):
            return None
        news = [each.on for each in self._until(day) if each.stage == ModelStage.NEW]
        return news[-1] if news else None

    @property
    def replications(self) -> tuple[ModelEvent, ...]:
        """The replications, in the order of their days, those without a day last; each says to which commune.

        From which model this one was made, `model.replicated_from` says.
        """
        return tuple(each for each in (*self.dated, *self.undated) if each.stage == ModelStage.REPLICATED)

    def entry_on(self, day: datetime.date) -> ModelEntry | None:
        """What a dossier states of the model on a day; None while the model was surely not there yet.

        What is not known of it, the dossier does not state.
        """
        stages, effective = self.stage_on(day), self.effective_on(day)
        if stages == {None}:
            return None
        stage = next(iter(stages)) if len(stages) == 1 else None
        model, established = self.model, self.established_on(day)
        return ModelEntry(
            model=model.number,
            commune=UNKNOWN if model.commune is None else model.commune,
            unit=UNKNOWN if model.unit is None else model.unit,
            stage=UNKNOWN if stage is None else stage,
            established_on=UNKNOWN if established is None else established,
            effective=effective is Truths.TRUE if effective.is_decided else UNKNOWN,
            sites=UNKNOWN if model.sites is None else model.sites,
            teams=UNKNOWN if model.teams is None else model.teams,
        )

    @property
    def _begins(self) -> bool:
        """Whether a *new* is recorded, with a day or without; the first comes before every other event."""
        return any(each.stage == ModelStage.NEW for each in (*self.dated, *self.undated))

    def _until(self, day: datetime.date) -> tuple[ModelEvent, ...]:
        return tuple(each for each in self.dated if each.on is not None and each.on <= day)


def _place(event: ModelEvent) -> tuple[datetime.date, int]:
    return event.on or datetime.date.max, ORDER[ModelStage(event.stage)]


def _refusals(dated: list[ModelEvent], undated: set[ModelStage]) -> Iterator[Problem]:
    """What is wrong with events in their order; `undated` are the stages that have an event without a day."""
    stages = [ModelStage(each.stage) for each in dated]
    if ModelStage.NEW in stages and ModelStage.NEW not in undated:
        for each in dated[: stages.index(ModelStage.NEW)]:
            yield Problem("life.before-new", (), _facts(each))
    begun = ModelStage.NEW in stages[:1]
    for before, each in itertools.pairwise(dated):
        was_eliminated = before.stage == ModelStage.ELIMINATED
        is_new = each.stage == ModelStage.NEW
        if is_new and begun and not was_eliminated and ModelStage.ELIMINATED not in undated:
            yield Problem("life.overlaps", (), _facts(each))
        elif not is_new and was_eliminated and ModelStage.NEW not in undated:
            yield Problem("life.after-elimination", (), _facts(each))
        begun = begun or is_new


def _facts(event: ModelEvent) -> dict[str, object]:
    return {"stage": STAGE_LABELS[ModelStage(event.stage)], "on": event.on}


def _either(truths: Iterable[bool]) -> Truths:
    found = {Truths.of(truth) for truth in truths}
    return next(iter(found)) if len(found) == 1 else Truths.EITHER
