"""What a review of a large register takes, beside the same counts written by hand in Polars, in one run.

A made-up register of 1,000,000 tips, 100,000 models and 500,000 certifications is written to Parquet. Then
each way runs in a process of its own, all of them in turn, and time and peak memory are written to
`review.md` with their ratios to the counts by hand. ``make bench`` runs it.
"""

import datetime
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

TIPS, MODELS, CERTIFICATIONS, UNITS = 1_000_000, 100_000, 500_000, 60_000
FIRST, LAST = datetime.date(2014, 8, 15), datetime.date(2019, 6, 30)
WAYS = ("by hand", "read and check", "exact review", "guarded review")
ROUNDS = 3
PAGE = Path(__file__).with_suffix(".md")
PAGE_TEXT = """# A review of a large register

`python benchmarks/review.py` writes this page: CPython {python}, Polars {polars}, {processors} processors,
{day}.

1,000,000 tips, 100,000 models and 500,000 certifications, all made up, in Parquet. Each way runs in a process
of its own, all of them in turn, {rounds} times; a number is the median. Only the ratios
say something elsewhere.

| way | time | beside by hand | most memory held | beside by hand |
| --- | --- | --- | --- | --- |
{lines}

- *By hand* makes the same breakdowns of the period and of the one before as somebody would who knows that
  nothing is wrong or missing: it checks nothing, and leaves out the clocks of tips, the words, and what is
  unclear.
- *Read and check* looks at every cell, row and reference; the reviews begin with it. *Guarded* withholds
  small groups of tips, *exact* does not.
"""


