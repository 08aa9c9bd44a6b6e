"""Cells as expressions of Python. What a cell means, columns say: null is None.

No operation on three truth values is done in Python. A doubt is asked in one of four ways, whether it is
surely or possibly true or false, and the question is handed down to the comparisons at the leaves.
"""

from collections.abc import Callable, Iterable, Mapping

import attrs

from antq_core.expressions.tree import Operator
from antq_core.generated.naming import Names
from antq_core.generated.nulls import STRICT, Nulls
from antq_core.generated.things import Thing
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column
from antq_core.lowering.kinds import Kind

MOST_ARMS = 40
SIGNS = {
    Operator.EQUAL: "==",
    Operator.UNEQUAL: "!=",
    Operator.LESS: "<",
    Operator.AT_MOST: "<=",
    Operator.MORE: ">",
    Operator.AT_LEAST: ">=",
}
OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", "<=": ">", ">": "<="}
NONE: frozenset[str] = frozenset()


@attrs.frozen
class Condition:
    """A condition, and which variables are not None where it holds, and where it does not."""

    text: str
    if_true: frozenset[str] = NONE
    if_false: frozenset[str] = NONE

    @property
    def is_true(self) -> bool:
        """Whether it always holds."""
        return self.text == "True"

    @property
    def is_false(self) -> bool:
        """Whether it never holds."""
        return self.text == "False"


ALWAYS, NEVER = Condition("True"), Condition("False")


def conjunction(
    conditions: Iterable[Callable[[frozenset[str]], Condition]], known: frozenset[str]
) -> Condition:
    """All of some conditions; each is told what those before it have made sure of."""
    texts, sure = [], NONE
    for make in conditions:
        one = make(known | sure)
        if one.is_false:
            return NEVER
        if not one.is_true:
            texts.append(one)
            sure |= one.if_true
    if not texts:
        return ALWAYS
    if len(texts) == 1:
        return texts[0]
    return Condition(f"({' and '.join(each.text for each in texts)})", sure)


def disjunction(
    conditions: Iterable[Callable[[frozenset[str]], Condition]], known: frozenset[str]
) -> Condition:
    """One of some conditions."""
    texts, sure = [], NONE
    for make in conditions:
        one = make(known | sure)
        if one.is_true:
            return ALWAYS
        if not one.is_false:
            texts.append(one)
            sure |= one.if_false
    if not texts:
        return NEVER
    if len(texts) == 1:
        return texts[0]
    return Condition(f"({' or '.join(each.text for each in texts)})", NONE, sure)


