"""One call that holds a standard to everything that is asked of it, and says what was done and what was not.

What is *proved* holds for every dossier: it was worked out from the standard itself. What is *tested* was
tried on generated dossiers. What is *skipped* nobody looked at, and the reason stands beside it.
"""

import enum
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from antq_core.codec.documents import read_standard, write_standard
from antq_core.errors import AntqError
from antq_core.expressions.tree import Coded
from antq_core.expressions.walking import walk
from antq_core.findings.assessments import Assessment
from antq_core.messages.text import LOCALES
from antq_core.plugin_host import load_registry
from antq_core.soundness.whole import soundness
from antq_core.standards.at_hand import hold_together, kinds_added, refusals_at_hand, unknown_schemes
from antq_core.standards.criteria import Transcription
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Standard
from antq_core.standards.trees import trees_of
from antq_core.testing import laws, score_laws
from antq_core.testing.learning import completions, knowledge

EXAMPLES = 20


class Standing(enum.StrEnum):
    """What became of one check."""

    PROVED = "proved"
    TESTED = "tested"
    SKIPPED = "skipped"
    REMARK = "remark"
    FAILED = "failed"


@attrs.frozen(kw_only=True)
class Check:
    """One thing that was asked of a standard; `told` says what was found, or why nothing was looked for."""

    name: str
    standing: Standing
    told: str

    def __str__(self) -> str:
        """A line of the summary."""
        return f"{self.standing.value:<8} {self.name}: {self.told}"


@attrs.frozen(kw_only=True)
class Summary:
    """All that was asked of a standard. Printed, it is one line for each check and one that counts them."""

    standard: str
    checks: tuple[Check, ...]

    def of(self, standing: Standing) -> tuple[Check, ...]:
        """The checks of which this became."""
        return tuple(check for check in self.checks if check.standing is standing)

    def __str__(self) -> str:
        """The summary as people read it."""
        counted = Counter(check.standing for check in self.checks)
        total = ", ".join(f"{counted[each]} {each.value}" for each in Standing)
        return "\n".join([self.standard, *(f"  {check}" for check in self.checks), f"  {total}"])


def check_standard(
    standard: Standard, at_hand: Iterable[Standard] | None = None, *, examples: int = EXAMPLES
) -> Summary:
    """Hold a standard to everything that is asked of one.

    Args:
        standard: the standard.
        at_hand: what it meets beside itself, as the national standards that a provincial one is put
            upon; those of the installed plugins, when nothing is given.
        examples: how many dossiers are generated for each national standard that lies beneath it.

    Returns:
        What was proved, what was tested, what was skipped and why, and what should be looked at.

    Raises:
        AssertionError: with the whole summary, when anything failed.
    """
    found = [each.standard for each in load_registry().supplied] if at_hand is None else list(at_hand)
    others = [each for each in found if each.id != standard.id]
    stacks, refused = _stacks(standard, others)
    checks = [
        *_proved(standard, others, stands=not any(each.standing is Standing.FAILED for each in refused)),
        *refused,
        *(check for stack in stacks for check in _tested(stack, examples)),
        *_skipped(standard, stacks),
    ]
    summary = Summary(standard=standard.id, checks=tuple(checks))
    if summary.of(Standing.FAILED):
        raise AssertionError(str(summary))
    return summary


# --- worked out from the standard itself ---


def _proved(standard: Standard, others: Sequence[Standard], *, stands: bool) -> Iterator[Check]:
    # A standard that is here could be built: its conditions are well typed, its names declared, and over
    # everything that the facts can be each item stays between its least and its most.
    yield _passed("it can be built", f"criteria {len(standard.criteria)}, items {len(standard.items)}")
    refusals = (*refusals_at_hand(standard, others), *unknown_schemes([standard], others))
    misplaced = [problem.message("en") for problem in refusals]
    if misplaced or stands:  # of one that cannot be put upon another, that is told instead
        yield _check("it fits the standards at hand", misplaced, "none of them is in its way")
    remarks = soundness(standard)
    faults = [remark.problem.message("en") for remark in remarks if remark.is_fault]
    yield _check("every number rests upon a citation", faults, "none is missing")
    document = write_standard(standard)
    is_kept = write_standard(read_standard(document)) == document
    yield _check("it is the same read back from JSON", [] if is_kept else ["it differs"], "nothing is lost")
    for remark in remarks:
        if not remark.is_fault:
            told = remark.problem.message("en")
            yield Check(name="look at this", standing=Standing.REMARK, told=told)


def _check(name: str, failures: Sequence[str], passed: str) -> Check:
    if failures:
        return Check(name=name, standing=Standing.FAILED, told="; ".join(failures))
    return _passed(name, passed)


def _passed(name: str, told: str) -> Check:
    return Check(name=name, standing=Standing.PROVED, told=told)


# --- what it is put upon ---


