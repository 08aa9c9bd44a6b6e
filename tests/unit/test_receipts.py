"""Receipts: what stands in one and what does not, and that the same question gives the same again."""

import contextlib
import datetime
import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Basis, Dossier, Registry, Verdict, assess_together, load_registry
from antq_core.codec.documents import digest
from antq_core.codec.dossiers import read_dossier, read_heading
from antq_core.codec.text import canonical, parse
from antq_core.errors import AntqError, InputError, Problem
from antq_core.findings.grounds import ChosenBy
from antq_core.movement.authorities import Authority
from antq_core.possible import Interval, Verdicts
from antq_core.receipts.installed_code import code_digest
from antq_core.receipts.receipt import (
    CertificateFacts,
    Receipt,
    ReceiptError,
    SealedCode,
    SealedReading,
    SealedScore,
    SealedStandard,
    Subject,
    read_receipt,
    receipt_of,
    write_receipt,
)
from antq_core.receipts.replaying import Aspect, Replay, replay
from antq_core.standards.stack import BrokenPlugin, Source

EXAMPLE = Path(__file__).parents[2] / "examples/commune"
AREA, COMMUNE = "thon-mau-01", "xa-mau"
Documents = dict[str, dict[str, Any]]
DECISION = CertificateFacts(
    number="12/CN",
    decision_number="15/QĐ-UBND",
    decision_date=datetime.date(2026, 12, 1),
    authority="commune_committee",
)

# --- receipts of any content ---


def digestible(text: str) -> str:
    """A text as it comes back from canonical JSON."""
    return str(json.loads(canonical(text)))


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(digestible)
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2030, 12, 31))
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
numbers = st.from_regex(r"[0-9]{1,4}/(QĐ-UBND|CN|GCN-BCĐ)", fullmatch=True)
codes = st.builds(SealedCode, distribution=names, version=names, digest=st.none() | digests)
scores = st.builds(
    SealedScore,
    standard=names,
    total=st.deferred(lambda: intervals),
    most=st.just(100_00),
    lowest=st.none() | names,
)
intervals = st.tuples(st.integers(-500, 10000), st.integers(0, 500)).map(
    lambda ends: Interval(ends[0], sum(ends))
)
assessments = st.builds(
    Receipt,
    unit=names,
    kind=names,
    province=names,
    commune=names,
    year=st.integers(2024, 2030),
    scheme=names,
    basis=st.sampled_from(Basis),
    decided_on=days,
    possible=st.sampled_from(
        [Verdicts.MET, Verdicts.NOT_MET, Verdicts.MET | Verdicts.NOT_MET, Verdicts.SCORED]
    ),
    standards=st.lists(st.builds(SealedStandard, id=names, digest=digests, plugin=names), max_size=2).map(
        tuple
    ),
    engine=codes,
    dossier_digest=digests,
    input_digest=digests,
    assessment_digest=digests,
    scores=st.lists(scores, max_size=2).map(tuple),
    readings=st.lists(
        st.builds(
            SealedReading, name=names, option=st.none() | names, chosen_by=st.sampled_from(list(ChosenBy))
        ),
        max_size=2,
    ).map(tuple),
    assumptions=st.lists(names, max_size=2).map(tuple),
    unheard=st.lists(names, max_size=2).map(tuple),
    plugins=st.lists(codes, max_size=2).map(tuple),
    asked_on=st.none() | days,
    asked_readings=st.dictionaries(names, names, max_size=2),
)


@st.composite
def certified(draw: st.DrawFn) -> Receipt:
    receipt = draw(assessments)
    day = draw(st.dates(datetime.date(receipt.year, 1, 1), datetime.date(receipt.year + 2, 12, 31)))
    facts = CertificateFacts(
        number=draw(numbers),
        decision_number=draw(numbers),
        decision_date=day,
        authority=draw(st.sampled_from(list(Authority))),
    )
    return attrs.evolve(receipt, certificate=facts)


receipts = assessments | certified()


@given(receipts)
def test_reading_what_was_written_gives_the_same_receipt(receipt: Receipt) -> None:
    again = read_receipt(parse(receipt.text))
    assert again == receipt
    assert (again.text, again.digest) == (receipt.text, receipt.digest)


@given(receipts, st.data())
def test_a_key_less_is_another_receipt_or_none(receipt: Receipt, data: st.DataObject) -> None:
    document = write_receipt(receipt)
    gone = data.draw(st.sampled_from(sorted(document)))
    with contextlib.suppress(InputError, ReceiptError):
        assert read_receipt({name: each for name, each in document.items() if name != gone}) != receipt


