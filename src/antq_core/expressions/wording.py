"""Trees in words, Vietnamese and English, with the labels that facts and records declare."""

import datetime
import functools
from collections.abc import Iterable, Mapping

import attrs

from antq_core.expressions import tree
from antq_core.expressions.tree import Node, ValueType
from antq_core.expressions.vocabulary import RecordTerms, Term, Vocabulary
from antq_core.expressions.walking import children
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.possible import Options, Possible, Truths

NOTHING = tree.Truth(True)
POINTS = (tree.Points, tree.PerEach, tree.Rescaled, tree.Untranscribed, tree.ItemPoints, tree.Coded)
SIGNS = {
    tree.Operator.EQUAL: "=",
    tree.Operator.UNEQUAL: "≠",
    tree.Operator.LESS: "<",
    tree.Operator.AT_MOST: "≤",
    tree.Operator.MORE: ">",
    tree.Operator.AT_LEAST: "≥",
}


def describe(node: Node, vocabulary: Vocabulary, records: str | None = None) -> Text:
    """What a tree says, in both languages; with `records`, what it says of each record of that list.

    The tree is taken to be sound.
    """
    everywhere = _Words(vocabulary)
    return words(node, everywhere if records is None else everywhere.inside(records))


@attrs.frozen
class _Words:
    vocabulary: Vocabulary
    record: RecordTerms | None = None

    def label(self, node: Node) -> Text:
        term = self.term(node)
        return term.label if term is not None else words(node, self)

    def term(self, node: Node) -> Term | None:
        match node:
            case tree.FactValue(fact) | tree.LastYear(fact):
                return self.vocabulary.facts[fact]
            case tree.FieldValue(field) if self.record is not None:
                return self.record.fields[field]
        return None

    def measures_points(self, node: Node) -> bool:
        """Whether a number is one of points."""
        match node:
            case tree.FactValue() | tree.LastYear() | tree.FieldValue():
                term = self.term(node)
                return term is not None and term.type is tree.Measure.POINTS
            case tree.Where(_, amount):
                return self.measures_points(amount)
            case tree.Sum() | tree.Difference() | tree.Times() | tree.Steps() | tree.Clamp():
                return any(self.measures_points(child) for child in children(node))
        return isinstance(node, POINTS)

    def inside(self, records: str) -> "_Words":
        return attrs.evolve(self, record=self.vocabulary.records[records])

    def of(self, node: Node) -> Text:
        """The words of an operand, in brackets where they would run into what follows."""
        found = words(node, self)
        runs_on = isinstance(node, tree.And | tree.Or | tree.Count | tree.Where | tree.Steps)
        return text("wording.brackets", inner=found) if runs_on else found

    def times(self, node: Node) -> Text:
        """The words of what is multiplied: a sum stands in brackets as well."""
        if isinstance(node, tree.Sum | tree.Difference):
            return text("wording.brackets", inner=words(node, self))
        return self.of(node)


@functools.singledispatch
def words(node: Node, with_words: _Words) -> Text:
    """The words of one node. Raises `TypeError` for a node that has none."""
    raise TypeError(f"no words for {type(node).__name__}")


@words.register
def _(node: tree.Truth, with_words: _Words) -> Text:
    return text("wording.true") if node.value else text("wording.false")


@words.register
def _(node: tree.Number, with_words: _Words) -> Text:
    return _plain(str(node.value))


@words.register
def _(node: tree.Points, with_words: _Words) -> Text:
    return text("wording.points", points=in_points(node.hundredths))


@words.register
def _(node: tree.Day, with_words: _Words) -> Text:
    return text("wording.day", day=node.value)


@words.register
def _(node: tree.WindowEdge, with_words: _Words) -> Text:
    return text("wording.window-start" if node.edge is tree.Edge.START else "wording.window-end")


@words.register
def _(node: tree.FactValue, with_words: _Words) -> Text:
    return with_words.vocabulary.facts[node.fact].label


