"""Whatever is offered to a register: no message, log or traceback repeats what may be somebody's data."""

import json
import logging
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from antq_core.cli.commands import main
from antq_core.errors import AntqError
from antq_core.messages.text import LOCALES
from antq_core.movement.tips import Tip
from antq_core.register.register import Register, read_register, register_of

SECRETS = (
    "0912345678",
    "001099012345",
    "nguoibao@example.vn",
    "30A-123.45",
    "Nguyễn Văn A",
    "NGUYEN VAN A",
    "nha so 5 ngo 3",
    "=0912345678",
    "1234567890123",
)
COLUMNS = [column.name for column in Tip.columns()]
GOOD = {"number": "TB-2018-000001", "province": "26", "received_on": "2018-03-01"}


def spoken(register: Register) -> Iterator[str]:
    """Everything that a register says of what is wrong, in every way in which it can be printed."""
    for problems in (register.problems, register.remarks):
        yield repr(problems)
        yield str(problems)
        for each in problems:
            yield repr(each)
            yield from (each.message(locale) for locale in LOCALES)


def refuse_secrets(said: Iterator[str], secret: str) -> None:
    told = "\n".join(said)
    assert secret not in told
    assert secret.strip("=") not in told


def of_csv(row: dict[str, str], at: Path) -> Register:
    cells = ",".join(f'"{cell}"' for cell in row.values())
    (at / "tips.csv").write_text(",".join(row) + "\n" + cells + "\n", encoding="utf-8")
    return read_register(at)


def of_json(row: dict[str, Any], at: Path) -> Register:
    (at / "tips.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return read_register(at)


def of_frame(row: dict[str, Any], at: Path) -> Register:
    pl.DataFrame([row]).write_parquet(at / "tips.parquet")
    return read_register(at)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("offer", [of_csv, of_json, of_frame])
def test_no_cell_of_a_tip_is_repeated(offer: Any, secret: str, tmp_path: Path, caplog: Any) -> None:
    with caplog.at_level(logging.DEBUG):
        for column in COLUMNS:
            at = tmp_path / column
            at.mkdir()
            register = offer({**GOOD, column: secret}, at)
            assert register.problems, f"{column} took what it should refuse"
            refuse_secrets(spoken(register), secret)
    assert not caplog.records


@pytest.mark.parametrize("secret", SECRETS)
def test_no_column_that_is_offered_beside_is_repeated(secret: str, tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "tips.csv").write_text(
        f'number,province,informant,"{secret}"\nTB-1,26,{secret},{secret}\n', encoding="utf-8"
    )
    register = read_register(tmp_path)
    assert register.refused == ("tips",)
    refuse_secrets(spoken(register), secret)
    for typed in (["--locale", "en"], ["--locale", "vi"], ["--json"]):
        assert main(["register", "check", str(tmp_path), *typed]) == 3
        shown = capsys.readouterr()
        refuse_secrets(iter((shown.out, shown.err)), secret)


def test_the_kinds_of_what_was_seen_are_named_and_counted(tmp_path: Path) -> None:
    (tmp_path / "tips.csv").write_text(
        "number,province,ghi chu\nTB-1,26,goi 0912 345 678\nTB-2,26,0987654321 a@example.vn\n",
        encoding="utf-8",
    )
    (problem,) = read_register(tmp_path).problems
    assert problem.code == "register.unknown-column-personal"
    assert str(problem.problem.facts["seen"].en) == "a telephone number (2), an e-mail address (1)"


def test_a_traceback_of_what_polars_refuses_repeats_nothing(tmp_path: Path) -> None:
    at = tmp_path / "tips.parquet"
    at.write_bytes(b"PAR1" + b"0912345678" * 9 + b"PAR1")
    try:
        said = [*spoken(read_register(tmp_path))]
    except AntqError:
        said = [traceback.format_exc()]
    refuse_secrets(iter(said), "0912345678")


class Own:
    """What no library of frames knows, and whose own text is nobody's business."""

    def __repr__(self) -> str:
        return "0912345678"


def test_what_is_no_frame_is_told_by_its_type_alone() -> None:
    register = register_of({"tips": Own()})
    refuse_secrets(spoken(register), "0912345678")
    assert [each.code for each in register.problems] == ["columns.no-frame"]
