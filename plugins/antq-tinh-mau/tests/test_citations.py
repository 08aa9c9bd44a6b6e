"""Nothing here may be taken for law: every citation is fictional, and leads to a place in a decision."""

from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from antq_core import Standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.messages.text import LOCALES
from antq_tinh_mau.instrument import FIRST, SECOND, THIRD
from antq_tinh_mau.plugin import antq_standards

EVERY = pytest.mark.parametrize("standard", antq_standards(), ids=lambda standard: standard.id)


def citations(value: Any) -> Iterator[Citation]:
    """All citations inside a value, however deep."""
    if isinstance(value, Citation):
        yield value
    elif attrs.has(type(value)):
        for each in attrs.fields(type(value)):
            yield from citations(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from citations(each)


@EVERY
def test_every_citation_is_fictional_and_names_an_article(standard: Standard) -> None:
    found = list(citations(standard))
    assert len(found) > 3
    assert {each.kind for each in found} == {InstrumentKind.FICTIONAL}
    assert {each.number for each in found} <= {FIRST, SECOND, THIRD}
    assert [each for each in found if each.article is None or each.through is not None] == []


@EVERY
def test_titles_say_that_they_are_fictional(standard: Standard) -> None:
    assert "giả định" in standard.title.vi
    assert "fictional" in standard.title.en


@EVERY
def test_every_criterion_and_item_has_words_of_its_own(standard: Standard) -> None:
    for locale in LOCALES:
        texts = [each.text.in_locale(locale) for each in standard.criteria]
        texts += [each.text.in_locale(locale) for each in standard.items]
        assert len(set(texts)) == len(texts)
        assert all(text.strip() for text in texts)


@EVERY
def test_codes_stand_at_their_article(standard: Standard) -> None:
    """TM-4.2 is Article 4, clause 2, whichever decision words it now; so a code can be looked up."""
    for item in standard.items:
        if item.citation is not None and item.citation.number == FIRST and not item.is_group:
            assert item.code == f"TM-{item.citation.article}.{item.citation.clause}"
