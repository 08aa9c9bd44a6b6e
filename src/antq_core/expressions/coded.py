"""Rules that a plugin writes as a function, where the language of conditions does not reach.

Such a rule declares what it reads and sees nothing else. It is named as coded wherever it is shown, and
it is no part of any proof.
"""

import hashlib
import inspect
import textwrap
from collections.abc import Callable, Iterable
from typing import Any, overload

import attrs

from antq_core.errors import Problem, StandardError
from antq_core.expressions.tree import Coded
from antq_core.expressions.writing import Expression, HasRecords, NumberExpression, TruthExpression
from antq_core.messages.text import Text
from antq_core.possible import Interval

Rule = Callable[[Any], Any]
"""What a plugin writes: it is handed a view of what it declared, and returns a truth or points."""


@attrs.frozen(kw_only=True, cache_hash=True)
class CodedRule(Coded):
    """A coded rule together with its function."""

    rule: Rule


@overload
def coded(
    rule: Callable[[Any], bool],
    *,
    distribution: str,
    version: str,
    text: Text,
    reads: Iterable[Expression] = ...,
    records: Iterable[type[HasRecords]] = ...,
    gives: None = ...,
) -> TruthExpression: ...
@overload
def coded(
    rule: Callable[[Any], int],
    *,
    distribution: str,
    version: str,
    text: Text,
    reads: Iterable[Expression] = ...,
    records: Iterable[type[HasRecords]] = ...,
    gives: tuple[int, int],
) -> NumberExpression: ...


def coded(
    rule: Rule,
    *,
    distribution: str,
    version: str,
    text: Text,
    reads: Iterable[Expression] = (),
    records: Iterable[type[HasRecords]] = (),
    gives: tuple[int, int] | None = None,
) -> TruthExpression | NumberExpression:
    """A condition that a function decides, or with `gives` points from the first to the second hundredth.

    The function is handed a view: `view.fact(name)`, `view.last_year(name)`, `view.records(name)` (those
    of the window and the place, each with its fields as attributes) and `view.window`. It reads what is
    in `reads` and `records`, and nothing else. When it reads what is not known, the answer is unknown
    whatever it returns; when it raises, or returns something else than it promised, it counts as unknown too.

    Raises `StandardError` when the source of the function cannot be read, so that nobody could tell later
    by what a result was reached.
    """
    facts: dict[str, Any] = {
        "distribution": distribution,
        "name": getattr(rule, "__qualname__", ""),
        "version": version,
        "source_digest": _digest(rule),
        "text": text,
        "reads": tuple(each.node for each in reads),
        "records": tuple(each.list_name() for each in records),
        "rule": rule,
    }
    if gives is None:
        return TruthExpression(CodedRule(**facts))
    return NumberExpression(CodedRule(gives=Interval(*gives), **facts))


def _digest(rule: Rule) -> str:
    try:
        source = textwrap.dedent(inspect.getsource(rule))
    except (OSError, TypeError):
        name = getattr(rule, "__qualname__", repr(rule))
        raise StandardError([Problem("writing.no-source", (), {"name": name})]) from None
    return hashlib.sha256(source.encode("utf-8")).hexdigest()