@words.register
def _(node: tree.LastYear, with_words: _Words) -> Text:
    return text("wording.last-year", fact=with_words.vocabulary.facts[node.fact].label)


@words.register
def _(node: tree.FieldValue, with_words: _Words) -> Text:
    return with_words.record.fields[node.field].label if with_words.record else _plain(node.field)


@words.register
def _(node: tree.ReadingIs, with_words: _Words) -> Text:
    return text("wording.reading", option=with_words.vocabulary.readings[node.reading].codes[node.option])


@words.register
def _(node: tree.Compare, with_words: _Words) -> Text:
    return text(
        "wording.compare",
        left=with_words.of(node.left),
        sign=SIGNS[node.operator],
        right=with_words.of(node.right),
    )


@words.register
def _(node: tree.OneOf, with_words: _Words) -> Text:
    term = with_words.term(node.choice)
    labels = [term.codes[code] for code in node.codes] if term else [_plain(code) for code in node.codes]
    return text("wording.one-of", choice=with_words.label(node.choice), codes=_joined(labels, "wording.or"))


@words.register
def _(node: tree.During, with_words: _Words) -> Text:
    period = {
        tree.Period.WINDOW: "wording.during-window",
        tree.Period.FIRST_QUARTER: "wording.during-first-quarter",
        tree.Period.DECEMBER_BEFORE: "wording.during-december-before",
    }[node.period]
    return text(period, day=words(node.day, with_words))


@words.register
def _(node: tree.And, with_words: _Words) -> Text:
    return _joined([with_words.of(operand) for operand in node.operands], "wording.and")


@words.register
def _(node: tree.Or, with_words: _Words) -> Text:
    return _joined([with_words.of(operand) for operand in node.operands], "wording.or")


@words.register
def _(node: tree.Not, with_words: _Words) -> Text:
    return text("wording.not", operand=with_words.of(node.operand))


@words.register
def _(node: tree.Sum, with_words: _Words) -> Text:
    return _joined([with_words.of(operand) for operand in node.operands], "wording.plus")


@words.register
def _(node: tree.Difference, with_words: _Words) -> Text:
    return text("wording.minus", left=with_words.of(node.left), right=with_words.of(node.right))


@words.register
def _(node: tree.Times, with_words: _Words) -> Text:
    return text("wording.times", factor=node.factor, operand=with_words.times(node.operand))


@words.register
def _(node: tree.Count, with_words: _Words) -> Text:
    label = with_words.vocabulary.records[node.records].label
    if node.where == NOTHING:
        return text("wording.count-all", records=label)
    return text("wording.count", records=label, where=words(node.where, with_words.inside(node.records)))


@words.register
def _(node: tree.Every, with_words: _Words) -> Text:
    inside = with_words.inside(node.records)
    facts = {"records": inside.record.label if inside.record else "", "holds": words(node.holds, inside)}
    if node.where == NOTHING:
        return text("wording.every-all", **facts)
    return text("wording.every", where=words(node.where, inside), **facts)


@words.register
def _(node: tree.Share, with_words: _Words) -> Text:
    return text(
        "wording.share",
        part=with_words.of(node.part),
        whole=with_words.of(node.whole),
        ratio=in_percent(node.at_least),
        nothing=_answer(node.of_nothing),
    )


@words.register
def _(node: tree.RecordShare, with_words: _Words) -> Text:
    inside = with_words.inside(node.records)
    return text(
        "wording.record-share",
        records=inside.record.label if inside.record else "",
        part=inside.of(node.part),
        whole=inside.of(node.whole),
        ratio=in_percent(node.at_least),
        nothing=_answer(node.of_nothing),
    )


@words.register
def _(node: tree.PerEach, with_words: _Words) -> Text:
    return text("wording.per-each", points=in_points(node.hundredths), count=with_words.times(node.count))


@words.register
def _(node: tree.Where, with_words: _Words) -> Text:
    return text("wording.where", amount=with_words.of(node.amount), condition=with_words.of(node.condition))


