"""Makes the synthetic register of Vĩnh Phúc beside this file; the same seed always gives the same bytes.

Every record is invented; only some totals are those of a published report, as the README says.
Run it with ``python examples/make_vinh_phuc.py`` after a change, and commit what it writes.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from vinh_phuc.agreements import make_agreements
from vinh_phuc.awards_and_awareness import make_activities, make_commendations
from vinh_phuc.certifications import make_certifications
from vinh_phuc.model_lives import FOUR_SAFETIES_FROM, event_rows, make_models, model_rows
from vinh_phuc.places import make_units, rows
from vinh_phuc.setting import FIRST, LAST, PROVINCE, Cell, Row
from vinh_phuc.tips import make_tips

from antq_core.movement.tables import TABLES

FOLDER = Path(__file__).parent / "vinh-phuc-2014-2019"
OPEN = ("activities",)
"""Of these nobody says that they are complete."""


def files() -> dict[str, str]:
    """The text of each file, by its name."""
    tables = make_tables()
    return {"register.toml": manifest(), **{f"{name}.csv": text(name, tables[name]) for name in TABLES}}


def make_tables() -> Mapping[str, list[Row]]:
    """The rows of each table."""
    units = make_units()
    models = make_models(units)
    agreements, reviews = make_agreements(units)
    return {
        "units": [*rows(units)],
        "models": [*model_rows(models)],
        "model_events": [*event_rows(models)],
        "tips": [*make_tips(models)],
        "agreements": agreements,
        "agreement_reviews": reviews,
        "certifications": [*make_certifications(units)],
        "commendations": [*make_commendations()],
        "activities": [*make_activities(units)],
    }


def text(table: str, listed: Iterable[Row]) -> str:
    """A table as CSV, without columns in which nothing is recorded; the manifest has the province."""
    listed = list(listed)
    said = {name for row in listed for name, cell in row.items() if cell is not None}
    names = [column.name for column in TABLES[table].columns() if column.name in said]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell_text(row.get(name)) for name in names] for row in listed)
    return written.getvalue()


def cell_text(cell: Cell) -> str:
    """A cell as it is written: nothing where nothing is recorded."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def manifest() -> str:
    """What the register says of itself."""
    coverage = "\n".join(
        f'[coverage.{name}]\nfrom = "{FIRST}"\nto = "{LAST}"\nattested_by = "steering_committee"\n'
        for name in TABLES
        if name not in OPEN
    )
    return f"""\
# Dữ liệu giả định / SYNTHETIC: every record of this register is made up. See README.md.
format = 1
province = "{PROVINCE}"
synthetic = true

{coverage}
[[model_kinds]]
code = "four_safeties"
vi = "“4 an toàn”: địa bàn, khuôn viên; người; tài sản; hoạt động của đơn vị"
en = "“4 safeties”: premises, people, property, activities of the unit"
family = "safety_of_units"
document = "09/CT-UBND"
valid_from = "{FOUR_SAFETIES_FROM}"

[[unit_kinds]]
code = "hospital"
vi = "bệnh viện"
en = "hospital"
document = "09/CT-UBND"
"""


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, written in files().items():
        (FOLDER / name).write_text(written, encoding="utf-8", newline="\n")
