"""Ids of standards as people type them."""

from antq_core.standards.registry import SAFETY, Registry


def whole_id(named: str, registry: Registry) -> str:
    """The id whose last part was typed, where one standard alone is meant; else what was typed.

    Of standards that replace each other the newest is meant, and of several schemes the usual one.
    """
    standards = {each.standard.id: each.standard for each in registry.supplied}
    replaced = {old for each in standards.values() for old in each.replaces}
    meant = [each for each in standards if each.rpartition("/")[2] == named and each not in replaced]
    usual = [each for each in meant if standards[each].scheme == SAFETY]
    meant = usual if len(meant) > 1 else meant
    return meant[0] if len(meant) == 1 and named not in standards else named
