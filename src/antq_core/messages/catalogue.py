"""Every sentence the library says, found by its stable code.

The sentences live beside this module, one file a language, so that a translator needs no Python.
"""

import datetime
import functools
import tomllib
from collections.abc import Mapping
from importlib import resources

from antq_core.messages.text import LOCALES, Locale, Text


@functools.cache
def sentences(locale: Locale) -> Mapping[str, str]:
    """All sentences of one language, by code; placeholders stand in braces."""
    source = resources.files(__package__).joinpath(f"{locale}.toml").read_text(encoding="utf-8")
    return {
        code: sentence for section in tomllib.loads(source).values() for code, sentence in section.items()
    }


def say(code: str, locale: Locale, /, **facts: object) -> str:
    """The sentence of a code, with its facts put in.

    Raises `KeyError` for a code or a placeholder that the catalogue does not know: a mistake of
    the library, which its own tests look for.

    >>> say("wording.compare", "en", left="fires", sign="≤", right="2")
    'fires ≤ 2'
    """
    return sentences(locale)[code].format_map({name: _shown(value, locale) for name, value in facts.items()})


def text(code: str, /, **facts: object) -> Text:
    """The sentence of a code in both languages."""
    vi, en = (say(code, locale, **facts) for locale in LOCALES)
    return Text(vi=vi, en=en)


def _shown(value: object, locale: Locale) -> str:
    if isinstance(value, Text):
        return value.in_locale(locale)
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y") if locale == "vi" else value.isoformat()
    return str(value)
