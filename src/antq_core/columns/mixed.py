"""The use case: a table of many kinds, provinces and years, each row by the standards in force for it."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

import attrs
import narwhals as nw

from antq_core.codec.csv_files.columns import KnownNames
from antq_core.columns.frames import Given, Working
from antq_core.columns.held import Frame
from antq_core.columns.rows import SHEETS
from antq_core.columns.tables import (
    NULL_NUMBER,
    TEMPORARY,
    Asking,
    refusals_of,
    refuse,
    taken,
    with_null_number,
)
from antq_core.domain.provinces import REORGANISED_ON
from antq_core.domain.records import Basis
from antq_core.domain.units import NationalKind, Unit
from antq_core.errors import AntqError, Problem, alike
from antq_core.evaluation.admission import refuse_unknown_readings
from antq_core.lowering.kinds import Kind
from antq_core.lowering.results import Findings, Question
from antq_core.possible import Verdict, Verdicts
from antq_core.standards.registry import SAFETY, Registry
from antq_core.standards.stack import Stack

F = TypeVar("F")

SPELL = f"{TEMPORARY}spell"
A_DAY = datetime.timedelta(days=1)
WHO = ("kind", "province", "year")
UNPLACED = "columns.unplaced-row"
OF_NO_STANDARD = {
    "verdict": Verdict.UNDECIDED.value,
    "verdict.possible": "|".join(Verdicts.ANY.words),
}


def assess_tables(
    registry: Registry,
    frame: F,
    *,
    scheme: str = SAFETY,
    basis: Basis = Basis.VERIFIED,
    readings: Mapping[str, str] | None = None,
    as_of: datetime.date | None = None,
    records: Mapping[str, Any] | None = None,
    children: Any = None,
    findings: Literal["none", "blocking", "all"] = "none",
    absent: Literal["refuse", "unknown"] = "unknown",
    values: Literal["checked", "trusted"] = "checked",
    prefix: str = "",
) -> F:
    """The verdicts of dossiers of many kinds, provinces and years, by the standards in force for each.

    The columns ``unit``, ``kind``, ``province``, ``commune`` and ``year`` say whom a row is about,
    ``decision_date`` when it is decided. Everything else is as `assess_table` has it. Before the results
    stand ``standards``, the ids of the standards that a row was held against, and ``unassessed``: null, or
    the code of the reason for which there are none. Such a row is undecided, with everything possible.

    A commune is told the verdicts of the units of its place that are in the same table; those in
    ``children`` are told it as well.

    Which kinds, provinces, years and days there are is read first, also of a lazy frame: these few columns
    are then worked out twice. Rows keep their order in Polars and in what is eager.

    Raises what `assess_table` does, and `ReadingError` for a reading that none of the standards has.
    """
    working = Working.of(frame, records or {}, children)
    refuse(_refusals(working, registry, prefix))
    question = Question(
        as_of=as_of, readings=readings or {}, findings=Findings(findings), checked=values == "checked"
    )
    turns = _turns(registry)
    working = _told_apart(working, turns)
    parts = _Parts.of(working, registry, scheme, as_of, turns)
    refuse_unknown_readings([each.stack for each in parts.assessed], question.readings)
    asking = [
        Asking.of(
            each.stack,
            working,
            attrs.evolve(question, readings=_asked_for(each.stack, question.readings)),
            basis=basis,
            unknown=absent == "unknown",
        )
        for each in parts.assessed
    ]
    names = _names(asking, prefix)
    refuse(taken(names, working))
    found: F = working.finished(_together(working, parts, asking, names, prefix), names)
    return found


@attrs.frozen
class _Part:
    """The rows of one stack."""

    stack: Stack
    is_of_communes: bool
    rows: nw.Expr


@attrs.frozen
class _Parts:
    """All rows: those of each stack, and those for which there is none, by the reason."""

    assessed: list[_Part]
    unassessed: dict[str, nw.Expr]

    @classmethod
    def of(
        cls,
        working: Working,
        registry: Registry,
        scheme: str,
        as_of: datetime.date | None,
        turns: Sequence[datetime.date],
    ) -> "_Parts":
        by_stack: dict[object, list[_Key]] = defaultdict(list)
        stacks: dict[object, tuple[Stack, bool]] = {}
        failed: dict[str, list[_Key]] = defaultdict(list)
        for key in _keys(working, turns):
            unit = Unit(id="", kind=key.kind, province=key.province, commune="")
            try:
                stack = registry.select(unit, key.year, key.day or as_of, scheme=scheme)
            except AntqError as error:
                failed[error.problems[0].code].append(key)
                continue
            is_commune = registry.counts_as(unit) == NationalKind.COMMUNE
            same = (*_same(stack), is_commune)
            stacks[same] = (stack, is_commune)
            by_stack[same].append(key)
        assessed = [_Part(*stacks[same], _among(keys)) for same, keys in by_stack.items()]
        return cls(assessed, {code: _among(keys) for code, keys in failed.items()})


@attrs.frozen
class _Key:
    """What says which standards a row is held against; `spell` is the stretch of days of its decision."""

    kind: str
    province: str
    year: int
    spell: int
    day: datetime.date | None


def _keys(working: Working, turns: Sequence[datetime.date]) -> Iterator[_Key]:
    """Every kind, province, year and stretch of days that rows have; rows without one of them have none."""
    found = working.dossiers.frame.select(*WHO, SPELL).unique()
    eager = found.collect() if isinstance(found, nw.LazyFrame) else found
    whole = [row for row in eager.iter_rows() if None not in row]
    for kind, province, year, spell in sorted(whole, key=lambda row: tuple(map(str, row))):
        day = None if spell == 0 else turns[0] - A_DAY if spell == 1 else turns[spell - 2]
        yield _Key(str(kind), str(province), int(year), int(spell), day)


def _turns(registry: Registry) -> list[datetime.date]:
    """The days on which another standard may come to hold, or a code to mean another province."""
    first = {each.standard.in_force_from for each in registry.supplied}
    behind = {each.standard.in_force_to for each in registry.supplied}
    return sorted({REORGANISED_ON, *first, *(day + A_DAY for day in behind if day is not None)})


def _spell(working: Working, turns: Sequence[datetime.date]) -> nw.Expr:
    """The number of the stretch of days in which a row is decided; 0 where it does not say when."""
    if working.dossiers.held.get("decision_date") is not Kind.DAY:
        return nw.lit(0, nw.Int64)
    day = nw.col("decision_date")
    chain = nw.when(day.is_null()).then(nw.lit(0, nw.Int64))
    for number, turn in reversed(list(enumerate(turns))):
        chain = chain.when(day >= nw.lit(turn)).then(nw.lit(number + 2, nw.Int64))
    return chain.otherwise(nw.lit(1, nw.Int64))


def _among(keys: Iterable[_Key]) -> nw.Expr:
    """Whether a row has one of some keys; those that differ in province alone are asked together."""
    provinces: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for key in keys:
        provinces[key.kind, key.year, key.spell].add(key.province)
    years: dict[tuple[str, int, frozenset[str]], list[int]] = defaultdict(list)
    for (kind, year, spell), among in provinces.items():
        years[kind, spell, frozenset(among)].append(year)
    asked = [
        (nw.col("kind") == kind)
        & (nw.col(SPELL) == spell)
        & nw.col("year").is_in(sorted(of_years))
        & nw.col("province").is_in(sorted(among))
        for (kind, spell, among), of_years in years.items()
    ]
    first, *others = asked
    for other in others:
        first = first | other
    return first


def _same(stack: Stack) -> tuple[object, ...]:
    """What makes two stacks say the same of every row."""
    parts = [
        (*map(id, each.standards), each.silent, each.added_kinds, each.unusable)
        for each in (stack, *stack.beside)
    ]
    return tuple(parts)


def _told_apart(working: Working, turns: Sequence[datetime.date]) -> Working:
    """The rows with the stretch of days of each, and with their numbers where the engine has an order."""
    working = working.numbered()
    frame = working.dossiers.frame
    frame = frame.with_columns(_spell(working, turns).alias(SPELL))
    return attrs.evolve(working, dossiers=attrs.evolve(working.dossiers, frame=frame))


def _asked_for(stack: Stack, readings: Mapping[str, str]) -> dict[str, str]:
    names = {reading.name for each in (stack, *stack.reads) for reading in each.readings}
    return {name: option for name, option in readings.items() if name in names}


def _refusals(working: Working, registry: Registry, prefix: str) -> Iterator[Problem]:
    """What is wrong with the tables, whatever the standards of each row."""
    held = working.dossiers.held
    for name in ("unit", *WHO, "commune"):
        if name not in held:
            yield Problem("columns.missing", (), {"name": name, "names": name, "near": alike(name, held)})
    yield from taken([f"{prefix}{name}" for name in ("standards", "unassessed")], working)
    known = KnownNames.of_registry(registry)
    yield from refusals_of(working, working.lists if not known.complete else known.records, prefix)
    for name in held if known.complete else ():
        sheet, _, fact = name.partition(".")
        fact = fact.removesuffix(".lo").removesuffix(".hi")
        if sheet in SHEETS and fact not in known.facts.names:
            facts = {"name": name, "near": alike(fact, known.facts.names)}
            yield Problem("columns.undeclared", (), facts)


def _names(asking: Sequence[Asking], prefix: str) -> list[str]:
    """The names of all results: those that every row has, then those of some stacks."""
    found = dict.fromkeys(("standards", "unassessed", "verdict", "verdict.possible"))
    found |= dict.fromkeys(("points.lo", "points.hi", "grade.lo", "grade.hi"))
    found |= dict.fromkeys(name for each in asking for name in each.results.columns if name != "rejected")
    if any("rejected" in each.results.columns for each in asking):
        found["rejected"] = None
    return [f"{prefix}{name}" for name in found]


def _together(
    working: Working, parts: _Parts, asking: Sequence[Asking], names: Sequence[str], prefix: str
) -> Frame:
    """The rows of all parts, one under the other, in no order."""
    whole = _Whole(working, names, prefix, _words(asking))
    done: list[Frame] = []
    units: list[Frame] = []
    for part, asked in sorted(
        zip(parts.assessed, asking, strict=True), key=lambda each: each[0].is_of_communes
    ):
        found = whole.assessed(part, asked, units)
        done.append(found)
        if not part.is_of_communes and part.stack.national is not None:
            units.append(found)  # the verdict of a province alone says nothing on a national list
    done += [whole.unassessed(code, rows) for code, rows in parts.unassessed.items()]
    done.append(whole.unassessed(UNPLACED, _without_a_key()))
    return nw.concat(done, how="vertical") if len(done) > 1 else done[0]


def _without_a_key() -> nw.Expr:
    kind, province, year = (nw.col(name).is_null() for name in WHO)
    return kind | province | year


@attrs.frozen
class _Whole:
    """The table that all parts become: its columns, and the words that each may hold."""

    working: Working
    names: Sequence[str]
    prefix: str
    words: Mapping[str, Sequence[str]]

    def assessed(self, part: _Part, asked: Asking, units: Sequence[Frame]) -> Frame:
        """The rows of one stack; communes are told what became of units before them."""
        working = self._of(part.rows)
        if part.is_of_communes:
            working = attrs.evolve(working, children=self._children(units))
        frame = asked.answered(working, self.prefix, self.words)
        ids = " ".join(each.id for each in part.stack.standards)
        said = {"standards": nw.lit(ids), "unassessed": nw.lit(None, nw.String)}
        return self._completed(frame, said, asked.results.columns)

    def unassessed(self, code: str, rows: nw.Expr) -> Frame:
        """Rows for which there are no standards, and why."""
        frame = with_null_number(self._of(rows).dossiers.frame)
        said = {"standards": nw.lit(None, nw.String), "unassessed": nw.lit(code)}
        said |= {name: self._word(name, word) for name, word in OF_NO_STANDARD.items()}
        return self._completed(frame, said, ())

    def _of(self, rows: nw.Expr) -> Working:
        frame = self.working.dossiers.frame.filter(rows)
        return attrs.evolve(self.working, dossiers=attrs.evolve(self.working.dossiers, frame=frame))

    def _completed(self, frame: Frame, said: Mapping[str, nw.Expr], there: Collection[str]) -> Frame:
        """A part with all columns of the whole; what is not said of its rows is null."""
        frame = frame.with_columns(*(each.alias(self._spelt(name)) for name, each in said.items()))
        nothing = []
        for name in (each.removeprefix(self.prefix) for each in self.names):
            if name not in said and name not in there:
                null = nw.col(NULL_NUMBER) if is_of_points(name) else self._word(name, None)
                nothing.append(null.alias(self._spelt(name)))
        given = self.working.dossiers.frame.collect_schema().names()
        results = [name.replace(".", self.working.dot) for name in self.names]
        frame = frame.with_columns(*nothing) if nothing else frame
        return frame.select(*(name for name in given if name != SPELL), *results)

    def _word(self, name: str, word: str | None) -> nw.Expr:
        few = self.words.get(name) if self.working.is_polars else None
        return nw.lit(word, nw.String if few is None else nw.Enum(few))

    def _spelt(self, name: str) -> str:
        return f"{self.prefix}{name}".replace(".", self.working.dot)

    def _children(self, units: Sequence[Frame]) -> Given | None:
        """The units that were assessed, with those that the caller knows."""
        columns = ("unit", "province", "commune", "year")
        verdict = nw.col(self._spelt("verdict.possible")).cast(nw.String).alias("verdict")
        found = [each.select(*columns, verdict) for each in units]
        known = self.working.children
        if known is not None:
            column = "verdict.possible" if "verdict.possible" in known.held else "verdict"
            said = nw.col(column.replace(".", self.working.dot)).cast(nw.String).alias("verdict")
            found.append(known.frame.select(*columns, said))
        if not found:
            return None
        frame = nw.concat(found, how="vertical") if len(found) > 1 else found[0]
        held = {**dict.fromkeys(("unit", "province", "commune", "verdict"), Kind.WORD), "year": Kind.NUMBER}
        return Given(nw.to_native(frame), frame, held)


def is_of_points(name: str) -> bool:
    """Whether a column of the result holds points."""
    return name.startswith(("points.", "item."))


def _words(asking: Sequence[Asking]) -> dict[str, list[str]]:
    """The words that each column of words may hold in any part."""
    found: dict[str, dict[str, None]] = {name: {word: None} for name, word in OF_NO_STANDARD.items()}
    for each in asking:
        for name, words in each.results.words.items():
            found.setdefault(name, {}).update(dict.fromkeys(words))
    return {name: list(words) for name, words in found.items()}
