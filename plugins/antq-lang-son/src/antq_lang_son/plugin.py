"""The entry point ``vn-20``: what Lạng Sơn adds for its units, in the order of time."""

from antq_core import Standard
from antq_core.hookspecs import hookimpl
from antq_lang_son.guidance_76_2022 import EVERY_UNIT
from antq_lang_son.guidance_2083_2012.annex_2 import COMMUNES


@hookimpl
def antq_standards() -> list[Standard]:
    """The score sheet of communes of 2012, and the guidance of 2022."""
    return [COMMUNES, EVERY_UNIT]
