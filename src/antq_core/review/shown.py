"""How the numbers of a review are written for readers, and what is derived from them.

Everything here is derived from numbers that are shown: nothing looks behind one that is withheld.
"""

from collections.abc import Iterable, Mapping

import attrs

from antq_core.messages.catalogue import say, text
from antq_core.messages.text import Locale, Text
from antq_core.review.results import Count, FigureResult, Review, TableState

WITHHELD = "•"
NOTHING = "–"
NO_FIGURE = "…"
AT_LEAST, AT_MOST, ABOUT = "≥", "≤", "≈"
_FURTHER = "+n"
_MINUS = "\N{MINUS SIGN}"

LEGEND: Mapping[str, str] = {
    WITHHELD: "review.legend-withheld",
    AT_LEAST: "review.legend-at-least",
    _FURTHER: "review.legend-unclear",
    NOTHING: "review.legend-nothing",
    NO_FIGURE: "review.legend-no-figure",
    AT_MOST: "review.legend-at-most",
    ABOUT: "review.legend-about",
}
"""What each sign means."""


@attrs.frozen
class Share:
    """A part of a whole, as two whole numbers."""

    part: int
    whole: int

    @property
    def tenths(self) -> int:
        """Tenths of a percent, rounded half up.

        >>> Share(1, 3).tenths, Share(1, 16).tenths
        (333, 63)
        """
        return (2000 * self.part + self.whole) // (2 * self.whole)


def share(result: FigureResult) -> Share | None:
    """The share that a figure is of its whole; None where one is not known or withheld, or the whole is 0."""
    if result.whole is None or not result.whole.surely or result.total.surely is None:
        return None
    return Share(result.total.surely, result.whole.surely)


def as_published(review: Review) -> Review:
    """The review without what would tell of a number that it withholds.

    Of a withheld number it is not said how many more are unclear, and of a withheld figure there are no
    breakdowns: which lines they have would tell which groups there are.
    """
    return attrs.evolve(
        review,
        sections=tuple(
            attrs.evolve(section, figures=tuple(map(_figure, section.figures))) for section in review.sections
        ),
        tables=tuple(
            attrs.evolve(each, rows=_rows(review, each), undated=_hidden(each.undated))
            for each in review.tables
        ),
        lacks=tuple(
            attrs.evolve(each, count=_hidden(each.count), among=_hidden(each.among)) for each in review.lacks
        ),
    )


def _rows(review: Review, state: TableState) -> int | None:
    totals = [
        count
        for each in review.figures
        if each.figure.table == state.table
        for count in (each.total, each.before)
    ]
    return None if any(each is not None and each.withheld for each in totals) else state.rows


def _figure(result: FigureResult) -> FigureResult:
    lines = () if result.total.withheld else result.breakdowns
    breakdowns = tuple(
        attrs.evolve(each, lines=tuple(attrs.evolve(line, count=_hidden(line.count)) for line in each.lines))
        for each in lines
    )
    return attrs.evolve(
        result,
        total=_hidden(result.total),
        before=None if result.before is None else _hidden(result.before),
        whole=None if result.whole is None else _hidden(result.whole),
        breakdowns=breakdowns,
    )


def _hidden(count: Count) -> Count:
    return Count(None, None) if count.withheld else count


def grouped(number: int, locale: Locale) -> str:
    """A number with its thousands apart.

    >>> grouped(13012, "vi"), grouped(13012, "en")
    ('13.012', '13,012')
    """
    digits = f"{abs(number):,}"
    if locale == "vi":
        digits = digits.replace(",", ".")
    return f"{_MINUS}{digits}" if number < 0 else digits


def number_of(count: Count, locale: Locale, *, is_open: bool = False) -> str:
    """What is surely there: ``≥ 13.012`` where there may be more that nobody has recorded."""
    if count.surely is None:
        return WITHHELD
    number = grouped(count.surely, locale)
    return f"{AT_LEAST} {number}" if is_open else number


def in_line(count: Count) -> Count:
    """A number as a breakdown shows it: that some are unclear and withheld is said once, at the figure."""
    return attrs.evolve(count, unclear=0) if count.unclear is None else count


def unclear_of(count: Count, locale: Locale) -> str:
    """What is unclear beside it: ``+20 chưa rõ``; empty where nothing is."""
    if count.surely is None or count.unclear == 0:
        return ""
    number = WITHHELD if count.unclear is None else grouped(count.unclear, locale)
    return say("review.unclear", locale, number=number)


def percent(tenths: int, locale: Locale) -> str:
    """Tenths of a percent as people write them.

    >>> percent(542, "vi"), percent(542, "en")
    ('54,2%', '54.2%')
    """
    mark = "," if locale == "vi" else "."
    return f"{grouped(tenths // 10, locale)}{mark}{tenths % 10}%"


def share_of(result: FigureResult, locale: Locale) -> str:
    """The share of a figure, led by ``≈`` where not all of it is recorded; empty where there is none."""
    found = share(result)
    if found is None or result.whole is None:
        return ""
    shown = percent(found.tenths, locale)
    firm = not result.open and result.total.unclear == 0 and result.whole.unclear == 0
    return shown if firm else f"{ABOUT} {shown}"


def change_of(result: FigureResult, locale: Locale) -> str:
    """The change since the period before, and on which side the true one may lie; empty where not known."""
    change = result.change
    if change is None or result.before is None:
        return ""
    sign = "+" if change > 0 else ""
    shown = f"{sign}{grouped(change, locale)}"
    now_may_grow = result.open or result.total.unclear != 0
    before_may_grow = result.open_before or result.before.unclear != 0
    match now_may_grow, before_may_grow:
        case False, False:
            return shown
        case True, False:
            return f"{AT_LEAST} {shown}"
        case False, True:
            return f"{AT_MOST} {shown}"
    return f"{ABOUT} {shown}"


def legend(shown: Iterable[str], at_least: int | None, locale: Locale) -> tuple[tuple[str, Text], ...]:
    """The signs that stand somewhere in what is shown, with what each means."""
    everything = "".join(shown)
    unclear = say("review.unclear", locale, number="").strip("+ ")
    present = (sign for sign in LEGEND if (unclear if sign == _FURTHER else sign) in everything)
    codes = LEGEND if at_least is not None else {**LEGEND, WITHHELD: "review.legend-untold"}
    return tuple((sign, text(codes[sign], at_least=at_least)) for sign in present)
