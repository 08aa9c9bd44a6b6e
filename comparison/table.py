"""The page of results. It holds no date and no path, so that a second run writes the same bytes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from question import EVENTS, VETO, WORST_FIRST, Answer, Case, Form, Question, Sort

HEAD = """\
# What rule engines answer when evidence is missing

`make compare` writes this page; [README.md](README.md) says how it is made and what it does not show.

- **PASS** in bold: the unit is recognised on evidence that nobody has. This is the danger.
- ROW LOST: the row is neither among those that pass nor among those that fail.
- FAIL: safe for the award, but says of the unit what nobody knows.
- ERROR: the engine refuses to answer, by an exception or an error as its result.
- UNDECIDED: right.
"""

OURS = "antq-core"


class Asked(NamedTuple):
    """A form of an engine, with what it answered; None where the input was not asked."""

    engine: str
    form: Form
    answers: tuple[Answer | None, ...]

    @property
    def on_missing(self) -> list[Answer]:
        """What it answered where evidence is missing."""
        answers = (self.answers[place] for place in self.form.question.missing)
        return [answer for answer in answers if answer is not None]

    @property
    def worst(self) -> Answer:
        """The most dangerous of these answers."""
        return min(self.on_missing, key=WORST_FIRST.index)


class Engine(NamedTuple):
    """An engine by the name under which it is installed; `problem` says why it could not be asked."""

    name: str
    version: str
    problem: str = ""


def page(engines: Sequence[Engine], asked: Sequence[Asked], missing: Iterable[tuple[Case, str]]) -> str:
    """The whole page."""
    blocks = [HEAD, "\n".join(_versions(engines))]
    numbered: list[Asked] = []
    for question in (VETO, EVENTS):
        chosen = [each for each in asked if each.form.question is question]
        blocks.append(f"## {question.title}\n\n{question.rule}")
        blocks.append("\n".join(_table(question, chosen, len(numbered), engines)))
        blocks.append("\n".join(_counts(chosen)))
        numbered += chosen
    blocks.append("\n".join(_missing(missing)))
    blocks.append("\n".join(_documented(numbered)))
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _versions(engines: Sequence[Engine]) -> Iterator[str]:
    loaded = [f"{engine.name} {engine.version}" for engine in engines if not engine.problem]
    yield f"Asked: {', '.join(loaded)}."
    for engine in engines:
        if engine.problem:
            yield f"\n**Not asked: {engine.name}** ({engine.problem})."


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _table(
    question: Question, chosen: Sequence[Asked], numbered: int, engines: Sequence[Engine]
) -> Iterator[str]:
    heads = ["no.", "engine", "form", "sort", *(case.name for case in question.cases)]
    yield _row(heads)
    yield _row(["---"] * len(heads))
    yield _row(["", "*right answer*", "", "", *(f"*{case.right}*" for case in question.cases)])
    for number, each in enumerate(chosen, start=numbered + 1):
        yield _row([number, each.engine, each.form.words, each.form.sort, *_cells(each)])
    for engine in engines:
        if engine.problem:
            yield _row(["–", engine.name, engine.problem, "–", *("–" for _ in question.cases)])


def _cells(each: Asked) -> Iterator[str]:
    for place, answer in enumerate(each.answers):
        if answer is None:
            yield "–"
        elif answer is Answer.PASS and each.form.question.cases[place].right is Answer.UNDECIDED:
            yield f"**{answer}**"
        else:
            yield str(answer)


def _counts(chosen: Sequence[Asked]) -> Iterator[str]:
    """How many forms of the others give which answer, each form by its worst answer."""
    others = [each for each in chosen if each.engine != OURS]
    passing = sum(each.worst is Answer.PASS for each in others)
    yield f"**Beside {OURS}, {passing} of {len(others)} forms say PASS on missing evidence.**"
    yield "Each form counts once, by its worst answer where a key is absent, null, or a list not known"
    yield "to be complete:\n"
    yield _row(["sort", "forms", *WORST_FIRST])
    yield _row(["---"] * (2 + len(WORST_FIRST)))
    for sort in Sort:
        found = Counter(each.worst for each in others if each.form.sort is sort)
        yield _row([sort, found.total(), *(found[answer] for answer in WORST_FIRST)])
    plain = [each for each in others if each.form.sort is Sort.PLAIN]
    names = list(dict.fromkeys(each.engine for each in others))
    yield f"\n- Say PASS in some form: {_saying(Answer.PASS, others, names)}."
    yield f"- Say PASS in a plain form: {_saying(Answer.PASS, plain, names)}."
    yield f"- Say UNDECIDED in a plain form: {_saying(Answer.UNDECIDED, plain, names)}."


def _saying(answer: Answer, asked: Iterable[Asked], names: Sequence[str]) -> str:
    saying = {each.engine for each in asked if each.worst is answer}
    listed = ", ".join(name for name in names if name in saying)
    return f"{len(saying)} of {len(names)} engines" + (f" ({listed})" if listed else "")


def _missing(missing: Iterable[tuple[Case, str]]) -> Iterator[str]:
    yield f"## What {OURS} says is missing\n"
    yield _row(["input", "what is missing"])
    yield _row(["---", "---"])
    for case, words in missing:
        yield _row([case.name, words])


def _documented(numbered: Sequence[Asked]) -> Iterator[str]:
    yield "## Where each form is documented\n"
    places: dict[tuple[str, str], list[str]] = {}
    for number, each in enumerate(numbered, start=1):
        places.setdefault((each.engine, each.form.documented), []).append(str(number))
    for (engine, documented), numbers in places.items():
        yield f"- {', '.join(numbers)} ({engine}): {documented}"
