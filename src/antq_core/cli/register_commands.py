"""`antq register`: check the tables of a folder as a whole, and say which columns they may have."""

import importlib.util
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from antq_core.cli.questions import JsonOption, LocaleOption
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.screen import Screen
from antq_core.cli.tables import table_of
from antq_core.codec.text import Json
from antq_core.errors import alike
from antq_core.movement.columns import Column
from antq_core.movement.record import MovementRecord
from antq_core.movement.refusals import HOLDS_LABELS
from antq_core.movement.tables import TABLES

LISTED = 20
"""So many problems of one file, column and code are shown unless somebody asks for more."""
ENGINE = ("narwhals", "polars")

Listed = Annotated[int, Parameter(name="--listed", metavar="N", help="cli.help-register-listed")]
TableName = Annotated[str | None, Parameter(name="TABLE", help="cli.help-register-table")]
CsvOption = Annotated[bool, Parameter(name="--csv", negative="", help="cli.help-register-csv")]


def check_register(
    *folders: Annotated[Path, Parameter(required=True, name="FOLDER", help="cli.help-register-folders")],
    listed: Listed = LISTED,
    as_json: JsonOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Check the tables of some folders together."""
    if any(importlib.util.find_spec(name) is None for name in ENGINE):
        raise UsageError.of("cli.register-not-installed")
    if listed < 1:
        raise UsageError.of("cli.register-listed", found=listed)
    from antq_core.cli import register_page  # noqa: PLC0415 - only whoever checks tables needs the engine

    return register_page.check(folders, listed, as_json=as_json, screen=Screen.of(locale))


def list_columns(
    table: TableName = None,
    /,
    *,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """List the tables, or the columns of one."""
    screen = Screen.of(locale)
    if table is None:
        if as_csv:
            raise UsageError.of("cli.register-which-table", known=", ".join(TABLES))
        if as_json:
            screen.write_json({name: _described(kind) for name, kind in TABLES.items()})
        else:
            rows = [
                (name, kind.label.in_locale(locale), ", ".join(kind.key)) for name, kind in TABLES.items()
            ]
            screen.show(table_of(("table", "label", "key"), rows, screen))
        return ExitCode.COMPLETE
    if table not in TABLES:
        known = ", ".join(TABLES)
        raise UsageError.of("cli.register-no-table", found=table, near=alike(table, TABLES), known=known)
    kind = TABLES[table]
    if as_csv:
        screen.write(",".join(column.name for column in kind.columns()))
    elif as_json:
        screen.write_json(_described(kind))
    else:
        cells = [_cells(column, screen) for column in kind.columns()]
        screen.show(table_of(("column", "label", "holds", "values"), cells, screen))
    return ExitCode.COMPLETE


def _cells(column: Column, screen: Screen) -> tuple[str, str, str, str]:
    holds = HOLDS_LABELS[column.holds].in_locale(screen.locale)
    needed = screen.say("cli.register-required") if column.required else ""
    return (
        column.name,
        column.label.in_locale(screen.locale),
        f"{holds}{needed}",
        _values(column, screen),
    )


def _values(column: Column, screen: Screen) -> str:
    if column.codes:
        return "\n".join(f"{code} = {text.in_locale(screen.locale)}" for code, text in column.codes.items())
    if column.refers_to is not None:
        return f"→ {column.refers_to}"
    if column.catalogue is not None:
        return f"→ {column.catalogue}"
    return f"{column.least}–{column.most}" if column.most else ""


def _described(kind: type[MovementRecord]) -> Json:
    return {
        "table": kind.table,
        "label": {"vi": kind.label.vi, "en": kind.label.en},
        "key": list(kind.key),
        "columns": [
            {
                "name": column.name,
                "label": {"vi": column.label.vi, "en": column.label.en},
                "holds": column.holds.value,
                "required": column.required,
                "codes": {code: {"vi": text.vi, "en": text.en} for code, text in column.codes.items()},
                "refers_to": column.refers_to,
                "catalogue": column.catalogue,
                "bounds": [column.least, column.most] if column.most else None,
            }
            for column in kind.columns()
        ],
    }