@attrs.define(eq=False)
class Writer:
    """Writes cells as expressions.

    `variables` are the cells that stand in a local variable, `stored` puts one there on demand. Where
    `refuses_intervals`, source is such that an interval in the place of a number raises `TypeError` or
    `AttributeError` instead of being taken for one.
    """

    names: Names
    nulls: Nulls
    stored: Callable[[Cell], str]
    refuses_intervals: bool = False
    variables: dict[Cell, str] = attrs.field(factory=dict)
    simple: Mapping[Cell, Cell] = attrs.field(factory=dict)
    """Truths that are much simpler where all columns that they ask for are known, and what they are there."""

    # --- values -----------------------------------------------------------------------------------

    def value(self, cell: Cell, known: frozenset[str] = NONE) -> str:
        """A cell; None where it is null."""
        if cell in self.variables:
            return self.variables[cell]
        if is_truth(cell):
            return self._truth(cell, known)
        if isinstance(cell, STRICT):
            return self._guarded(self.guards(cell), self.plain(cell, known), known)
        return self.plain(cell, known)

    def _truth(self, cell: Cell, known: frozenset[str]) -> str:
        if isinstance(cell, Column | cells.Literal | cells.Nothing):
            return self.plain(cell, known)
        if isinstance(cell, cells.Holds):
            return self._guarded(self.guards(cell), f"({self._compared(cell, True, known)})", known)
        sure = self.says(cell, True, True, known)
        if not self.nulls.can_be_null(cell):
            return sure.text
        possible = self.says(cell, True, False, known | sure.if_false)
        if possible.is_false:
            return f"(True if {sure.text} else False)"
        return f"(True if {sure.text} else None if {possible.text} else False)"

    def _guarded(
        self, guards: Iterable[str], text: str, known: frozenset[str], otherwise: str = "None"
    ) -> str:
        tests = [f"{name} is None" for name in guards if name not in known]
        return f"({otherwise} if {' or '.join(tests)} else {text})" if tests else text

    def plain(self, cell: Cell, known: frozenset[str] = NONE) -> str:
        """A number or a word, where none of its guards is None."""
        if cell in self.variables:
            return self.variables[cell]
        match cell:
            case cells.Literal(value):
                return self._written(value)
            case cells.Nothing():
                return "None"
            case Thing(value):
                return self.names.constant(value)
            case cells.DayNumber(day):
                name = self.operand(day)
                return f"(({name}.year * 100 + {name}.month) * 100 + {name}.day)"
            case cells.Plus(terms):
                return f"({' + '.join(self.operand(each, known) for each in terms)})"
            case cells.Minus(left, right):
                return f"({self.operand(left, known)} - {self.operand(right, known)})"
            case cells.Scaled(number, factor):
                return f"({self.operand(number, known)} * {factor})"
            case cells.Quotient(number, by):
                return f"({self.operand(number, known)} // {self.operand(by, known)})"
            case cells.Default():
                return self._default(cell, known)
            case cells.Choose():
                return self._choice(cell, known)
            case cells.Least(numbers):
                return self._extreme(numbers, "<", min, known)
            case cells.Most(numbers):
                return self._extreme(numbers, ">", max, known)
            case cells.Joined(words, between):
                said = ", ".join(self.value(each, known) for each in words)
                return f"{self.names.constant(between)}.join({self.names.constant(filter)}(None, ({said},)))"
        return self.stored(cell)

    def _written(self, value: object) -> str:
        if isinstance(value, bool):
            return str(value)
        if isinstance(value, int):
            return str(value) if value >= 0 else f"({value})"
        assert isinstance(value, str)
        return self.names.constant(value)

    def operand(self, cell: Cell, known: frozenset[str] = NONE) -> str:
        """A part of a cell that is null where this part is: the part itself, where that is not null."""
        if isinstance(cell, STRICT) or not self.nulls.can_be_null(cell) or isinstance(cell, Column):
            return self.plain(cell, known)
        return self.stored(cell)

    def guards(self, cell: Cell) -> tuple[str, ...]:
        """The variables one of which is None exactly where the cell is null."""
        if cell in self.variables:
            return (self.variables[cell],) if self.nulls.can_be_null(cell) else ()
        if not self.nulls.can_be_null(cell):
            return ()
        if isinstance(cell, STRICT):
            return tuple(dict.fromkeys(name for each in cell.below for name in self.guards(each)))
        return (self.stored(cell),)

    def _default(self, cell: cells.Default, known: frozenset[str]) -> str:
        guards = [name for name in self.guards(cell.cell) if name not in known]
        found = self.operand(cell.cell, known | frozenset(guards))
        return self._guarded(guards, found, known, self.value(cell.otherwise, known))

    def _choice(self, cell: cells.Choose, known: frozenset[str]) -> str:
        arms, otherwise = cell.arms, cell.otherwise
        if len(arms) > MOST_ARMS:
            otherwise, arms = cells.Choose(arms[MOST_ARMS:], otherwise), arms[:MOST_ARMS]
            self.stored(otherwise)
        texts, past = list[tuple[str, str]](), set[Cell]()
        for arm in arms:
            where = self._of_arm(arm.where, past, known)
            if where.is_true:
                return _chain(texts, self.value(arm.then, known))
            if not where.is_false:
                texts.append((self.value(arm.then, known | where.if_true), where.text))
            known |= where.if_false
            past.add(arm.where)
        return _chain(texts, "None" if otherwise is None else self.value(otherwise, known))

    def _of_arm(self, where: Cell, past: set[Cell], known: frozenset[str]) -> Condition:
        """The condition of an arm. What is null where it is known not to hold, is what it may be true."""
        if isinstance(where, cells.IsNull) and where.cell in past:
            return self.says(where.cell, True, False, known)
        return self.says(where, True, True, known)

    def _extreme(
        self, numbers: tuple[Cell, ...], sign: str, of: Callable[..., object], known: frozenset[str]
    ) -> str:
        if len(numbers) != 2:
            listed = ", ".join(self.plain(each, known) for each in numbers)
            return f"{self.names.constant(of)}({listed})"
        (one, asked), (other, against) = (self._twice(self.plain(each, known)) for each in numbers)
        return f"({one} if {asked} {sign} {against} else {other})"

    def _twice(self, text: str) -> tuple[str, str]:
        """How to ask for something twice: first with the second text, from then on with the first."""
        if _is_short(text):
            return text, text
        name = self.names.fresh("t")
        return name, f"({name} := {text})"

    # --- truths -----------------------------------------------------------------------------------

    def says(self, cell: Cell, value: bool, surely: bool, known: frozenset[str] = NONE) -> Condition:
        """Whether a doubt is surely, or else possibly, of a truth value."""
        if cell in self.variables or isinstance(cell, Column):
            name = self.variables.get(cell) or self.stored(cell)
            return _of_variable(name, value, surely, self.nulls.can_be_null(cell) and name not in known)
        if cell in self.simple:
            return self._where_known(cell, value, surely, known)
        return self._says(cell, value, surely, known)

    def _says(self, cell: Cell, value: bool, surely: bool, known: frozenset[str]) -> Condition:
        match cell:
            case cells.Literal(written):
                return ALWAYS if bool(written) is value else NEVER
            case cells.Nothing():
                return NEVER if surely else ALWAYS
            case cells.Negated(inner):
                return self.says(inner, not value, surely, known)
            case cells.All(below) | cells.Any(below):
                joined = conjunction if isinstance(cell, cells.All) is value else disjunction
                return joined([self._asked(each, value, surely) for each in below], known)
            case cells.Holds():
                return self._comparison(cell, value, surely, known)
            case cells.IsNull(inner):
                return self.is_null(inner, known) if value else _negated(self.is_null(inner, known))
            case cells.Default(inner, otherwise):
                return self._defaulted(inner, otherwise, value, surely, known)
            case cells.Choose():
                return self._chosen(cell, value, surely, known)
        raise TypeError(f"{type(cell).__name__} is no truth")

    def _asked(self, cell: Cell, value: bool, surely: bool) -> Callable[[frozenset[str]], Condition]:
        return lambda known: self.says(cell, value, surely, known)

    def is_null(self, cell: Cell, known: frozenset[str] = NONE) -> Condition:
        """Whether a cell is null."""
        if not self.nulls.can_be_null(cell):
            return NEVER
        if is_truth(cell) and cell not in self.variables and not isinstance(cell, Column | cells.Holds):
            return conjunction([self._asked(cell, value, False) for value in (True, False)], known)
        names = [name for name in self.guards(cell) if name not in known]
        if not names:
            return NEVER
        text = " or ".join(f"{name} is None" for name in names)
        sure = frozenset(names)
        return Condition(f"({text})" if len(names) > 1 else text, NONE, sure)

    def _defaulted(
        self, cell: Cell, otherwise: Cell, value: bool, surely: bool, known: frozenset[str]
    ) -> Condition:
        if isinstance(otherwise, cells.Literal):
            return self.says(cell, value, surely=otherwise.value is not value, known=known)

        def where_null(sure: frozenset[str]) -> Condition:
            nothing = self._asked_null(cell)
            return conjunction([nothing, self._asked(otherwise, value, surely)], sure)

        return disjunction([self._asked(cell, value, True), where_null], known)

    def _asked_null(self, cell: Cell) -> Callable[[frozenset[str]], Condition]:
        return lambda known: self.is_null(cell, known)

    def _chosen(self, cell: cells.Choose, value: bool, surely: bool, known: frozenset[str]) -> Condition:
        texts, past = list[tuple[str, str]](), set[Cell]()
        for arm in cell.arms:
            where = self._of_arm(arm.where, past, known)
            texts.append((self.says(arm.then, value, surely, known | where.if_true).text, where.text))
            known |= where.if_false
            past.add(arm.where)
        last = cell.otherwise or cells.Nothing(Kind.TRUTH)
        return Condition(_chain(texts, self.says(last, value, surely, known).text))

    def _where_known(self, cell: Cell, value: bool, surely: bool, known: frozenset[str]) -> Condition:
        columns = [each for each in cell.walk() if isinstance(each, Column) and self.nulls.can_be_null(each)]
        names = [self.stored(each) for each in columns]
        tests = [f"{name} is not None" for name in names if name not in known]
        found = self.says(self.simple[cell], value, surely, known | frozenset(names))
        if not tests:
            return found
        otherwise = self._says(cell, value, surely, known)
        return Condition(f"({found.text} if {' and '.join(tests)} else {otherwise.text})")

    def _comparison(self, cell: cells.Holds, value: bool, surely: bool, known: frozenset[str]) -> Condition:
        names = [name for name in self.guards(cell) if name not in known]
        sure = frozenset(names)
        text = self._compared(cell, value, known | sure)
        if not names:
            return Condition(text)
        if surely:
            return Condition(f"({' and '.join(f'{name} is not None' for name in names)} and {text})", sure)
        return Condition(f"({' or '.join(f'{name} is None' for name in names)} or {text})", NONE, sure)

    def _compared(self, cell: cells.Holds, value: bool, known: frozenset[str]) -> str:
        left, right = self.operand(cell.left, known), self.operand(cell.right, known)
        sign = SIGNS[cell.operator] if value else OPPOSITE[SIGNS[cell.operator]]
        hands_on = self.nulls.hands_on(cell.left) or self.nulls.hands_on(cell.right)
        if sign not in ("==", "!=") or not (self.refuses_intervals and hands_on):
            return f"{left} {sign} {right}"
        # An interval equals no number and says so; only an order of the two makes it raise.
        equal = sign == "=="
        match cell:
            case cells.Holds(Column(range=bounds), _, cells.Literal(number)) if bounds is not None:
                if number == bounds.lo:
                    return f"{left} {'<=' if equal else '>'} {right}"
        again, once = self._twice(right)
        return f"{once} <= {left} <= {again}" if equal else f"not {once} <= {left} <= {again}"


