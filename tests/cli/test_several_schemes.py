"""The commands where several schemes are at hand, and where provinces add kinds or amend a standard."""

import datetime
import json
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest

from antq_core.codec.documents import read_standard, write_standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.units import UnitKind
from antq_core.expressions.tree import FactValue, Measure, MeetsStandard
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion
from antq_core.standards.registry import Registry
from antq_core.standards.stack import Source
from antq_core.standards.standard import Standard
from antq_core.standards.supplied import Supplied

MET = {"clean": True, "quiet": True}
INVENTED = Citation(kind=InstrumentKind.FICTIONAL, number="1/2026")
SAFETY, GRADE = "antt-safety", "movement-grade"
IDS = {"areas": "vn/grade/areas", "communes": "vn/grade/communes"}


def words(text: str) -> Text:
    return Text(vi=f"{text} (vi)", en=f"{text} (en)")


def criterion(code: str, holds: Any) -> Criterion:
    return Criterion(code=code, text=words(code), citation=INVENTED, holds=holds)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts standards in the place of the installed plugins."""

    def install(*standards: Standard) -> None:
        source = Source(distribution="antq-invented", version="1")
        registry = Registry(tuple(Supplied(each, source) for each in standards))
        monkeypatch.setattr("antq_core.cli.installed.load_registry", lambda *, strict: registry)

    return install


@pytest.fixture
def grades(short_standards: tuple[Standard, ...]) -> dict[str, Standard]:
    """Standards of another scheme: of areas a fact of their own, of communes their verdict on safety."""
    areas, communes = short_standards
    active = FactDeclaration(name="active", measure=Measure.TRUTH, label=words("active"))
    safe = MeetsStandard(SAFETY, words("safety"))
    return {
        "areas": attrs.evolve(
            areas,
            id=IDS["areas"],
            scheme=GRADE,
            facts=(active,),
            readings=(),
            criteria=(criterion("G-1", FactValue("active")),),
        ),
        "communes": attrs.evolve(
            communes,
            id=IDS["communes"],
            scheme=GRADE,
            records=(RosterEntry.declaration,),
            criteria=(criterion("G-2", safe),),
        ),
    }


@pytest.fixture
def both(short: Any, save: Any, grades: dict[str, Standard]) -> Any:
    """Runs a command line with the short standards of two schemes."""
    files = [save(f"{name}.grade.json", write_standard(each)) for name, each in grades.items()]

    def run(*typed: object) -> Any:
        return short(*typed, *(word for file in files for word in ("--standard", file)))

    return run


def verdicts(run: Any) -> dict[str, str]:
    return {each["unit"]: each["verdict"] for each in run.listing["assessed"]}


# --- schemes ---


def test_one_file_serves_every_scheme(both: Any, save: Any, area: Any) -> None:
    save("a.json", [area("k1", active=False, **MET), area("k2", active=True)])
    run = both("assess", "a.json", "--json")
    assert (run.code, verdicts(run)) == (0, {"k1": "met", "k2": "undecided"})
    run = both("assess", "a.json", "--json", "--scheme", GRADE)
    assert (run.code, verdicts(run)) == (0, {"k1": "not_met", "k2": "met"})
    assert {each["scheme"] for each in run.listing["assessed"]} == {GRADE}


def test_what_no_scheme_declares_is_refused(both: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1", nobodys=True))
    run = both("assess", "a.json")
    assert run.code == 3
    assert "nobodys" in run.err


@pytest.mark.parametrize(("typed", "near"), [("movement-grad", GRADE), ("?", SAFETY)])
def test_an_unknown_scheme_is_answered_with_the_known_ones(
    both: Any, save: Any, area: Any, typed: str, near: str
) -> None:
    save("a.json", area("k1"))
    for command in (("assess", "a.json"), ("explain", "a.json", "k1")):
        run = both(*command, "--locale", "en", "--scheme", typed)
        assert (run.code, run.out) == (2, "")
        assert f'there is no scheme "{typed}"; similar: {near}' in run.err
        assert f"the schemes at hand are: {SAFETY}, {GRADE}" in run.err


@pytest.mark.parametrize(
    ("facts", "verdict"), [(MET, "met"), ({**MET, "clean": False}, "not_met"), ({}, "undecided")]
)
def test_a_commune_is_told_the_verdicts_of_its_units_in_the_scheme_that_it_asks_for(
    *, both: Any, save: Any, area: Any, commune: Any, facts: dict[str, Any], verdict: str
) -> None:
    save("a.json", [commune("x1", "k1"), area("k1", active=True, **facts)])
    run = both("assess", "a.json", "--json", "--scheme", GRADE)
    assert (run.code, verdicts(run)) == (0, {"x1": verdict, "k1": "met"})
    above, below = run.listing["assessed"]
    assert (above["beside"], below["beside"]) == ({SAFETY: verdict}, {})
    explained = both("explain", "a.json", "x1", "--locale", "en", "--scheme", GRADE)
    assert f"In the scheme {SAFETY}, whose result was asked for" in explained.out


def test_a_reading_of_the_scheme_that_is_asked_may_be_chosen(
    both: Any, save: Any, area: Any, commune: Any
) -> None:
    save("a.json", [commune("x1", "k1"), area("k1", active=True, clean=True)])
    run = both("assess", "a.json", "--json", "--scheme", GRADE, "--reading", "noise_means=by_night")
    assert (run.code, verdicts(run)["x1"]) == (0, "met")
    run = both("assess", "a.json", "--scheme", GRADE, "--reading", "noise=by_night")
    assert run.code == 2


def test_a_choice_within_one_scheme_leaves_the_others(
    *, antq: Any, save: Any, area: Any, short_standards: Any, grades: Any, installed: Any
) -> None:
    installed(*short_standards, *grades.values())
    save("a.json", area("k1", active=True, **MET))
    run = antq("assess", "a.json", "--json", "--standard", short_standards[0].id)
    assert (run.code, verdicts(run)) == (0, {"k1": "met"})
    run = antq("assess", "a.json", "--json", "--standard", IDS["areas"])
    assert [each["standards"] for each in run.listing["assessed"]] == [[IDS["areas"]]]
    # What is asked for stands above what is named.
    run = antq("assess", "a.json", "--json", "--standard", IDS["areas"], "--scheme", SAFETY)
    assert [each["standards"] for each in run.listing["assessed"]] == [[short_standards[0].id]]


def test_a_file_that_declares_a_name_otherwise_is_its_authors_to_mend(
    *, short: Any, save: Any, area: Any, grades: Any
) -> None:
    clean = FactDeclaration(name="clean", measure=Measure.TRUTH, label=words("another"))
    otherwise = attrs.evolve(grades["areas"], facts=(*grades["areas"].facts, clean))
    file = save("otherwise.json", write_standard(otherwise))
    save("a.json", area("k1"))
    run = short("assess", "a.json", "--standard", file)
    assert (run.code, run.out) == (2, "")
    assert IDS["areas"] in run.err
    assert "vn/short/residential_area" in run.err


def test_a_circle_of_schemes_is_its_authors_to_mend(
    *, short: Any, save: Any, area: Any, grades: Any, short_standards: Any
) -> None:
    asking = attrs.evolve(
        short_standards[1], criteria=(criterion("C", MeetsStandard(GRADE, words("grade"))),)
    )
    save("communes.standard.json", write_standard(asking))
    save("a.json", area("k1"))
    run = short("assess", "a.json", "--standard", save("g.json", write_standard(grades["communes"])))
    assert run.code == 2
    assert f"{SAFETY} → {GRADE} → {SAFETY}" in run.err


def test_the_schema_of_a_dossier_holds_what_the_other_schemes_declare(
    *, antq: Any, area: Any, short_standards: Any, grades: Any, installed: Any
) -> None:
    installed(*short_standards, *grades.values())
    for name in (short_standards[0].id, IDS["areas"]):
        schema = antq("schema", "dossier", "--standard", name).listing
        validator = jsonschema.Draft202012Validator(schema)
        assert validator.is_valid(area("k1", active=True, clean=True))
        assert not validator.is_valid(area("k1", nobodys=True))


# --- added kinds ---

MARKET = UnitKind("market", Text(vi="chợ", en="market hall"), counts_as="residential_area")
FERRY = UnitKind("ferry", Text(vi="bến đò", en="ferry landing"))


def of_kind(kind: UnitKind, province: Any) -> Any:
    """The provincial standard for a kind that it adds."""
    own = {"code": kind.code, "label": {"vi": kind.label.vi, "en": kind.label.en}}
    if kind.counts_as is not None:
        return {**province, "kinds": [kind.code], "added_kinds": [{**own, "counts_as": kind.counts_as}]}
    window = {"first": {"month": 11, "day": 1, "years_away": -1}, "last": {"month": 10, "day": 31}}
    when = {"window": window, "decided_on": {"month": 11, "day": 14}}
    return {**province, "kinds": [kind.code], "added_kinds": [own], **when}


def dossier(area: Any, kind: str, **stated: Any) -> Any:
    document = area("u1", **stated)
    document["unit"].update(kind=kind, name="")
    return document


def test_a_unit_of_an_added_kind_is_shown_by_its_label(
    short: Any, save: Any, area: Any, province: Any
) -> None:
    file = save("market.json", of_kind(MARKET, province))
    save("a.json", dossier(area, "market", lamps=True, **MET))
    assert "chợ" in short("assess", "a.json", "--standard", file).out
    run = short("assess", "a.json", "--json", "--standard", file)
    assert run.listing["assessed"][0]["standards"] == ["vn/short/residential_area", "vn-25/short"]
    explained = short("explain", "a.json", "u1", "--locale", "en", "--standard", file).out
    assert "market hall (u1)" in explained
    assert "which counts as: residential area" in explained


def test_a_unit_that_counts_as_no_national_kind_has_the_provinces_verdict_alone(
    short: Any, save: Any, area: Any, province: Any
) -> None:
    file = save("ferry.json", of_kind(FERRY, province))
    save("a.json", dossier(area, "ferry", lamps=True))
    run = short("assess", "a.json", "--json", "--standard", file)
    assert (run.code, verdicts(run)) == (0, {"u1": "met"})
    explained = short("explain", "a.json", "u1", "--locale", "en", "--standard", file).out
    assert "counts as no national kind" in explained
    assert "the result rests on the standard of the province alone" in explained


@pytest.mark.parametrize("kind", [MARKET, FERRY], ids=lambda each: each.code)
def test_a_standard_for_an_added_kind_is_shown_with_its_label(
    antq: Any, save: Any, province: Any, kind: UnitKind
) -> None:
    file = save("kind.json", of_kind(kind, province))
    shown = antq("standards", "show", file, "--locale", "en").out
    assert f"{kind.label.en} ({kind.code}), counts as" in shown
    schema = antq("schema", "dossier", "--standard", file).listing
    assert "lamps" in schema["$defs"]["facts"]["properties"]


def test_listed_standards_name_added_kinds_by_their_labels(
    antq: Any, short_standards: Any, province: Any, installed: Any
) -> None:
    installed(*short_standards, read_standard(of_kind(MARKET, province)))
    assert "chợ" in antq("standards", "list").out
    listed = antq("standards", "list", "--json").listing["standards"][-1]
    assert listed["added_kinds"] == [
        {"code": "market", "label": {"vi": "chợ", "en": "market hall"}, "counts_as": "residential_area"}
    ]


def test_a_slip_in_a_kind_is_answered_with_the_near_ones(
    short: Any, save: Any, area: Any, province: Any
) -> None:
    file = save("market.json", of_kind(MARKET, province))
    save("a.json", dossier(area, "markets"))
    run = short("assess", "a.json", "--locale", "en", "--standard", file)
    assert run.code == 3
    assert '"markets" is not known; similar: market' in run.err


def test_files_may_share_a_kind_that_one_of_them_adds(
    short: Any, save: Any, area: Any, province: Any
) -> None:
    adding = of_kind(MARKET, province)
    using = {**adding, "id": "vn-25/later", "in_force_from": "2027-01-01", "added_kinds": []}
    files = [save("adding.json", {**adding, "in_force_to": "2026-12-31"}), save("using.json", using)]
    save("a.json", dossier(area, "market"))
    run = short("assess", "a.json", *(word for file in files for word in ("--standard", file)))
    assert run.code == 0
    assert short("assess", "a.json", "--standard", files[1]).code == 2


# --- amendments ---


def test_a_file_that_replaces_an_installed_standard_leaves_it_the_days_before(
    *, antq: Any, save: Any, area: Any, short_standards: Any, installed: Any
) -> None:
    old = short_standards[0]
    installed(*short_standards)
    newer = attrs.evolve(old, id="vn/newer", in_force_from=datetime.date(2026, 6, 1), replaces=(old.id,))
    documents = [area(f"k{day}", **MET) for day in ("2026-05-31", "2026-06-01")]
    for document in documents:
        document["decision_date"] = document["unit"]["id"].removeprefix("k")
    save("a.json", documents)
    before = antq("assess", "a.json", "--json").listing["assessed"]
    run = antq("assess", "a.json", "--json", "--standard", save("newer.json", write_standard(newer)))
    assert [each["standards"] for each in run.listing["assessed"]] == [[old.id], ["vn/newer"]]
    assert run.listing["assessed"][0] == before[0]
    assert "vn/newer" in json.dumps(run.listing["assessed"][1])


def test_a_standard_that_cannot_replace_another_is_its_authors_to_mend(
    *, antq: Any, save: Any, area: Any, short_standards: Any, installed: Any
) -> None:
    installed(*short_standards)
    wrong = attrs.evolve(short_standards[0], id="vn/newer", replaces=(short_standards[1].id,))
    save("a.json", area("k1"))
    run = antq("assess", "a.json", "--standard", save("newer.json", write_standard(wrong)))
    assert (run.code, run.out) == (2, "")
    assert short_standards[1].id in run.err
    shown = antq("standards", "show", save("newer.json", write_standard(wrong)))
    assert shown.code == 2


def test_what_a_standard_replaces_is_shown(antq: Any, save: Any, short_standards: Any) -> None:
    newer = attrs.evolve(short_standards[0], id="vn/newer", replaces=("vn/older",))
    assert "vn/older" in antq("standards", "show", save("newer.json", write_standard(newer))).out
    assert not Path("newer.rejected.jsonl").exists()
