"""Whether a sheet must say that it is a sample: something that it rests upon is no law, or no place."""

from collections.abc import Iterator

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.provinces import SAMPLE
from antq_core.expressions.tree import Node
from antq_core.printing.filled import Filled
from antq_core.standards.standard import Standard


def is_sample(standard: Standard, filled: Filled) -> bool:
    """Whether the unit, or a citation of the standard or of any by which it was assessed, is fictional.

    A provincial standard that is made up decides the verdict as well, so it marks the national sheet.
    """
    used = [each.citation for assessed in filled.in_order for each in assessed.standards]
    if any(assessed.unit.province == SAMPLE.code for assessed in filled.in_order):
        return True
    return any(_is_fictional(each) for each in (*_citations(standard), *used))


def _is_fictional(citation: Citation | None) -> bool:
    if citation is None:
        return False
    return citation.kind is InstrumentKind.FICTIONAL or _is_fictional(citation.through)


def _citations(value: object) -> Iterator[Citation]:
    """Every citation anywhere in a value; conditions hold none."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _citations(each)
    elif not isinstance(value, Node):
        for attribute in getattr(type(value), "__attrs_attrs__", ()):  # values of other kinds have no parts
            yield from _citations(getattr(value, attribute.name))
