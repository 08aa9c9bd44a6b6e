"""Every link of a page leads somewhere: to a file of the tree, and to a heading of it where it names one."""

import re
from pathlib import Path

LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"((?:`[\w.]+`(?:, )?)+) in \[`[^`]+`\]\((\S+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(text: str) -> set[str]:
    """The names under which the headings of a page are found."""
    headings = HEADING.findall(FENCED.sub("", text))
    named = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return named | set(re.findall(r'<a id="([^"]+)"></a>', text))


def test_every_link_leads_to_a_file_and_a_heading(pages: dict[str, str], root: Path) -> None:
    lost = []
    for page, text in pages.items():
        for target in LINK.findall(FENCED.sub("", text)):
            if "://" in target:
                continue
            path, _, anchor = target.partition("#")
            file = (root / page).parent / path if path else root / page
            if not file.exists():
                lost.append(f"{page}: {target}")
            elif anchor and anchor not in anchors(file.read_text(encoding="utf-8")):
                lost.append(f"{page}: {target}, which has no such heading")
    assert lost == []


def test_no_link_leaves_the_tree(pages: dict[str, str], root: Path) -> None:
    outside = [
        f"{page}: {target}"
        for page, text in pages.items()
        for target in LINK.findall(FENCED.sub("", text))
        if "://" not in target and not (root / page).parent.joinpath(target).resolve().is_relative_to(root)
    ]
    assert outside == []


def test_every_page_is_in_the_table_of_contents(pages: dict[str, str]) -> None:
    listed = set(LINK.findall(pages["docs/index.md"]))
    assert {page.removeprefix("docs/") for page in pages if page.startswith("docs/")} - {"index.md"} <= listed


def test_every_law_has_its_place_in_the_meaning(pages: dict[str, str], root: Path) -> None:
    laws = {path.name for path in (root / "tests/laws").glob("test_*.py")}
    named = {target.rpartition("/")[2] for target in LINK.findall(pages["docs/the-meaning.md"])}
    assert laws - named == set()


def test_every_name_said_to_be_in_a_file_is_there(pages: dict[str, str], root: Path) -> None:
    found = [
        (page, name, target)
        for page, text in pages.items()
        for names, target in NAMED.findall(text)
        for name in re.findall(r"[\w.]+", names)
    ]
    assert found
    lost = [
        f"{page}: {name}"
        for page, name, target in found
        for step in name.split(".")
        if not re.search(rf"\b{step}\b", (root / page).parent.joinpath(target).read_text(encoding="utf-8"))
    ]
    assert lost == []
