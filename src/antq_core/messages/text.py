"""One text in the two languages of the library."""

from typing import Literal

import attrs

Locale = Literal["vi", "en"]
LOCALES: tuple[Locale, ...] = ("vi", "en")


@attrs.frozen
class Text:
    """The same words in Vietnamese and in English.

    >>> Text(vi="Đạt", en="Met").in_locale("vi")
    'Đạt'
    """

    vi: str
    en: str

    def in_locale(self, locale: Locale) -> str:
        """The words in one language."""
        return self.vi if locale == "vi" else self.en
