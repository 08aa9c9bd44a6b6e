"""Rewrites the table of codes in provinces.md from the list at hand: ``python docs/province_codes.py``."""

import re
from pathlib import Path

from antq_core.domain.provinces import REORGANISED_ON, Province, predecessors, provinces

PAGE = Path(__file__).with_name("provinces.md")
SECTION = re.compile(r"(<!-- table: codes -->\n).*?(<!-- end -->)", re.DOTALL)


def rewritten(page: str) -> str:
    """The page with the table between its markers made anew."""
    return SECTION.sub(lambda found: f"{found[1]}\n{codes_table()}\n{found[2]}", page)


def codes_table() -> str:
    """Each province by its code, and beside it those of the earlier list of which it was made."""
    head = ["| code | tỉnh, province | made on 2025-07-01 of |", "| --- | --- | --- |"]
    listed = sorted(provinces(REORGANISED_ON), key=lambda each: each.code)
    return "\n".join([*head, *map(_row, listed)]) + "\n"


def _row(now: Province) -> str:
    before = sorted(predecessors(now), key=lambda each: each.code)
    made_of = "the same" if before == [now] else ", ".join(f"`{each.code}` {each.name}" for each in before)
    return f"| `{now.code}` | {now.name} | {made_of} |"


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
