import inspect

import antq_core


def said_about(value: object) -> str | None:
    """The docstring; for a class its own, as `getdoc` would lend it the words of its parent."""
    return value.__dict__.get("__doc__") if isinstance(value, type) else inspect.getdoc(value)


def test_every_name_of_the_front_door_is_there() -> None:
    assert [name for name in antq_core.__all__ if not hasattr(antq_core, name)] == []


def test_the_front_door_is_in_plain_order_and_names_nothing_twice() -> None:
    assert list(antq_core.__all__) == sorted(set(antq_core.__all__))


def test_the_front_door_stays_small_enough_to_remember() -> None:
    assert 10 <= len(antq_core.__all__) <= 14


def test_every_name_of_the_front_door_says_what_it_is() -> None:
    assert [name for name in antq_core.__all__ if not said_about(getattr(antq_core, name))] == []


def test_the_front_door_lets_nothing_else_in() -> None:
    shown = {
        name
        for name, value in vars(antq_core).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert shown <= set(antq_core.__all__)
