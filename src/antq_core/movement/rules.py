"""What must hold between the cells of one row, as data.

A record that is built is held to these rules one by one, and a table of a million all at once; each rule is
said here once, and a test holds the two ways against each other. A rule is silent where a cell it needs is
empty: what is not recorded contradicts nothing.
"""

import attrs


@attrs.frozen(kw_only=True)
class InOrder:
    """The day in `later` is not before that in `earlier`; on the same day the hours are asked too."""

    earlier: str
    later: str
    hours: tuple[str, str] | None = None


@attrs.frozen(kw_only=True)
class Needs:
    """Where `column` has something, `needed` has too."""

    column: str
    needed: str


@attrs.frozen(kw_only=True)
class OnlyWhen:
    """`column` has something only where what is in `when` is one of `among`, or is not recorded."""

    column: str
    when: str
    among: tuple[str | bool, ...]


@attrs.frozen(kw_only=True)
class NoMoreThan:
    """The count in `part` is no more than that in `whole`."""

    part: str
    whole: str


@attrs.frozen(kw_only=True)
class ProvinceOn:
    """The code in `province` means a province on the day in `on`; without a day, on some day."""

    province: str
    on: str | None


Rule = InOrder | Needs | OnlyWhen | NoMoreThan | ProvinceOn
