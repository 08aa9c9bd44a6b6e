"""What the verdicts of the units that a roster names say of each record of the roster."""

import narwhals as nw

from antq_core.columns.expressions import field_column
from antq_core.columns.frames import Given, Working
from antq_core.columns.held import Frame
from antq_core.domain.declarations import Assessed, RecordDeclaration
from antq_core.lowering.lists import assessed_column
from antq_core.possible import Verdicts

BETWEEN = "|"
OF_CHILD = "antq:child:"


def with_verdicts(records: Frame, working: Working, declaration: RecordDeclaration, temporary: str) -> Frame:
    """The records of a list beside their rows, each with what is known of the unit that it names."""
    assessed = [field.assessed for field in declaration.fields if field.assessed is not None]
    if not assessed:
        return records
    columns = {what: field_column(assessed_column(declaration.name, what).name) for what in Assessed}
    named_by = declaration.identified_by
    if working.children is None or named_by is None:
        nobody = nw.lit(0, nw.Int64).alias(f"{temporary}nobody")
        records = records.with_columns(nobody)
        unknown = nw.when(nw.col(f"{temporary}nobody") > 0).then(nw.lit(True))
        return records.with_columns(*(unknown.alias(name) for name in columns.values()))
    held = records.collect_schema().names()
    place = {
        name: name
        for name in ("province", "commune", "year")
        if name in working.children.held and name in held
    }
    by = {"unit": field_column(named_by), **place}
    verdicts = _verdicts(working.children, list(by), working.dot)
    records = records.join(
        verdicts, left_on=list(by.values()), right_on=[f"{OF_CHILD}{name}" for name in by], how="left"
    )
    doubts = []
    for what, name in columns.items():
        least, most = nw.col(f"{OF_CHILD}{what.value}:least"), nw.col(f"{OF_CHILD}{what.value}:most")
        doubts.append(nw.when(least == 1).then(nw.lit(True)).when(most == 0).then(nw.lit(False)).alias(name))
    return records.with_columns(*doubts)


def _verdicts(children: Given, by: list[str], dot: str) -> Frame:
    """The units, each once: of one that was given twice, everything is possible that either says."""
    column = "verdict.possible" if "verdict.possible" in children.held else "verdict"
    said = nw.col(column.replace(".", dot)).cast(nw.String)
    ends = []
    for what in Assessed:
        yes, no = _words(what, sure=True), _words(what, sure=False)
        is_yes, is_no = _one_of(said, yes), _one_of(said, no)
        one, none = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
        ends += [
            nw.when(is_yes).then(one).otherwise(none).alias(f"{OF_CHILD}{what.value}:least"),
            nw.when(is_no).then(none).otherwise(one).alias(f"{OF_CHILD}{what.value}:most"),
        ]
    named = children.frame.select(*(nw.col(name).alias(f"{OF_CHILD}{name}") for name in by), *ends)
    return named.group_by(*(f"{OF_CHILD}{name}" for name in by)).agg(
        *(nw.col(f"{OF_CHILD}{what.value}:least").min() for what in Assessed),
        *(nw.col(f"{OF_CHILD}{what.value}:most").max() for what in Assessed),
    )


def _words(what: Assessed, *, sure: bool) -> list[str]:
    """The words of all sets of verdicts that say that a unit surely is something, or surely is not."""
    none_such = {
        (Assessed.MET, True): Verdicts.NOT_MET | Verdicts.OUT_OF_SCOPE | Verdicts.SCORED,
        (Assessed.MET, False): Verdicts.MET | Verdicts.SCORED,
        (Assessed.IN_SCOPE, True): Verdicts.OUT_OF_SCOPE,
        (Assessed.IN_SCOPE, False): ~Verdicts.OUT_OF_SCOPE,
    }[what, sure]
    sets = (Verdicts(value) for value in range(1, Verdicts.ANY.value + 1))
    return [BETWEEN.join(each.words) for each in sets if not each & none_such]


def _one_of(said: nw.Expr, words: list[str]) -> nw.Expr:
    first, *others = words
    found: nw.Expr = said == first
    for word in others:
        found = found | (said == word)
    return found.fill_null(False)
