"""Ids of standards as people type them."""

from antq_core.standards.registry import SAFETY, Registry


def whole_id(named: str, registry: Registry) -> str:
    """The id whose last parts were typed, where one standard alone is meant; else what was typed.

    Of standards that replace each other the newest is meant, and of several schemes the usual one.
    """
    standards = {each.standard.id: each.standard for each in registry.supplied}
    replaced = {old for each in standards.values() for old in each.replaces}
    ended = [each for each in standards if each.endswith(f"/{named}")]
    meant = ended if len(ended) == 1 else [each for each in ended if each not in replaced]
    usual = [each for each in meant if standards[each].scheme == SAFETY]
    meant = usual if len(meant) > 1 else meant
    return meant[0] if len(meant) == 1 and named not in standards else named
