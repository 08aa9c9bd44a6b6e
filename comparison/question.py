"""The two questions, the inputs they are asked on, and what an engine can answer."""

import enum
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

ENOUGH = 50
"""The least score that passes."""


class Answer(enum.StrEnum):
    """What came back for one input. ERROR is a refusal to answer: an exception, or an error as the result."""

    PASS = "PASS"  # noqa: S105 it is a verdict, no password
    FAIL = "FAIL"
    UNDECIDED = "UNDECIDED"
    ERROR = "ERROR"
    ROW_LOST = "ROW LOST"


WORST_FIRST = (Answer.PASS, Answer.ROW_LOST, Answer.FAIL, Answer.ERROR, Answer.UNDECIDED)
"""From what recognises a unit on no evidence to what says that it cannot be decided."""

Data = Mapping[str, Any]
Answers = Callable[[Sequence[Data]], list[Answer]]


class Case(NamedTuple):
    """One input and its right answer. `frames_only` is for a value that JSON does not have."""

    name: str
    data: Data
    right: Answer
    frames_only: bool = False


class Question(NamedTuple):
    """A rule in words, and the inputs it is asked on; the first two are controls with full evidence."""

    title: str
    rule: str
    cases: tuple[Case, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Which inputs lack the evidence that would decide them, of those that every engine can be asked."""
        return tuple(
            place
            for place, case in enumerate(self.cases)
            if case.right is Answer.UNDECIDED and not case.frames_only
        )


VETO = Question(
    title="The veto's evidence is missing",
    rule="The score is at least 50, **and** nobody died: `deaths > 0` forbids, whatever the score.",
    cases=(
        Case("no death", {"score": 100, "deaths": 0}, Answer.PASS),
        Case("one death", {"score": 100, "deaths": 1}, Answer.FAIL),
        Case("key absent", {"score": 100}, Answer.UNDECIDED),
        Case("null", {"score": 100, "deaths": None}, Answer.UNDECIDED),
        Case("NaN", {"score": 100, "deaths": math.nan}, Answer.UNDECIDED, frames_only=True),
        Case("key absent, score 40", {"score": 40}, Answer.FAIL),
    ),
)

SERIOUS: Sequence[Data] = ({"serious": True},)


def _list(incidents: Sequence[Data], *, complete: bool) -> Data:
    return {"score": 100, "incidents": incidents, "complete": complete}


EVENTS = Question(
    title="The list of incidents may not be complete",
    rule="The score is at least 50, **and** the list of incidents holds no serious one.",
    cases=(
        Case("none, complete", _list((), complete=True), Answer.PASS),
        Case("one, complete", _list(SERIOUS, complete=True), Answer.FAIL),
        Case("one, not known complete", _list(SERIOUS, complete=False), Answer.FAIL),
        Case("none, not known complete", _list((), complete=False), Answer.UNDECIDED),
    ),
)


class Sort(enum.StrEnum):
    """How much a form asks of whoever writes the rule."""

    PLAIN = "plain"
    SETTING = "setting"
    BY_HAND = "by hand"


class Form(NamedTuple):
    """One way to write a rule for an engine, and the sentence that says where that way is documented."""

    question: Question
    sort: Sort
    words: str
    documented: str
    answers: Answers
    takes_frames: bool = False


def one_by_one(decide: Callable[[dict[str, Any]], object]) -> Answers:
    """Asks an engine that takes one input at a time; whatever it raises is its answer ERROR."""

    def answers(inputs: Sequence[Data]) -> list[Answer]:
        found = []
        for data in inputs:
            try:
                result = decide(dict(data))
            except Exception:
                found.append(Answer.ERROR)
            else:
                found.append(said(result))
        return found

    return answers


def said(result: object) -> Answer:
    """The answer that a truth or a word stands for. Raises `ValueError` for anything else."""
    if isinstance(result, bool):
        return Answer.PASS if result else Answer.FAIL
    return Answer(str(result))