def _is_short(text: str) -> bool:
    return text.isidentifier() or text.strip("(-)").isdigit()


def _of_variable(name: str, value: bool, surely: bool, may_be_null: bool) -> Condition:
    """A variable that holds a truth, or None where it may be null."""
    if name == "False":
        return NEVER if value else ALWAYS
    if not may_be_null:
        return Condition(name if value else f"not {name}")
    sure = frozenset({name})
    if surely:
        return Condition(name, sure) if value else Condition(f"{name} is False", sure)
    if value:
        return Condition(f"{name} is not False", NONE, sure)
    return Condition(f"not {name}", NONE, sure)


def _negated(condition: Condition) -> Condition:
    if condition.is_true or condition.is_false:
        return NEVER if condition.is_true else ALWAYS
    return Condition(f"(not {condition.text})", condition.if_false, condition.if_true)


def _chain(arms: Iterable[tuple[str, str]], last: str) -> str:
    listed = list(arms)
    if not listed:
        return last
    return f"({' else '.join(f'{then} if {where}' for then, where in listed)} else {last})"


def is_truth(cell: Cell) -> bool:
    """Whether a cell comes to a truth."""
    match cell:
        case cells.Literal(value):
            return isinstance(value, bool)
        case cells.Column(kind=kind) | cells.Nothing(kind=kind):
            return kind is Kind.TRUTH
        case cells.Choose(arms):
            return is_truth(arms[0].then)
        case cells.Default(inner, _):
            return is_truth(inner)
    return isinstance(cell, cells.Holds | cells.All | cells.Any | cells.Negated | cells.IsNull)