@given(receipts)
def test_a_key_more_is_refused(receipt: Receipt) -> None:
    with pytest.raises(InputError):
        read_receipt({**write_receipt(receipt), "name": "Thôn Mẫu"})


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("format", 2, "json.format"),
        ("verdict", "met", "receipt.other-leading"),
        ("of", "certificate", "receipt.other-leading"),
        ("year", 2026.0, "json.wrong-type"),
        ("year", 1, "dossier.year"),
        ("input_digest", "0" * 63, "receipt.digest"),
        ("decided_on", "12/11/2026", "json.day"),
        ("possible", [], "tree.no-codes"),
        ("engine", {"distribution": "a", "version": "1", "digest": "x"}, "receipt.digest"),
    ],
)
def test_what_cannot_be_in_a_receipt_is_refused(
    documents: Documents, registry: Registry, name: str, value: object, code: str
) -> None:
    sealed = sealed_of("thon-mau-19", documents, registry)
    assert sealed.verdict is Verdict.NOT_MET
    with pytest.raises(AntqError) as refused:
        read_receipt({**write_receipt(sealed), name: value})
    assert code in {problem.code for problem in refused.value.problems}


def test_names_are_not_taken_for_numbers() -> None:
    with pytest.raises(ReceiptError) as refused:
        attrs.evolve(DECISION, number="Tên Mẫu", authority="")
    assert [problem.path for problem in refused.value.problems] == [("number",), ("authority",)]
    assert "Tên" not in str(refused.value)


@pytest.mark.parametrize(
    "typed",
    [
        "Nguyễn-Văn-A",
        "NguyenVanA",
        "0912345678",
        "30A-12345",
        "15/QĐ-NguyễnVănA",
        "\uff11\uff15/QĐ-UBND",
        "../../etc",
        "",
    ],
)
@pytest.mark.parametrize("name", ["number", "decision_number", "authority"])
def test_no_part_of_a_certificate_has_room_for_a_person(name: str, typed: str) -> None:
    with pytest.raises(ReceiptError) as refused:
        attrs.evolve(DECISION, **{name: typed})
    assert [problem.path for problem in refused.value.problems] == [(name,)]
    assert not typed or typed not in str(refused.value)


@pytest.mark.parametrize("day", [datetime.datetime(2026, 12, 1, 8), "2026-12-01", None])
def test_the_day_of_a_decision_is_a_day(day: Any) -> None:
    with pytest.raises(ReceiptError) as refused:
        attrs.evolve(DECISION, decision_date=day)
    assert [problem.code for problem in refused.value.problems] == ["receipt.no-day"]


@pytest.mark.parametrize(
    ("day", "fits"), [("2025-12-31", 0), ("2026-01-01", 1), ("2028-12-31", 1), ("2029-01-01", 0)]
)
def test_a_decision_is_of_the_year_or_soon_after(
    documents: Documents, registry: Registry, day: str, fits: int
) -> None:
    decision = attrs.evolve(DECISION, decision_date=datetime.date.fromisoformat(day))
    sealed = sealed_of(AREA, documents, registry)
    with contextlib.nullcontext() if fits else pytest.raises(ReceiptError):
        assert attrs.evolve(sealed, certificate=decision).subject is Subject.CERTIFICATE


# --- receipts of the made-up commune ---


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(only={"vn"}, strict=True)


@pytest.fixture(scope="module")
def documents() -> Documents:
    lines = EXAMPLE.joinpath("before.jsonl").read_text(encoding="utf-8").splitlines()
    return {each["unit"]["id"]: each for each in map(json.loads, lines)}


def read(documents: Documents, registry: Registry) -> list[Dossier]:
    found = []
    for document in documents.values():
        heading = read_heading(document)
        stack = registry.select(heading.unit, heading.year, heading.decision_date)
        found.append(read_dossier(document, stack))
    return found


def sealed_of(unit: str, documents: Documents, registry: Registry, **asked: Any) -> Receipt:
    """The receipt of a unit that was assessed together with all others."""
    certificate = asked.pop("certificate", None)
    dossiers = read(documents, registry)
    found = assess_together(dossiers, registry, **asked)
    place = [each.unit.id for each in dossiers].index(unit)
    own = dossiers[place]
    kept = {name: asked[name] for name in ("readings", "as_of") if name in asked}
    stack = registry.select(own.unit, own.year, own.decision_date or asked.get("as_of"))
    return receipt_of(found[place], own, stack, certificate=certificate, **kept)


