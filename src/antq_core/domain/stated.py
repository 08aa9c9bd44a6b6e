"""What can be stated of a fact: a value, an interval, or nothing."""

import datetime
import enum
from typing import Final

from antq_core.possible import Interval


class Unknown(enum.Enum):
    """The one value that says: nobody has stated this. It is the default of every fact and field."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN is neither true nor false; compare with `is UNKNOWN`")


UNKNOWN: Final = Unknown.UNKNOWN

Known = bool | int | Interval | datetime.date | str
Stated = Known | Unknown
