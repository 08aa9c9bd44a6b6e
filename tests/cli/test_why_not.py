"""`antq why-not`: what blocks a unit, and the least that would change it, in words and as data."""

from typing import Any

import pytest


def test_what_blocks_and_what_would_change_it_is_told(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1", clean=False, quiet=True))
    run = short("why-not", "a.json", "k1")
    assert run.code == 0
    assert "A-1 – A-1 (vi)" in run.out
    assert "clean (vi): không → có" in run.out
    english = short("why-not", "a.json", "k1", "--locale", "en").out
    assert "clean (en): no → yes" in english


def test_the_same_is_there_as_data(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1", clean=False, quiet=True))
    (found,) = short("why-not", "a.json", "k1", "--json").listing
    assert found["is_reached"] is False
    assert [each["criterion"] for each in found["blocking"]] == ["A-1"]
    (way,) = found["ways"]
    assert way["findings"] == ["A-1"]
    assert [each["name"] for each in way["changes"]] == ["clean"]


def test_nothing_stands_against_a_unit_that_meets_the_standard(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1", clean=True, quiet=True))
    run = short("why-not", "a.json", "k1")
    assert (run.code, "không có gì cản" in run.out) == (0, True)


def test_what_is_not_known_may_be_stated(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1", clean=True))
    run = short("why-not", "a.json", "k1", "--reading", "noise_means=by_day")
    assert "quiet (vi): chưa rõ → có" in run.out
    assert "A-2" in run.out


@pytest.mark.parametrize("arguments", [("--grade", "best"), ("--grade", "best", "--by", "vn/short/x")])
def test_a_grade_that_no_standard_gives_is_told(
    short: Any, save: Any, area: Any, arguments: tuple[str, ...]
) -> None:
    save("a.json", area("k1", clean=True))
    run = short("why-not", "a.json", "k1", *arguments)
    assert run.code == 2
    assert "best" in run.err
    assert "remedy.no-such-grade" in run.err


def test_a_unit_that_no_row_has_is_answered_with_the_nearest(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1", clean=True))
    run = short("why-not", "a.json", "k2")
    assert (run.code, "k1" in run.err) == (2, True)