def test_a_receipt_holds_what_was_decided_and_no_words(documents: Documents, registry: Registry) -> None:
    sealed = sealed_of(AREA, documents, registry)
    assert (sealed.unit, sealed.year, sealed.verdict, sealed.subject) == (
        AREA,
        2026,
        Verdict.MET,
        Subject.ASSESSMENT,
    )
    assert [each.plugin for each in sealed.standards] == ["antq-national"]
    assert [each.distribution for each in sealed.plugins] == ["antq-national"]
    assert sealed.plugins[0].digest == code_digest("antq_national")
    assert sealed.engine.digest == code_digest("antq_core")
    for words in ("Thôn", "giả định", "Công an"):
        assert words not in sealed.text


def test_a_certificate_adds_its_numbers_to_the_same_receipt(documents: Documents, registry: Registry) -> None:
    plain = sealed_of(AREA, documents, registry)
    granted = sealed_of(AREA, documents, registry, certificate=DECISION)
    assert granted.subject is Subject.CERTIFICATE
    assert attrs.evolve(granted, certificate=None) == plain
    assert granted.digest != plain.digest


def test_what_does_not_belong_to_an_assessment_is_refused(documents: Documents, registry: Registry) -> None:
    listed = read({unit: documents[unit] for unit in (AREA, "thon-mau-02", "co-quan-mau-01")}, registry)
    (area, other, agency) = listed
    (found, _, _) = assess_together(listed, registry, readings={"last_year_is": "previous_calendar_year"})
    of_area, of_agency = (registry.select(each.unit, 2026, each.decision_date) for each in (area, agency))
    with pytest.raises(ReceiptError) as refused:
        receipt_of(found, other, of_agency)
    assert [problem.code for problem in refused.value.problems] == [
        "receipt.other-dossier",
        "receipt.other-stack",
        "receipt.other-reading",
    ]
    assert receipt_of(found, area, of_area, readings={"last_year_is": "previous_calendar_year"})


# --- replaying ---


@pytest.mark.parametrize("unit", [AREA, "thon-mau-24", "doanh-nghiep-mau-08", COMMUNE])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"basis": Basis.CLAIMED},
        {"readings": {"recognised_means": "by_verdict", "last_year_is": "previous_calendar_year"}},
    ],
    ids=["as-usual", "as-claimed", "in-some-readings"],
)
def test_the_made_up_commune_is_decided_again_as_it_was_sealed(
    documents: Documents, registry: Registry, unit: str, asked: dict[str, Any]
) -> None:
    sealed = sealed_of(unit, documents, registry, **asked)
    again = replay(read_receipt(parse(sealed.text)), read(documents, registry), registry)
    assert again.differing == ()
    assert again.agrees
    assert again.again == sealed


def test_a_day_that_was_asked_for_is_asked_for_again(documents: Documents, registry: Registry) -> None:
    undated = {
        unit: {name: value for name, value in each.items() if name != "decision_date"}
        for unit, each in documents.items()
    }
    day = datetime.date(2026, 12, 20)
    for unit in (AREA, COMMUNE):
        sealed = sealed_of(unit, undated, registry, as_of=day)
        assert sealed.decided_on == day
        assert replay(sealed, read(undated, registry), registry).differing == ()


def differing(replayed: Replay) -> set[Aspect]:
    return {point.aspect for point in replayed.differing}


def test_one_fact_more_shows_in_the_dossier_and_in_the_verdict(
    documents: Documents, registry: Registry
) -> None:
    sealed = sealed_of(AREA, documents, registry)
    area = documents[AREA]
    changed = {AREA: {**area, "verified": {**area["verified"], "new_hotspots": 1}}}
    replayed = replay(sealed, read(changed, registry), registry)
    assert not replayed.agrees
    assert differing(replayed) == {Aspect.VERDICT, Aspect.DOSSIER, Aspect.INPUT, Aspect.REASONS}
    (verdict,) = (point for point in replayed.points if point.aspect is Aspect.VERDICT)
    assert (verdict.sealed, verdict.again) == ("met", "not_met")
    assert not replayed.lies_below


def test_a_unit_that_differs_shows_in_its_commune(documents: Documents, registry: Registry) -> None:
    sealed = sealed_of(COMMUNE, documents, registry, readings={"recognised_means": "by_verdict"})
    area = documents[AREA]
    changed = {**documents, AREA: {**area, "verified": {**area["verified"], "new_hotspots": 1}}}
    for given_now in (changed, {COMMUNE: documents[COMMUNE]}):
        replayed = replay(sealed, read(given_now, registry), registry)
        assert not replayed.agrees
        assert Aspect.INPUT in differing(replayed)
        assert Aspect.DOSSIER not in differing(replayed)
        assert replayed.lies_below


