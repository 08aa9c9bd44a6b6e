"""The entry point ``vn-26``: what Vĩnh Phúc added for its units, until it became a part of Phú Thọ."""

from antq_core import Standard
from antq_core.hookspecs import hookimpl
from antq_vinh_phuc.directive_09_2019.hospitals import HOSPITALS
from antq_vinh_phuc.directive_09_2019.organisations import ORGANISATIONS


@hookimpl
def antq_standards() -> list[Standard]:
    """The standards for agencies, enterprises and schools, then those for hospitals in the order of time."""
    return [ORGANISATIONS, *HOSPITALS]
