"""What the library itself says of these standards: by its test kit, and by the command that authors type."""

import json

import pytest

from antq_core import Standard
from antq_core.cli.commands import main
from antq_core.testing.checking import Standing, check_standard
from antq_national.plugin import antq_standards as national_standards
from antq_tinh_mau.movement_grade import SECOND_VERSION
from antq_tinh_mau.plugin import antq_standards

EVERY = pytest.mark.parametrize("standard", antq_standards(), ids=lambda standard: standard.id)
AT_HAND = [*national_standards(), *antq_standards()]


@EVERY
def test_it_keeps_the_laws_and_nothing_is_remarked(standard: Standard) -> None:
    summary = check_standard(standard, AT_HAND, examples=8)
    assert summary.of(Standing.PROVED) and summary.of(Standing.TESTED)
    assert [str(check) for check in summary.of(Standing.REMARK)] == []


def test_the_summary_says_that_nothing_is_proved_of_the_coded_rule() -> None:
    summary = check_standard(SECOND_VERSION, AT_HAND, examples=1)
    assert ["points_by_quarter" in check.told for check in summary.of(Standing.SKIPPED)] == [True]


@EVERY
def test_the_check_command_finds_nothing_to_correct(
    standard: Standard, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["standards", "check", standard.id, "--json"]) == 0
    (checked,) = json.loads(capsys.readouterr().out)["standards"]
    assert checked["id"] == standard.id


@EVERY
def test_its_sheet_says_that_it_is_fictional(standard: Standard, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standards", "sheet", standard.id]) == 0
    assert "GIẢ ĐỊNH" in capsys.readouterr().out.upper()
