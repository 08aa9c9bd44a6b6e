"""What a page shows as printed or answered is what is printed or answered."""

from typing import Any


def test_every_answer_is_the_one_that_is_shown(shown: list[Any]) -> None:
    wrong = [f"{each.command}\n{each.found}" for each in shown if not each.is_true]
    assert wrong == [], "\n\n".join(wrong)
