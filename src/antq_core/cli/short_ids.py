"""Ids of standards as people type them."""

from antq_core.cli.refusals import UsageError
from antq_core.standards.registry import Registry


def whole_id(named: str, registry: Registry) -> str:
    """The id whose last parts were typed; what was typed where that is an id, or where no id ends so.

    Of standards that replace each other the newest is meant. Raises `UsageError` where several others
    end so: which of them somebody meant is not guessed.
    """
    replaces = {each.standard.id: each.standard.replaces for each in registry.supplied}
    ended = [each for each in replaces if each.endswith(f"/{named}")]
    if named in replaces or not ended:
        return named
    replaced = {old for each in ended for old in _all_before(each, replaces)}
    meant = [each for each in ended if each not in replaced]
    if len(meant) != 1:
        raise UsageError.of("cli.several-standards", value=named, ids=", ".join(ended))
    return meant[0]


def _all_before(standard: str, replaces: dict[str, tuple[str, ...]]) -> set[str]:
    """What a standard replaces, what that replaced, and so on."""
    found: set[str] = set()
    waiting = [*replaces[standard]]
    while waiting:
        old = waiting.pop()
        if old not in found:
            found.add(old)
            waiting += replaces.get(old, ())
    return found - {standard}
