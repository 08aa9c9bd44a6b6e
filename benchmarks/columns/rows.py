"""Made-up rows for the standard that is measured: synthetic, from a seed, the same wherever they are made.

How good a unit is runs through all its facts, so that every verdict and every grade occurs however many
criteria there are. About 2 % of 18 of every 40 columns are unknown.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import polars as pl
from facts import CHOICES, NULLABLE, ROW_GROUP, TRUTHS, Size, most_of, named

SEED = 20_261_123
UNKNOWN_SHARE = 0.02
CHUNK = 1_000_000

Numbers = np.ndarray
Draw = Callable[[], Numbers]

# A part, the whole that it belongs to, and the most of the whole.
PARTS = {
    "households_registered": ("households", 400),
    "members_trained": ("members", 60),
    "units_below_met": ("units_below", 20),
    "tips_handled": ("tips", 40),
    "complaints_settled": ("complaints", 12),
    "patrols": ("patrols_planned", 100),
    "drills": ("drills_planned", 6),
}
# How many of what ought not to happen a bad unit has, on the average.
EVENTS = {
    "incidents_serious": 0.45,
    "deaths": 0.45,
    "sabotages": 0.4,
    "protests": 0.45,
    "fires": 0.6,
    "fires_injured": 0.6,
    "drug_cases": 2.5,
    "traffic_cases": 4.0,
    "thefts": 4.0,
    "reports_late": 4.0,
}
# How many of what is good a good unit has.
DEEDS = {"meetings": 9, "visits": 6, "models_kept": 5, "commendations": 4, "festival": 500}


def frame(size: Size, rows: int) -> pl.DataFrame:
    """So many rows in memory, in one piece."""
    return pl.concat(chunks(size, rows), rechunk=True)


def parquet(size: Size, rows: int, path: Path) -> Path:
    """The same rows in a file, which is made once and kept."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = [each.lazy() for each in chunks(size, rows)]
        pl.concat(parts).sink_parquet(path, row_group_size=ROW_GROUP)
    return path


def chunks(size: Size, rows: int) -> Iterator[pl.DataFrame]:
    """The rows, a million at a time; each million has a seed of its own."""
    for start in range(0, rows, CHUNK):
        yield _chunk(size, min(CHUNK, rows - start), start)


def _chunk(size: Size, rows: int, start: int) -> pl.DataFrame:
    chance = np.random.default_rng([SEED, size.copies, start])

    def draw() -> Numbers:
        return chance.random(rows, dtype=np.float32)

    quality = draw()
    columns: dict[str, pl.Series] = {"unit": _units(start, rows)}
    for copy in range(size.copies):
        for name, column in _copy(quality, draw):
            missing = draw() < UNKNOWN_SHARE if name in NULLABLE else None
            columns[named(name, copy)] = _with_unknowns(column, missing)
    order = ["unit", *size.names]
    return pl.DataFrame(columns).select(order)


def _units(start: int, rows: int) -> pl.Series:
    return pl.int_range(start, start + rows, eager=True).cast(pl.String).str.zfill(8).alias("unit")


def _with_unknowns(column: pl.Series, missing: Numbers | None) -> pl.Series:
    if missing is None:
        return column
    return pl.select(pl.when(~pl.Series(missing)).then(column)).to_series()


def _copy(quality: Numbers, draw: Draw) -> Iterator[tuple[str, pl.Series]]:
    """The 40 columns of one copy."""
    for name in TRUTHS:
        usual = 0.5 if name.startswith("has_") else 0.88 + 0.12 * quality
        yield name, pl.Series(draw() < usual)
    rating = np.minimum(3, (draw() * 0.85 + 0.15 + quality) * 2.2).astype(np.uint8)
    yield "force_rating", _codes("force_rating", rating)
    yield "site_kind", _codes("site_kind", (draw() * 3).astype(np.uint8))
    for part, (whole, most) in PARTS.items():
        of = (draw() * most).astype(np.int32)
        share = np.minimum(1, 0.6 + 0.5 * quality + 0.3 * draw())
        yield whole, pl.Series(of)
        yield part, pl.Series(np.ceil(of * share).astype(np.int32))
    for name, often in EVENTS.items():
        events = (-np.log1p(-draw()) * often * (1.02 - quality)).astype(np.int32)
        events = np.minimum(events, most_of(name))
        yield name, pl.Series(events)
        if name == "thefts":
            yield (
                "thefts_before",
                pl.Series(events + (draw() * 6 * quality + draw() * 2 - 0.1).astype(np.int32)),
            )
    for name, most in DEEDS.items():
        done = ((0.35 + 0.65 * quality) * (0.5 + 0.6 * draw()) * most).astype(np.int32)
        yield name, pl.Series(np.minimum(done, most_of(name)))


def _codes(name: str, places: Numbers) -> pl.Series:
    return pl.Series(CHOICES[name])[places]
