"""Rewrites the tables of errors.md from the catalogue of messages: ``python docs/message_codes.py``."""

import itertools
import re
from pathlib import Path

from antq_core.messages.catalogue import sentences

PAGE = Path(__file__).with_name("errors.md")
SECTION = re.compile(r"(<!-- table: message-codes -->\n).*(<!-- end -->)", re.DOTALL)


def rewritten(page: str) -> str:
    """The page with the tables between its markers made anew."""
    return SECTION.sub(lambda found: f"{found[1]}\n{tables()}\n{found[2]}", page)


def tables() -> str:
    """A heading and a table for each section of the catalogue; every code can be linked to."""
    vietnamese = sentences("vi")
    by_section = itertools.groupby(sentences("en").items(), key=lambda each: each[0].partition(".")[0])
    made = []
    for section, rows in by_section:
        lines = [f"### `{section}`", "", "| code | tiếng Việt | English |", "| --- | --- | --- |"]
        lines += [
            f'| <a id="{code}"></a>`{code}` | {_shown(vietnamese[code])} | {_shown(sentence)} |'
            for code, sentence in rows
        ]
        made.append("".join(f"{line}\n" for line in lines))
    return "\n".join(made)


def _shown(sentence: str) -> str:
    """A sentence as people read it, its placeholders in braces."""
    plain = sentence.replace("{{", "{").replace("}}", "}")
    return re.sub(r"([\\|<>*~])", r"\\\1", plain)


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
