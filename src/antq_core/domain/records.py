"""Lists of records, and what each list covers.

A list that does not say which days it is complete for is open: there may be more than it shows, and
an empty one is no evidence that nothing happened.
"""

import datetime
import enum
from collections.abc import Iterator

import attrs

from antq_core.domain.declarations import RecordDeclaration
from antq_core.domain.sheets import Record
from antq_core.domain.stated import UNKNOWN
from antq_core.domain.windows import Window
from antq_core.errors import InputError, Problem


class Basis(enum.StrEnum):
    """On whose word an assessment rests: the unit's own (tự khai), or the appraiser's (thẩm định)."""

    CLAIMED = "claimed"
    VERIFIED = "verified"


@attrs.frozen(kw_only=True)
class RecordList:
    """Records of one kind.

    `complete_for` is the window in which nothing is left out, on the word of `attested_by`; None means
    that the list is open. A list on the claimed basis is no evidence on the verified one. Raises
    `InputError` for a list that claims to be complete on nobody's word.
    """

    items: tuple[Record, ...] = ()
    complete_for: Window | None = None
    attested_by: str | None = None
    basis: Basis = Basis.CLAIMED

    def __attrs_post_init__(self) -> None:
        if self.complete_for is not None and not self.attested_by:
            raise InputError([Problem("records.nobody-attests", ("attested_by",))])

    def is_closed(self, window: Window, today: datetime.date) -> bool:
        """Whether nothing in the window can be missing. No list is complete before its window has ended."""
        if self.complete_for is None or today <= window.last:
            return False
        return self.complete_for.covers(window)

    def refusals(self, declaration: RecordDeclaration) -> Iterator[Problem]:
        """What is wrong with the list as a whole; its items were checked when they were made."""
        if len(self.items) > declaration.at_most:
            facts = {"label": declaration.label, "count": len(self.items), "at_most": declaration.at_most}
            yield Problem("records.too-many", (), facts)
        yield from self._repeated(declaration)

    def _repeated(self, declaration: RecordDeclaration) -> Iterator[Problem]:
        if declaration.identified_by is None:
            return
        seen: dict[object, int] = {}
        for position, record in enumerate(self.items):
            name = record.value(declaration.identified_by)
            if name is not UNKNOWN and name in seen:
                facts = {"name": name, "first": seen[name] + 1}
                yield Problem("records.repeated", ("items", position, declaration.identified_by), facts)
            seen.setdefault(name, position)
