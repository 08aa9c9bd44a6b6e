"""All trees of a standard that decide something, by the place they stand in."""

from antq_core.expressions.tree import Node
from antq_core.standards.standard import Standard


def trees_of(standard: Standard) -> dict[tuple[str, ...], Node]:
    """All conditions and points of a standard, by their place; derivations are none of them."""
    found: dict[tuple[str, ...], Node] = {}
    if standard.scope is not None:
        found["scope",] = standard.scope
    for criterion in standard.criteria:
        for name, node in criterion.conditions.items():
            found["criteria", criterion.code, name] = node
    for item in standard.items:
        for name, node in item.trees.items():
            found["rubric", item.code, name] = node
    for ceiling in standard.grading.ceilings if standard.grading is not None else ():
        found["grading", "ceilings", ceiling.code, "unless"] = ceiling.unless
    return found