@words.register
def _(node: tree.Steps, with_words: _Words) -> Text:
    arms = [words(arm, with_words) for arm in node.arms]
    return text("wording.steps", arms=_joined(arms, "wording.then"), otherwise=with_words.of(node.otherwise))


@words.register
def _(node: tree.Clamp, with_words: _Words) -> Text:
    found = with_words.of(node.operand)
    of_points = with_words.measures_points(node.operand)
    for bound, code in ((node.at_least, "wording.no-less"), (node.at_most, "wording.no-more")):
        if bound is not None:
            shown = text("wording.points", points=in_points(bound)) if of_points else _plain(str(bound))
            found = text(code, operand=found, bound=shown)
    return found


@words.register
def _(node: tree.Rescaled, with_words: _Words) -> Text:
    parts = _joined([words(part, with_words) for part in node.parts], "wording.plus")
    rounding = text(f"rounding.{node.rounding.value}")
    return text("wording.rescaled", parts=parts, to=in_points(node.to), rounding=rounding)


@words.register
def _(node: tree.Untranscribed, with_words: _Words) -> Text:
    return text(
        "wording.untranscribed", label=node.label, least=in_points(node.least), most=in_points(node.most)
    )


@words.register
def _(node: tree.ItemPoints, with_words: _Words) -> Text:
    return text("wording.item-points", code=node.item, item=with_words.vocabulary.items[node.item])


@words.register
def _(node: tree.MeetsStandard, with_words: _Words) -> Text:
    return text("wording.meets", scheme=node.label)


@words.register
def _(node: tree.Coded, with_words: _Words) -> Text:
    return text("wording.coded", text=node.text, name=node.name)


def in_points(hundredths: int, *, signed: bool = False) -> Text:
    """Hundredths of a point as people write points: in Vietnamese with a decimal comma.

    >>> in_points(1250), in_points(-5).en, in_points(300, signed=True).vi
    (Text(vi='12,5', en='12.5'), '-0.05', '+3')
    """
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else "+" if signed and hundredths else ""
    written = f"{sign}{whole}.{rest:02}".rstrip("0").rstrip(".")
    return Text(vi=written.replace(".", ","), en=written)


def in_a_row(parts: Iterable[Text]) -> Text:
    """Some words with commas between them; nothing where there are none."""
    listed = list(parts)
    return Text(vi=", ".join(each.vi for each in listed), en=", ".join(each.en for each in listed))


def in_percent(ratio: tree.Ratio) -> str:
    """A ratio as people write it."""
    return f"{ratio.parts}%" if ratio.of == 100 else f"{ratio.parts}/{ratio.of}"


def in_words(possible: Possible, of_type: ValueType, codes: Mapping[str, Text] | None = None) -> Text:
    """What may be true, in words: a value, a range, or the codes that are left."""
    if isinstance(possible, Truths):
        return text({Truths.TRUE: "value.yes", Truths.FALSE: "value.no"}.get(possible, "value.unknown"))
    if isinstance(possible, Options):
        labels = [(codes or {}).get(code) or _plain(code) for code in sorted(possible.codes)]
        return _joined(labels, "wording.or")
    lo, hi = (_amount(end, of_type) for end in (possible.lo, possible.hi))
    return lo if possible.is_decided else text("value.range", lo=lo, hi=hi)


def _amount(number: int, of_type: ValueType) -> Text:
    if of_type is tree.Measure.DAY:
        return text("value.day", day=datetime.date.fromordinal(number))
    return in_points(number) if of_type is tree.Measure.POINTS else _plain(str(number))


def _answer(truths: Truths) -> Text:
    if truths is Truths.EITHER:
        return text("wording.undeclared")
    return text("wording.true" if truths is Truths.TRUE else "wording.false")


def _plain(word: str) -> Text:
    return Text(vi=word, en=word)


def _joined(parts: Iterable[Text], by: str) -> Text:
    first, *others = parts
    for other in others:
        first = text(by, left=first, right=other)
    return first