def make(folder: Path) -> None:
    """Write the made-up register."""
    of = random.Random(1)
    communes = [f"{99_000 + n}" for n in range(250)]
    started = datetime.date(2013, 1, 1)

    def some(count: int, codes: list[str]) -> list[str]:
        return of.choices(codes, k=count)

    def days(count: int, span: int) -> list[datetime.date]:
        return [started + datetime.timedelta(days=n) for n in of.choices(range(span), k=count)]

    def write(table: str, count: int, columns: dict[str, object]) -> None:
        pl.DataFrame(columns).with_columns(pl.lit("26").alias("province")).head(count).write_parquet(
            folder / f"{table}.parquet"
        )

    units = [f"DV-{n}" for n in range(UNITS)]
    kinds = ["agency", "enterprise", "school", "residential_area"]
    write("units", UNITS, {"number": units, "commune": some(UNITS, communes), "kind": some(UNITS, kinds)})
    models = [f"MH-{n}" for n in range(MODELS)]
    entered = days(MODELS, 1_500)
    write(
        "models",
        MODELS,
        {
            "number": models,
            "commune": some(MODELS, communes),
            "unit": [units[n % UNITS] for n in range(MODELS)],
            "kind": some(MODELS, ["self_managed", "inter_household", "camera", "clan"]),
            "entered_on": entered,
        },
    )
    events = pl.DataFrame({"model": models, "stage": ["new"] * MODELS, "on": entered})
    events.write_parquet(folder / "model_events.parquet")
    write(
        "tips",
        TIPS,
        {
            "number": [f"TB-{n}" for n in range(TIPS)],
            "commune": some(TIPS, communes),
            "channel": some(TIPS, ["box", "telephone", "in_person"]),
            "category": some(TIPS, ["drugs", "fire", "economy", "traffic"]),
            "origin": some(TIPS, ["report", "denunciation"]),
            "received_on": days(TIPS, 2_400),
            "valuation": some(TIPS, ["valuable", "not_valuable", "pending"]),
            "cases": of.choices((0, 1), k=TIPS),
        },
    )
    years = [2012 + n // UNITS for n in range(CERTIFICATIONS)]
    write(
        "certifications",
        CERTIFICATIONS,
        {
            "number": [f"CN-{n}" for n in range(CERTIFICATIONS)],
            "unit": [units[n % UNITS] for n in range(CERTIFICATIONS)],
            "year": years,
            "registration.on": [datetime.date(year, 3, 10) for year in years],
            "decision.on": [datetime.date(year, 11, 15) for year in years],
            "decision.result": some(CERTIFICATIONS, ["recognised", "recognised", "not_recognised"]),
        },
    )


def by_hand(folder: Path) -> None:
    """The same breakdowns, as somebody would write them who knows that nothing is wrong or missing.

    The clocks of tips are left out: by hand they would be a program of their own.
    """
    names = ("tips", "units", "model_events", "models", "certifications")
    tables = {name: pl.read_parquet(folder / f"{name}.parquet") for name in names}
    for first, last in ((FIRST, LAST), (FIRST - (LAST - FIRST), FIRST - datetime.timedelta(days=1))):
        _of_a_period(tables, first, last)


def _of_a_period(tables: dict[str, pl.DataFrame], first: datetime.date, last: datetime.date) -> None:
    tips = tables["tips"].filter(pl.col("received_on").is_between(first, last))
    tips = tips.with_columns(pl.col("received_on").dt.year().alias("year"))
    for by in ("year", "category", "channel", "origin", "commune"):
        tips.group_by(by, "valuation").agg(pl.len(), pl.col("cases").sum())
    units = tables["units"].select(unit="number", of="kind", place="commune")
    lives = tables["model_events"].filter(pl.col("on") <= last).sort("on")
    stages = lives.group_by("model").agg(pl.col("stage").last())
    models = tables["models"].join(units, on="unit", how="left")
    models = models.join(stages, left_on="number", right_on="model")
    for by in ("kind", "of", "commune"):
        models.group_by(by).len()
    certifications = tables["certifications"].join(units, on="unit", how="left")
    recognised = pl.col("decision.on").is_between(first, last) & (pl.col("decision.result") == "recognised")
    registered = pl.col("registration.on").is_between(first, last)
    for chosen in (registered, recognised):
        for by in ("year", "of", "place"):
            certifications.filter(chosen).group_by(by).agg(pl.len(), pl.col("unit").n_unique())


def reviewed(folder: Path, way: str) -> None:
    """Read and check the register, and review it unless only that was asked."""
    from antq_core.domain.windows import Window  # noqa: PLC0415 - what is not asked is not loaded
    from antq_core.register.register import read_register  # noqa: PLC0415
    from antq_core.review.reviewing import review  # noqa: PLC0415
    from antq_core.review.templates import DIRECTIVE_07  # noqa: PLC0415

    register = read_register(folder)
    if way != "read and check":
        at_least = None if way == "exact review" else 5
        review(register, Window(FIRST, LAST), "26", DIRECTIVE_07, at_least=at_least)


def main() -> None:
    """Measure all ways in turn, and write the page."""
    measured: dict[str, list[tuple[float, ...]]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as made:
        make(Path(made))
        for _ in range(ROUNDS):
            for way, found in measured.items():
                command = [sys.executable, __file__, way, made]
                told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
                found.append(tuple(map(float, told.stdout.split())))
    middle = {way: tuple(map(statistics.median, zip(*found, strict=True))) for way, found in measured.items()}
    PAGE.write_text(page(middle), encoding="utf-8", newline="\n")
    print(PAGE.read_text(encoding="utf-8"))


def page(measured: dict[str, tuple[float, ...]]) -> str:
    """The page, with the ratios to the counts by hand."""
    seconds, megabytes = measured["by hand"]
    lines = "\n".join(
        f"| {way} | {took:.2f} s | {took / seconds:.1f} x | {peak:.0f} MB | {peak / megabytes:.1f} x |"
        for way, (took, peak) in measured.items()
    )
    return PAGE_TEXT.format(
        python=platform.python_version(),
        polars=pl.__version__,
        processors=pl.thread_pool_size(),
        day=datetime.datetime.now(tz=datetime.UTC).date(),
        rounds=ROUNDS,
        lines=lines,
    )


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        began = time.perf_counter()
        asked, where = sys.argv[1], Path(sys.argv[2])
        by_hand(where) if asked == "by hand" else reviewed(where, asked)
        print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
