"""The entry point ``vn-00``: everything that Tỉnh Mẫu supplies. The library asks this function for it."""

from antq_core import Standard
from antq_core.hookspecs import hookimpl
from antq_tinh_mau.additions import ADDITIONS
from antq_tinh_mau.markets import MARKETS
from antq_tinh_mau.movement_grade import FIRST_VERSION, SECOND_VERSION


@hookimpl
def antq_standards() -> list[Standard]:
    """The standards of the province, in the order of its decisions."""
    return [FIRST_VERSION, SECOND_VERSION, ADDITIONS, MARKETS]
