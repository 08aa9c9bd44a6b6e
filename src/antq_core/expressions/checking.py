"""Which trees make sense: every word known, every operand of a type that its operator takes.

Checking finds all that is wrong in a tree, each with its place in it, so that an author mends a
standard in one round.
"""

import functools
from collections.abc import Iterable, Mapping
from decimal import Decimal

import attrs

from antq_core.errors import Problem, alike
from antq_core.expressions import tree
from antq_core.expressions.tree import Choice, Measure, Node, ValueType
from antq_core.expressions.vocabulary import RecordTerms, Term, Vocabulary
from antq_core.expressions.walking import places

Path = tuple[str | int, ...]

NUMBERS = frozenset({Measure.COUNT, Measure.POINTS})
ORDERED = NUMBERS | {Measure.DAY}
ALWAYS = tree.Truth(True)
MOST_LIKELY = 10_000
"""Nobody gives so many points; what is beyond is no slip of writing."""


def check(node: Node, expected: ValueType, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """All that is wrong with a tree that should give the expected type; nothing when it is sound."""
    checker = _Checker(vocabulary)
    checker.expect(node, expected, ())
    return tuple(checker.problems)


@attrs.define
class _Checker:
    vocabulary: Vocabulary
    record: RecordTerms | None = None
    problems: list[Problem] = attrs.field(factory=list)

    def report(self, code: str, path: Path, **facts: object) -> None:
        self.problems.append(Problem(code, path, facts))

    def expect(self, node: Node, expected: ValueType, path: Path) -> None:
        found = type_of(node, self, path)
        if found is not None and found != expected:
            self.report("tree.wrong-type", path, found=_shown(found), expected=_shown(expected))

    def expect_truths(self, node: Node, path: Path) -> ValueType:
        for steps, operand in places(node):
            self.expect(operand, Measure.TRUTH, (*path, *steps))
        return Measure.TRUTH

    def whole(self, number: object, path: Path) -> None:
        if type(number) is not int:
            self.report("tree.not-whole", path, found=repr(number)[:60])

    def hundredths(self, number: object, path: Path) -> None:
        """Points must be whole hundredths; of what looks like points it is said how they are written."""
        exact = Decimal(str(number)) if isinstance(number, float | Decimal) else None
        likely = exact is not None and exact.is_finite() and abs(exact) < MOST_LIKELY
        if exact is not None and likely and exact * 100 % 1 == 0:
            written = f"{exact:.2f}".replace(".", "_")
            self.report("tree.points-not-whole", path, found=exact, written=written)
        else:
            self.whole(number, path)

    def word(self, terms: Mapping[str, Term], name: str, what: str, path: Path) -> ValueType | None:
        if name not in terms:
            self.unknown(name, terms, what, path)
            return None
        return terms[name].type

    def unknown(self, name: str, known: Iterable[str], what: str, path: Path) -> None:
        near = alike(name, known)
        self.report(f"tree.unknown-{what}", path, name=name, near=near)

    def same_type(self, node: Node, allowed: frozenset[Measure], path: Path) -> ValueType | None:
        """The one type of all operands; None, and a problem, when they differ or are not allowed."""
        types = [type_of(operand, self, (*path, *steps)) for steps, operand in places(node)]
        known = [found for found in types if found is not None]
        refused = sorted({_shown(found) for found in known if found not in allowed})
        if refused:
            self.report("tree.not-ordered", path, found=", ".join(refused))
            return None
        if len(set(known)) > 1:
            self.report("tree.mixed-types", path, found=", ".join(sorted({_shown(f) for f in known})))
            return None
        return known[0] if known and len(known) == len(types) else None

    def number(self, node: Node, path: Path) -> ValueType | None:
        """The type of one operand; None, and a problem, when it is no number."""
        found = type_of(node, self, path)
        if found is not None and found not in NUMBERS:
            self.report("tree.not-ordered", path, found=_shown(found))
            return None
        return found

    def arms(self, node: Node, arms: tuple[Node, ...], path: Path) -> None:
        if not arms:
            self.report("tree.no-operands", path)
        for steps, arm in places(node):
            if any(arm is each for each in arms) and not isinstance(arm, tree.Where):
                self.report("tree.not-an-arm", (*path, *steps), name=type(arm).__name__)

    def on_records(self, records: str, conditions: Mapping[str, Node], path: Path) -> ValueType:
        """Check conditions on the records of a list; inside them, and only there, fields are in reach."""
        if self.record is not None:
            self.report("tree.nested-records", path, name=records)
        elif records not in self.vocabulary.records:
            self.unknown(records, self.vocabulary.records, "records", path)
        else:
            self.record = self.vocabulary.records[records]
            for step, condition in conditions.items():
                self.expect(condition, Measure.TRUTH, (*path, step))
            self.record = None
        return Measure.TRUTH

    def share(self, node: tree.Share | tree.RecordShare, path: Path) -> None:
        ratio = node.at_least
        if not 0 < ratio.parts <= ratio.of:
            self.report("tree.impossible-ratio", path, parts=ratio.parts, of=ratio.of)
        if not node.of_nothing:
            self.report("tree.no-answer-for-nothing", path)

    def codes(self, choice: ValueType | None, codes: tuple[str, ...], path: Path) -> None:
        if not isinstance(choice, Choice):
            if choice is not None:
                self.report("tree.not-a-choice", path, found=_shown(choice))
            return
        if not codes:
            self.report("tree.no-codes", path)
        for code in codes:
            if code not in choice.codes:
                self.unknown(code, choice.codes, "code", path)


@functools.singledispatch
def type_of(node: Node, checker: _Checker, path: Path) -> ValueType | None:
    """The type of a node, or None when what is wrong with it has been reported."""
    checker.report("tree.unknown-node", path, name=type(node).__name__)
    return None


@type_of.register
def _(node: tree.Truth, checker: _Checker, path: Path) -> ValueType | None:
    return Measure.TRUTH


@type_of.register
def _(node: tree.Number, checker: _Checker, path: Path) -> ValueType | None:
    checker.whole(node.value, path)
    return Measure.COUNT


@type_of.register
def _(node: tree.Points, checker: _Checker, path: Path) -> ValueType | None:
    checker.hundredths(node.hundredths, path)
    return Measure.POINTS


@type_of.register(tree.Day)
@type_of.register(tree.WindowEdge)
def _(node: Node, checker: _Checker, path: Path) -> ValueType | None:
    return Measure.DAY


@type_of.register(tree.FactValue)
@type_of.register(tree.LastYear)
def _(node: tree.FactValue | tree.LastYear, checker: _Checker, path: Path) -> ValueType | None:
    return checker.word(checker.vocabulary.facts, node.fact, "fact", path)


@type_of.register
def _(node: tree.FieldValue, checker: _Checker, path: Path) -> ValueType | None:
    if checker.record is None:
        checker.report("tree.field-outside-records", path, name=node.field)
        return None
    return checker.word(checker.record.fields, node.field, "field", path)


@type_of.register
def _(node: tree.ReadingIs, checker: _Checker, path: Path) -> ValueType | None:
    reading = checker.word(checker.vocabulary.readings, node.reading, "reading", path)
    checker.codes(reading, (node.option,), path)
    return Measure.TRUTH


@type_of.register
def _(node: tree.Compare, checker: _Checker, path: Path) -> ValueType | None:
    checker.same_type(node, ORDERED, path)
    return Measure.TRUTH


@type_of.register
def _(node: tree.OneOf, checker: _Checker, path: Path) -> ValueType | None:
    checker.codes(type_of(node.choice, checker, (*path, "choice")), node.codes, path)
    return Measure.TRUTH


@type_of.register
def _(node: tree.During, checker: _Checker, path: Path) -> ValueType | None:
    checker.expect(node.day, Measure.DAY, (*path, "day"))
    return Measure.TRUTH


@type_of.register(tree.And)
@type_of.register(tree.Or)
def _(node: tree.And | tree.Or, checker: _Checker, path: Path) -> ValueType | None:
    if not node.operands:
        checker.report("tree.no-operands", path)
    return checker.expect_truths(node, path)


@type_of.register
def _(node: tree.Not, checker: _Checker, path: Path) -> ValueType | None:
    return checker.expect_truths(node, path)


@type_of.register
def _(node: tree.Sum, checker: _Checker, path: Path) -> ValueType | None:
    if not node.operands:
        checker.report("tree.no-operands", path)
    return checker.same_type(node, NUMBERS, path)


@type_of.register
def _(node: tree.Difference, checker: _Checker, path: Path) -> ValueType | None:
    return checker.same_type(node, NUMBERS, path)


@type_of.register
def _(node: tree.Times, checker: _Checker, path: Path) -> ValueType | None:
    checker.whole(node.factor, path)
    return checker.same_type(node, NUMBERS, path)


@type_of.register
def _(node: tree.Count, checker: _Checker, path: Path) -> ValueType | None:
    checker.on_records(node.records, {"where": node.where}, path)
    return Measure.COUNT


@type_of.register
def _(node: tree.Every, checker: _Checker, path: Path) -> ValueType | None:
    return checker.on_records(node.records, {"where": node.where, "holds": node.holds}, path)


@type_of.register
def _(node: tree.Share, checker: _Checker, path: Path) -> ValueType | None:
    checker.share(node, path)
    checker.same_type(node, NUMBERS, path)
    return Measure.TRUTH


@type_of.register
def _(node: tree.RecordShare, checker: _Checker, path: Path) -> ValueType | None:
    checker.share(node, path)
    return checker.on_records(node.records, {"whole": node.whole, "part": node.part}, path)


@type_of.register
def _(node: tree.PerEach, checker: _Checker, path: Path) -> ValueType | None:
    checker.hundredths(node.hundredths, path)
    checker.expect(node.count, Measure.COUNT, (*path, "count"))
    return Measure.POINTS


@type_of.register
def _(node: tree.Where, checker: _Checker, path: Path) -> ValueType | None:
    checker.expect(node.condition, Measure.TRUTH, (*path, "condition"))
    return checker.number(node.amount, (*path, "amount"))


@type_of.register
def _(node: tree.Steps, checker: _Checker, path: Path) -> ValueType | None:
    checker.arms(node, node.arms, path)
    return checker.same_type(node, NUMBERS, path)


@type_of.register
def _(node: tree.Clamp, checker: _Checker, path: Path) -> ValueType | None:
    bounds = [bound for bound in (node.at_least, node.at_most) if bound is not None]
    for bound in bounds:
        checker.whole(bound, path)
    if not bounds or bounds != sorted(bounds):
        checker.report("tree.empty-clamp", path)
    return checker.number(node.operand, (*path, "operand"))


@type_of.register
def _(node: tree.Rescaled, checker: _Checker, path: Path) -> ValueType | None:
    checker.arms(node, node.parts, path)
    if len(node.out_of) != len(node.parts) or any(out_of <= 0 for out_of in (*node.out_of, node.to)):
        checker.report("tree.rescaled-parts", path)
    always = [part for part in node.parts if isinstance(part, tree.Where) and part.condition == ALWAYS]
    if not always:
        checker.report("tree.rescaled-nothing", path)
    return checker.same_type(node, frozenset({Measure.POINTS}), path)


@type_of.register
def _(node: tree.Untranscribed, checker: _Checker, path: Path) -> ValueType | None:
    if node.least > node.most:
        checker.report("tree.empty-clamp", path)
    return Measure.POINTS


@type_of.register
def _(node: tree.ItemPoints, checker: _Checker, path: Path) -> ValueType | None:
    if node.item not in checker.vocabulary.items:
        checker.unknown(node.item, checker.vocabulary.items, "item", path)
    return Measure.POINTS


@type_of.register
def _(node: tree.MeetsStandard, checker: _Checker, path: Path) -> ValueType | None:
    return Measure.TRUTH


@type_of.register
def _(node: tree.Coded, checker: _Checker, path: Path) -> ValueType | None:
    for steps, read in places(node):
        if not isinstance(read, tree.FactValue | tree.LastYear):
            checker.report("tree.coded-reads", (*path, *steps), name=type(read).__name__)
        else:
            type_of(read, checker, (*path, *steps))
    for records in node.records:
        if records not in checker.vocabulary.records:
            checker.unknown(records, checker.vocabulary.records, "records", path)
    return Measure.TRUTH if node.gives is None else Measure.POINTS


def _shown(found: ValueType) -> str:
    return " | ".join(found.codes) if isinstance(found, Choice) else found.value