def _stacks(standard: Standard, others: Sequence[Standard]) -> tuple[list[Stack], list[Check]]:
    """The standard upon each national one that it meets, and what keeps it from being put there."""
    if standard.is_national:
        return [Stack(standard)], []
    if standard.stands_alone:
        return [Stack(None, standard)], []
    stacks, checks = [], []
    added = kinds_added([standard, *others])
    for national in others:
        meets = national.is_national and national.scheme == standard.scheme
        if not meets or not hold_together(standard, national, added):
            continue
        name, problems = f"it stands upon {national.id}", ""
        try:
            stacks.append(Stack(national, standard, added_kinds=tuple(added.values())))
        except AntqError as error:
            problems = error.message("en")
        checks.append(_check(name, [problems] if problems else [], "a unit must meet both"))
    return stacks, checks


# --- tried on generated dossiers ---

Law = Callable[[Stack, Assessment, Assessment], None]
"""What holds of two assessments of one unit, the second of them once everything is known."""


def _never_widens(stack: Stack, before: Assessment, after: Assessment) -> None:
    laws.learning_never_widens(before, after)
    score_laws.points_never_widen(before, after, stack)


def _leaves_nothing_open(stack: Stack, before: Assessment, after: Assessment) -> None:
    laws.leaves_nothing_open(after)


def _says_what_is_missing(stack: Stack, before: Assessment, after: Assessment) -> None:
    laws.says_what_is_missing(before)
    score_laws.says_what_points_wait_for(before)


def _follows_from_findings(stack: Stack, before: Assessment, after: Assessment) -> None:
    for each in (before, after):
        laws.verdict_follows_from_findings(each)


def _rows_add_up(stack: Stack, before: Assessment, after: Assessment) -> None:
    for score in (*before.scores, *after.scores):
        score_laws.rows_add_up(score)
        score_laws.points_stay_within_bounds(score, stack)


def _can_be_told(stack: Stack, before: Assessment, after: Assessment) -> None:
    laws.can_be_told(before)
    for _, criterion in stack.criteria:
        for locale in LOCALES:
            assert criterion.text.in_locale(locale).strip(), f"{criterion.code} has no text in {locale}"


LAWS: dict[str, Law] = {
    "learning never widens what is possible": _never_widens,
    "where all is known, all is decided": _leaves_nothing_open,
    "what is open says what it waits for": _says_what_is_missing,
    "the verdict follows from the findings": _follows_from_findings,
    "rows add up to the total": _rows_add_up,
    "everything can be said in words": _can_be_told,
}


def _tested(stack: Stack, examples: int) -> Iterator[Check]:
    """Every law, tried on the same dossiers. A law that is broken once is not tried any more."""
    asked = {name: law for name, law in LAWS.items() if stack.items or law is not _rows_add_up}
    tried: Counter[str] = Counter()
    broken: dict[str, str] = {}

    # Without shrinking: it would go on for minutes, and the first dossier that breaks a law is named anyway.
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def on_generated_dossiers(data: st.DataObject) -> None:
        before = data.draw(knowledge(stack))
        then, now = before.assessed(stack), data.draw(completions(before, stack)).assessed(stack)
        for name, law in asked.items():
            if name not in broken:
                tried[name] += 1
                try:
                    law(stack, then, now)
                except AssertionError as error:
                    broken[name] = f"{error} (year {before.dossier.year}: {before.dossier.verified!r})"

    on_generated_dossiers()
    upon = stack.leading.id if len(stack.standards) > 1 else "alone"
    for name in asked:
        if name in broken:
            yield Check(name=name, standing=Standing.FAILED, told=f"{upon}: {broken[name]}")
        else:
            told = f"{upon}, {tried[name]} generated dossiers"
            yield Check(name=name, standing=Standing.TESTED, told=told)


# --- what nobody looked at ---


def _skipped(standard: Standard, stacks: Sequence[Stack]) -> Iterator[Check]:
    if not stacks:
        told = "no national standard of its scheme and kinds is at hand"
        yield Check(name="the laws of assessments", standing=Standing.SKIPPED, told=told)
    if standard.rubric is None:
        told = "the standard gives none"
        yield Check(name="the laws of points", standing=Standing.SKIPPED, told=told)
    for path, node in trees_of(standard).items():
        for each in walk(node):
            if isinstance(each, Coded):
                told = f"{each.name} is a function of {each.distribution}; it is run, and no proof reaches it"
                yield Check(name=f"what {path[1]} means", standing=Standing.SKIPPED, told=told)
    leaves = [item for item in standard.items if not item.is_group]
    status = {each.code: each.transcription for each in standard.criteria}
    status |= {leaf.code: leaf.transcription for leaf in leaves}
    unread = [code for code, how_far in status.items() if how_far is not Transcription.CONFIRMED]
    if unread:
        told = f"not, or only in part, transcribed: {', '.join(unread)}"
        yield Check(name="what the law asks there", standing=Standing.SKIPPED, told=told)
