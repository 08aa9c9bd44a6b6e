"""What stands in a standard, in words: the values that a difference goes from and to."""

import datetime
from collections.abc import Iterable

from antq_core.domain.citations import Citation
from antq_core.domain.declarations import Declaration, Option
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import Measure
from antq_core.expressions.wording import in_points
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text


def plain(word: object) -> Text:
    """The same in both languages."""
    return Text(vi=str(word), en=str(word))


def yes_or_no(answer: bool) -> Text:
    """A truth."""
    return text("value.yes" if answer else "value.no")


def in_list(parts: Iterable[Text], by: str = ", ") -> Text | None:
    """Some texts one after another; None where there are none."""
    listed = list(parts)
    if not listed:
        return None
    return Text(vi=by.join(each.vi for each in listed), en=by.join(each.en for each in listed))


def citation(cited: Citation | None) -> Text | None:
    """A citation."""
    return None if cited is None else cited.label


def day(date: datetime.date | None) -> Text | None:
    """A day."""
    return None if date is None else text("value.day", day=date)


def day_of_year(given: DayOfYear | None) -> Text | None:
    """A day that comes every year."""
    if given is None:
        return None
    facts = {"day": f"{given.day:02}", "month": f"{given.month:02}"}
    if not given.years_away:
        return text("difference.day-this-year", **facts)
    if given.years_away == -1:
        return text("difference.day-year-before", **facts)
    return text("difference.day-years-away", years=f"{given.years_away:+d}", **facts)


def window(rule: WindowRule | None) -> Text | None:
    """A window."""
    if rule is None:
        return None
    return text("value.range", lo=day_of_year(rule.first), hi=day_of_year(rule.last))


def points(hundredths: int) -> Text:
    """Points as people write them."""
    return text("wording.points", points=in_points(hundredths))


def options(listed: tuple[Option, ...]) -> Text | None:
    """The codes of a choice with their labels."""
    shown = (Text(vi=f"{each.code}: {each.label.vi}", en=f"{each.code}: {each.label.en}") for each in listed)
    return in_list(shown, "; ")


def values(declared: Declaration) -> Text:
    """What a fact or field may be stated as: its type, and its range or options."""
    found = in_list([measure(declared), *filter(None, (span(declared), options(declared.options)))], " ")
    assert found is not None  # the type is always there
    return found


def measure(declared: Declaration) -> Text:
    """The type of a fact or field."""
    return text(f"type.value-{declared.measure.value if declared.measure else 'choice'}")


def span(declared: Declaration) -> Text | None:
    """How far a number can go."""
    if declared.range is None:
        return None
    lo, hi = declared.range.lo, declared.range.hi
    if declared.measure is Measure.POINTS:
        first, last = in_points(lo), in_points(hi)
        return Text(vi=f"{first.vi}–{last.vi}", en=f"{first.en}–{last.en}")
    if declared.measure is Measure.DAY:
        return text("difference.years-around", first=f"{lo:+d}", last=f"{hi:+d}")
    return plain(f"{lo}–{hi}")