def test_another_standard_is_named(documents: Documents, registry: Registry) -> None:
    sealed = sealed_of(AREA, documents, registry)
    ids = [each.id for each in sealed.standards]
    supplied = tuple(
        attrs.evolve(each, standard=attrs.evolve(each.standard, criteria=each.standard.criteria[1:]))
        if each.standard.id in ids
        else each
        for each in registry.supplied
    )
    replayed = replay(
        sealed, read({AREA: documents[AREA]}, registry), attrs.evolve(registry, supplied=supplied)
    )
    assert not replayed.agrees
    assert [point.name for point in replayed.differing if point.aspect is Aspect.STANDARD] == ids


@pytest.mark.parametrize(
    ("part", "aspect"),
    [("engine", Aspect.ENGINE), ("plugins", Aspect.PLUGIN), ("assessment_digest", Aspect.REASONS)],
)
def test_other_code_that_decides_the_same_is_told_and_no_difference(
    documents: Documents, registry: Registry, part: str, aspect: Aspect
) -> None:
    sealed = sealed_of(AREA, documents, registry)
    older: dict[str, Any] = {
        "engine": attrs.evolve(sealed.engine, version="0.0.9"),
        "plugins": (attrs.evolve(sealed.plugins[0], digest="0" * 64),),
        "assessment_digest": "0" * 64,
    }
    replayed = replay(
        attrs.evolve(sealed, **{part: older[part]}), read({AREA: documents[AREA]}, registry), registry
    )
    assert replayed.agrees
    assert differing(replayed) == {aspect}


def test_a_plugin_that_was_broken_when_it_was_sealed_is_told(
    documents: Documents, registry: Registry
) -> None:
    problem = Problem("plugin.not-installed", (), {"name": "antq-mau", "near": "–"})
    source = Source(distribution="antq-mau", version="1.0")
    broken = BrokenPlugin(jurisdiction="vn-25", source=source, problems=(problem,))
    sealed = sealed_of(AREA, documents, attrs.evolve(registry, broken=(broken,)))
    assert (sealed.verdict, sealed.unheard) == (Verdict.UNDECIDED, ("vn-25",))
    replayed = replay(sealed, read({AREA: documents[AREA]}, registry), registry)
    assert not replayed.agrees
    assert {Aspect.VERDICT, Aspect.UNHEARD, Aspect.ASSUMPTIONS} <= differing(replayed)
    assert Aspect.DOSSIER not in differing(replayed)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda dossiers: dossiers[1:], "receipt.unit-absent"),
        (lambda dossiers: [*dossiers, dossiers[0]], "receipt.unit-several-times"),
    ],
    ids=["absent", "twice"],
)
def test_the_unit_must_be_there_once(
    documents: Documents, registry: Registry, change: Callable[..., list[Dossier]], code: str
) -> None:
    sealed = sealed_of(AREA, documents, registry)
    with pytest.raises(ReceiptError) as refused:
        replay(sealed, change(read(documents, registry)), registry)
    assert [problem.code for problem in refused.value.problems] == [code]


# --- the digest of code ---


def package(folder: Path, name: str, **files: str) -> None:
    for file, content in {"__init__": "", **files}.items():
        path = folder / name / (f"{file}.py" if "." not in file else file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def test_any_file_of_a_package_changes_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    first = {"rules": "A = 1", "points.csv": "1,2"}
    variants: dict[str, dict[str, str]] = {
        "same": first,
        "code": {**first, "rules": "A = 2"},
        "data": {**first, "points.csv": "1,3"},
        "name": {"other": "A = 1", "points.csv": "1,2"},
        "more": {**first, "more": ""},
        "leftovers": {**first, "__pycache__/rules.pyc": "x", ".hidden": "x", "rules.py~": "x"},
    }
    package(tmp_path, "receipt_first", **first)
    before = code_digest("receipt_first.rules:hook")
    assert before is not None
    for name, files in variants.items():
        package(tmp_path, f"receipt_{name}", **files)
        same = code_digest(f"receipt_{name}") == before
        assert same == (name in ("same", "leftovers")), name


def test_a_module_of_its_own_has_a_digest_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    tmp_path.joinpath("receipt_alone.py").write_text("A = 1", encoding="utf-8")
    file_digest = hashlib.sha256(b"A = 1").hexdigest()
    assert code_digest("receipt_alone") == digest({"receipt_alone.py": file_digest})


@pytest.mark.parametrize("module", ["", "no_such_package_there_is", "sys", "a b"])
def test_what_is_not_there_as_files_has_no_digest_and_is_no_error(module: str) -> None:
    assert code_digest(module) is None


def test_taking_a_digest_imports_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    package(tmp_path, "receipt_raises", **{"__init__": "raise RuntimeError"})
    assert code_digest("receipt_raises") is not None
    assert "receipt_raises" not in sys.modules
