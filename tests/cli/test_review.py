from pathlib import Path

import pytest

from antq_core.cli.commands import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "vinh-phuc-2014-2019"
ASKED = ["--from", "2014-08-15", "--to", "2019-06-30", "--province", "26", "--locale", "en"]


def test_the_example_is_reviewed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html, json = tmp_path / "review.html", tmp_path / "review.json"
    assert main(["review", str(EXAMPLE), *ASKED, "--brief", "--html", str(html), "--json", str(json)]) == 0
    shown = capsys.readouterr().out
    assert "4,589" in shown
    assert "163" in shown
    assert "4,589" in html.read_text(encoding="utf-8")
    assert '"format": 1' in json.read_text(encoding="utf-8")


def test_the_records_of_a_figure_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(EXAMPLE), *ASKED, "--list", "commendations.collectives"]) == 0
    told = capsys.readouterr()
    assert told.out.count("commendations.csv") == 11
    assert "11 records" in told.err


def test_tips_are_listed_only_for_whoever_asks_for_exact_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(EXAMPLE), *ASKED, "--list", "tips.received"]) == 2
    assert "--exact" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--template", "directive-7"], "directive-07"),
        (["--list", "models.standin"], "models.standing"),
        (["--list", "models.standing", "--only", "year"], "DIMENSION=CODE"),
        (["--list", "models.standing", "--only", "moon=1"], "no breakdown"),
        (["--list", "models.standing", "--only", "kind=clan", "--only", "kind=camera"], "twice"),
        (["--only", "kind=clan"], "--list"),
        (["--min-cell", "1"], "1"),
    ],
)
def test_what_cannot_be_asked_is_said(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", str(EXAMPLE), *ASKED, *words]) == 2
    assert told in capsys.readouterr().err


def test_a_province_that_there_was_not_and_reversed_days_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["review", str(EXAMPLE), *ASKED[:4], "--province", "99"]) == 2
    assert (
        main(["review", str(EXAMPLE), "--from", "2019-01-01", "--to", "2018-01-01", "--province", "26"]) == 2
    )
    assert "Traceback" not in capsys.readouterr().err
