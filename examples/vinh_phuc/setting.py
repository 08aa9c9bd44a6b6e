"""When the made-up register plays, and what all its tables share."""

import datetime
import random
from collections.abc import Sequence
from typing import TypeVar

Day = datetime.date
Cell = str | int | bool | Day | None
Row = dict[str, Cell]
Item = TypeVar("Item")

SEED = 7  # of the directive
PROVINCE = "26"
FIRST, LAST = Day(2014, 8, 15), Day(2019, 6, 30)  # from the day of the directive
CLOSED_ON = Day(2019, 7, 5)  # nothing later is on record
ONE_DAY = datetime.timedelta(days=1)


def chance_of(table: str) -> random.Random:
    """The chance that makes one table; a change to another table leaves it as it is."""
    return random.Random(f"{SEED} {table}")


def day_between(chance: random.Random, first: Day, last: Day) -> Day:
    """A day, no earlier than the first and no later than the last."""
    return Day.fromordinal(chance.randint(first.toordinal(), last.toordinal()))


def days_later(day: Day, days: int) -> Day:
    """The day so many days later."""
    return day + datetime.timedelta(days=days)


def one_of(chance: random.Random, weights: dict[Item, float]) -> Item:
    """One of several, each as likely as it is heavy."""
    return chance.choices(list(weights), list(weights.values()))[0]


def on_record(day: Day) -> Day | None:
    """A day, or nothing where the register was closed before."""
    return day if day <= CLOSED_ON else None


def document(number: int, kind: str) -> str:
    """The number of a document that does not exist: `KCT` (không có thật) is nobody's sign."""
    return f"{number}/{kind}-KCT"


def numbered(letters: str, place: int, digits: int) -> str:
    """The number of a record."""
    return f"{letters}-{place:0{digits}}"


def some(chance: random.Random, items: Sequence[Item], count: int) -> set[Item]:
    """So many of them."""
    return set(chance.sample(items, count))
