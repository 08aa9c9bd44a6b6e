"""Where and when the made-up commune plays, and the shapes that all its dossiers share."""

import datetime
import random
from collections.abc import Iterable

from antq_core import Basis, RecordList, Unit
from antq_core.domain.dossiers import Evidence
from antq_core.domain.incidents import Gravity, Incident, IncidentKind
from antq_core.domain.sheets import Record
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import Window

YEAR = 2026
# The library takes only codes of provinces that exist on the day of decision; the commune does not exist.
PROVINCE, COMMUNE = "25", "99999"
ATTESTED_BY = "Thường trực Ban Chỉ đạo xã Mẫu (giả định)"

Day = datetime.date
AREA_WINDOW = Window(Day(2025, 11, 1), Day(2026, 10, 31))
# The window of everything else. A list is complete only after its window, so these decide after 15 November.
COMMUNE_WINDOW = Window(Day(2025, 11, 16), Day(2026, 11, 15))

HANDLED = {"found_in_time": True, "mitigated": True, "reported_at_once": True, "handling_accepted": True}
REPORTED_LATE = {**HANDLED, "reported_at_once": False, "handling_accepted": False}


def unit(name: str, kind: NationalKind, title: str) -> Unit:
    """A unit of the commune, or the commune itself; its title says that it does not exist."""
    return Unit(id=name, kind=kind.value, province=PROVINCE, commune=COMMUNE, name=title)


def incident(
    kind: IncidentKind, day: Day, where: str, gravity: Gravity, force_majeure: bool = False, **how: bool
) -> Incident:
    """An incident in the commune, at one of its units."""
    return Incident(
        kind=kind,
        occurred_on=day,
        commune=COMMUNE,
        unit=where,
        gravity=gravity,
        force_majeure=force_majeure,
        **how,
    )


def in_order(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Incidents by day, place and kind."""
    return tuple(sorted(incidents, key=lambda each: (each.occurred_on, each.unit, each.kind)))


def day_in(window: Window, chance: random.Random) -> Day:
    """A day of a window."""
    return Day.fromordinal(chance.randint(window.first.toordinal(), window.last.toordinal()))


def day_of_first_quarter(chance: random.Random) -> Day:
    """A day of the first quarter."""
    return Day(YEAR, chance.randint(1, 3), chance.randint(3, 28))


def complete(items: Iterable[Record], window: Window) -> RecordList:
    """A list that leaves nothing out, on the appraiser's word."""
    return RecordList(items=tuple(items), complete_for=window, attested_by=ATTESTED_BY, basis=Basis.VERIFIED)


def evidence(number: int, *documents: tuple[str, str, Day, str]) -> dict[str, tuple[Evidence, ...]]:
    """Made-up documents: the fact that each shows, its kind, its day and who issued it."""
    return {
        fact: (Evidence(document=f"{number:02}/{kind}-GIA-DINH", issued_on=day, issued_by=by),)
        for fact, kind, day, by in documents
    }
