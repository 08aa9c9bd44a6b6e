"""Which records are a province's: its own, and those of the provinces that have become part of it.

A code alone does not say it: 15 was Yên Bái until 30 June 2025 and is Lào Cai since. A code and a day do,
and a record without a day is a province's only where its code could not have meant another.
"""

import datetime
from collections.abc import Mapping

import attrs
import polars as pl

from antq_core.domain.provinces import REORGANISED_ON, Province, meanings, predecessors, province
from antq_core.domain.windows import Window
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text

_LAST_DAY_BEFORE = REORGANISED_ON - datetime.timedelta(days=1)


@attrs.frozen(kw_only=True)
class Territory:
    """A province on a day, by the codes that its records carry before and after 1 July 2025."""

    province: Province
    before: frozenset[str]
    after: frozenset[str]

    @classmethod
    def of(cls, code: str, on: datetime.date) -> "Territory":
        """The territory that a code means on a day. Raises `ProvinceError` when it means none."""
        found = province(code, on)
        had = frozenset(each.code for each in predecessors(found))
        lasts = found.valid_to is None
        return cls(province=found, before=had, after=frozenset({found.code}) if lasts else frozenset())

    @property
    def parts(self) -> tuple[Province, ...]:
        """The provinces whose records are counted, the earlier ones first."""
        return tuple(dict.fromkeys((*predecessors(self.province), self.province)))

    def parts_in(self, period: Window) -> tuple[Province, ...]:
        """Those of the provinces that there were on some day of a period."""
        return tuple(
            each
            for each in self.parts
            if (each.valid_to is None or period.first <= each.valid_to)
            and (each.valid_from is None or each.valid_from <= period.last)
        )

    def has(self, code: str, day: str | None) -> pl.Expr:
        """Whether a record is of this territory; null where its code and day leave that open."""
        codes = pl.col(code)
        undated = codes.replace_strict(self._undated(), default=False, return_dtype=pl.Boolean)
        if day is None:
            return undated
        on = pl.col(day)
        dated = pl.when(on < REORGANISED_ON).then(codes.is_in(self.before)).otherwise(codes.is_in(self.after))
        return pl.when(on.is_null()).then(undated).otherwise(dated)

    def _undated(self) -> Mapping[str, bool | None]:
        """Each code of ours without a day: true where all that it has meant is ours, else null."""
        ours = {}
        for code in self.before | self.after:
            meant = meanings(code)
            ours[code] = True if all(each in self.parts for each in meant) else None
        return ours

    def names(self, code: str, day: str | None) -> pl.Expr:
        """The name of the province of each record as it was on the record's day; null where that is open."""
        codes = pl.col(code)
        old, new = (
            codes.replace_strict(self._names(before=before), default=None, return_dtype=pl.String)
            for before in (True, False)
        )
        undated = pl.when((old == new) | new.is_null()).then(old)
        if day is None:
            return undated
        on = pl.col(day)
        return pl.when(on.is_null()).then(undated).when(on < REORGANISED_ON).then(old).otherwise(new)

    def _names(self, *, before: bool) -> dict[str, str]:
        day = _LAST_DAY_BEFORE if before else REORGANISED_ON
        codes = self.before if before else self.after
        return {code: self.label(province(code, day)).vi for code in sorted(codes)}

    def label(self, each: Province) -> Text:
        """The name of a part; with its last day where another of our parts has the same name."""
        if each.valid_to is None or [part.name for part in self.parts].count(each.name) == 1:
            return Text(vi=each.name, en=each.name)
        return text("review.province-until", name=each.name, day=each.valid_to)
