"""The doors through which input comes in: each takes any bytes, and raises nothing unless there is a mistake.

An `AntqError` is an answer, if each of its problems can be told in both languages. Everything else that is
raised is a finding: an exception of another kind, and an `AssertionError` where two ways that must agree do
not.
"""

import contextlib
import datetime
import functools
import io
import json
import string
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from antq_core import AntqError, Assessment, Dossier, Registry, Stack, Standard, assess, load_registry
from antq_core.cli.commands import main
from antq_core.codec.csv_files.columns import EVIDENCE, KnownNames
from antq_core.codec.csv_files.dossiers import DossierRow, dossier_rows
from antq_core.codec.csv_files.mapping import OURS, ColumnMapping, read_mapping
from antq_core.codec.csv_files.writing import write_dossiers_csv
from antq_core.codec.documents import (
    dossier_document,
    read_assessment,
    read_standard,
    standard_digest,
    write_assessment,
    write_standard,
)
from antq_core.codec.dossiers import read_dossier, read_heading, write_dossier
from antq_core.codec.schema import dossier_schema
from antq_core.codec.text import canonical, parse, pretty
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import Window
from antq_core.messages.catalogue import sentences
from antq_core.messages.text import LOCALES, Locale
from antq_core.movement.tables import TABLES
from antq_core.receipts.keys import read_public
from antq_core.receipts.signing import verify, verify_label
from antq_core.register.register import read_register
from antq_core.review.documents import read_review, write_review
from antq_core.review.page import page
from antq_core.review.reviewing import review
from antq_core.review.templates import DIRECTIVE_07
from antq_core.standards.standard import NATIONAL

PART = b"\x1e"
"""Stands between the parts of an input that is several files."""

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("assess", "a.json"),
    ("assess", "a.jsonl"),
    ("assess", "a.csv"),
    ("assess", "a.json", "--json", "--basis", "claimed", "--output", "out.jsonl"),
    ("assess", "a.jsonl", "--locale", "en", "--as-of", "2026-10-01", "--output", "out.json"),
    ("assess", "a.csv", "--json", "--mapping", "m.toml"),
    ("explain", "a.jsonl", "thon-mau-01", "--json"),
    ("explain", "a.csv", "thon-mau-01", "--mapping", "m.toml"),
)
"""What is typed, chosen by the first byte of an input; the files hold the rest of it."""

EXAMPLE_TABLE = """\
unit,kind,province,commune,year,decision_date,verified.crimes,claimed.crimes.lo,claimed.crimes.hi,\
verified.policy_implemented,incidents.complete_from,incidents.complete_to,incidents.basis
a,residential_area,25,99999,2026,2026-11-12,1,0,2,true,2025-11-01,2026-10-31,verified
b,residential_area,25,99999,2026,,,,,,,,
"""
EXAMPLE_RECORDS = "dossier.unit,kind,occurred_on\na,crime,2026-03-01\na,fire_or_explosion,2026-05-31\n"


REGISTER_FILES = frozenset(
    {"register.toml", *(f"{table}.{ending}" for table in TABLES for ending in ("csv", "jsonl"))}
)
REVIEWED = Window(datetime.date(2014, 8, 15), datetime.date(2019, 6, 30))

PUBLIC_KEY = '{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}'
"""The example of RFC 8037, so that nobody's key is here; what the fuzzer is given is sealed with another."""


def a_dossier(source: bytes) -> None:
    """JSON text, from parsing to an explained assessment that is written and read again."""
    with answered():
        document = parse(source)
        heading = read_heading(document)
        stack = registry().select(heading.unit, heading.year, heading.decision_date)
        dossier = read_dossier(document, stack)
        assert read_dossier(parse(pretty(write_dossier(dossier))), stack) == dossier
        _assess(dossier, stack)


def a_table(source: bytes) -> None:
    """A mapping, a file of dossiers and the files of lists, each of those after a line with its name."""
    mapping, main_file, *others = source.split(PART) if PART in source else (b"", source)
    with answered():
        columns = read_mapping(mapping) if mapping.strip() else OURS
        _read_rows(dossier_rows(main_file, dict(map(_named, others)), columns, known=known_names()), columns)


def a_mapping(source: bytes) -> None:
    """A mapping file, and a sound table read by it."""
    with answered():
        columns = read_mapping(source)
        table = EXAMPLE_TABLE.replace(",", columns.delimiter).encode()
        lists = {"incidents": EXAMPLE_RECORDS.replace(",", columns.delimiter).encode()}
        _read_rows(dossier_rows(table, lists, columns, known=known_names()), columns)


def a_standard(source: bytes) -> None:
    """A standard, written and read again, described, and held against a dossier that states nothing."""
    with answered():
        standard = read_standard(parse(source))
        back = read_standard(parse(canonical(write_standard(standard))))
        assert back == standard
        assert standard_digest(back) == standard_digest(standard)
        stack = _stack(standard)
        parse(pretty(dossier_schema(stack)))
        for _, criterion in stack.criteria:
            for condition in criterion.conditions.values():
                _can_be_shown(*(stack.statement(condition).in_locale(locale) for locale in LOCALES))
        _assess(_empty_dossier(stack, standard), stack, standard)


def an_assessment(source: bytes) -> None:
    """A stored assessment, read, told and written again."""
    with answered():
        assessment = read_assessment(parse(source))
        _comes_back(assessment)


def a_command(source: bytes) -> None:
    """A command line over files of these bytes: never a traceback, and words for everything."""
    typed = COMMANDS[(source[0] if source else 0) % len(COMMANDS)]
    content, mapping, *lists = [*source[1:].split(PART), b""]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path(typed[1]).write_bytes(content)
        Path("m.toml").write_bytes(mapping or b"format = 1\n")
        for name, rows in map(_named, lists):
            if name in known_names().records or name == EVIDENCE:
                Path(f"a.{name}.csv").write_bytes(rows)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(typed)
        for written in Path().glob("out.json*"):
            for line in written.read_bytes().splitlines() if written.suffix == ".jsonl" else ():
                parse(line)
            if written.suffix == ".json":
                parse(written.read_bytes())
        _rightly_ended(code, out.getvalue(), err.getvalue(), source, is_json="--json" in typed)


def a_register(source: bytes) -> None:
    """Files of a folder, each after a line with its name: all that is wrong is told, the rest is reviewed."""
    with tempfile.TemporaryDirectory() as folder, answered():
        for name, content in map(_named, source.split(PART)):
            if name in REGISTER_FILES:
                Path(folder, name).write_bytes(content)
        register = read_register(folder)
        for each in register.problems.shown:
            MET[each.problem.code] += 1
            _can_be_shown(*(each.message(locale) for locale in LOCALES))
        for at_least in (5, None):
            found = review(register, REVIEWED, "26", DIRECTIVE_07, at_least=at_least)
            MET[REVIEWS] += 1
            assert read_review(parse(pretty(write_review(found)))) == found
            _can_be_shown(*(page(found, locale) for locale in LOCALES))


def a_receipt(source: bytes) -> None:
    """A sealed receipt or label: whatever is not the one that was sealed is refused."""
    keys = read_public(parse(PUBLIC_KEY))
    with answered():
        verify(source.decode("utf-8", "surrogateescape"), keys)
        raise AssertionError("something was taken for sealed that nobody has sealed")
    with answered():
        verify_label(source.decode("utf-8", "surrogateescape"), keys)
        raise AssertionError("something was taken for a label that nobody has sealed")


MET: Counter[str] = Counter()
"""What was met since the start: each code of a problem by how often it was told, and `ASSESSED`."""
ASSESSED = "assessed"
REVIEWS = "reviews"

ENTRY_POINTS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        a_dossier,
        a_table,
        a_mapping,
        a_standard,
        an_assessment,
        a_command,
        a_register,
        a_receipt,
    )
}


@contextlib.contextmanager
def answered() -> Iterator[None]:
    """Takes an error of the library for an answer, when it can be told in words."""
    try:
        yield
    except AntqError as error:
        assert error.problems, "an error without a problem"
        for problem in error.problems:
            MET[problem.code] += 1
            told = [problem.message(locale) for locale in LOCALES]
            assert all(told), f"nothing is said for {problem.code}"
            json.dumps(problem.path)


@functools.cache
def registry() -> Registry:
    """The national standards."""
    return load_registry(only={"vn"}, strict=True)


@functools.cache
def known_names() -> KnownNames:
    """What columns may be named after."""
    return KnownNames.of_registry(registry())


@functools.cache
def placeholders() -> frozenset[str]:
    """Every placeholder of the catalogue, as it would stand in a sentence that it was left in."""
    told = (sentence for locale in LOCALES for sentence in sentences(locale).values())
    return frozenset(
        f"{{{name}}}" for each in told for _, name, _, _ in string.Formatter().parse(each) if name
    )


def _assess(dossier: Dossier, stack: Stack, standard: Standard | None = None) -> None:
    day = standard.in_force_from if standard and dossier.decision_date is None else None
    assessment = assess(dossier, stack, as_of=day)
    assert assess(dossier, stack, as_of=day) == assessment
    MET[ASSESSED] += 1
    _comes_back(assessment)


def _comes_back(assessment: Assessment) -> None:
    """Told in both languages without half characters; written and read, the same with the same words."""
    told = [assessment.explain(locale) for locale in LOCALES]
    _can_be_shown(*told)
    back = read_assessment(parse(pretty(write_assessment(assessment))))
    assert back == assessment
    assert [back.explain(locale) for locale in LOCALES] == told


def _can_be_shown(*told: str) -> None:
    for each in told:
        assert each.strip()
        each.encode("utf-8")


def _named(part: bytes) -> tuple[str, bytes]:
    name, _, content = part.partition(b"\n")
    return name.decode("utf-8", "replace").strip(), content


def _read_rows(rows: Iterator[DossierRow], mapping: ColumnMapping) -> None:
    """Every row answers by itself, and those that are dossiers are the same when written and read again."""
    held: list[tuple[Dossier, Stack]] = []
    for row in rows:
        with answered():
            heading = row.read_heading()
            stack = registry().select(heading.unit, heading.year, heading.decision_date)
            document = row.document(stack)
            dossier = row.dossier(stack)
            assert not row.problems
            assert read_dossier(parse(canonical(document)), stack) == dossier
            _assess(dossier, stack)
            held.append((dossier, stack))
        if row.problems:
            _refused(row)
    with answered():
        files = write_dossiers_csv([dossier for dossier, _ in held], mapping.delimiter)
        lists = {name: text.encode() for name, text in files.lists.items()}
        plain = ColumnMapping(delimiter=mapping.delimiter)
        again = dossier_rows(files.main.encode(), lists, plain, known=known_names())
        for row, (dossier, stack) in zip(again, held, strict=True) if held else ():
            assert dossier_document(row.dossier(stack)) == dossier_document(dossier)


def _refused(row: DossierRow) -> None:
    """What a row says against itself it says again when it is asked for its dossier."""
    with answered():
        row.dossier(_national(NationalKind.RESIDENTIAL_AREA))
        raise AssertionError("a row with problems gave a dossier")


@functools.cache
def _national(kind: str) -> Stack:
    found = (each.standard for each in registry().supplied if kind in each.standard.kinds)
    return Stack(next(found))


def _stack(standard: Standard) -> Stack:
    """The standard by itself, or upon the national one for its first kind of unit that has one."""
    if standard.jurisdiction == NATIONAL:
        return Stack(standard)
    kinds = {kind for each in registry().supplied for kind in each.standard.kinds}
    return Stack(
        _national(next((kind for kind in standard.kinds if kind in kinds), "commune")).national, standard
    )


def _empty_dossier(stack: Stack, standard: Standard) -> Dossier:
    kind = next(kind for each in (standard, stack.national) for kind in each.kinds)
    year = min(max(standard.in_force_from.year + 1, 2013), 2100)
    unit = {"id": "x", "kind": kind, "province": "01", "commune": "00001"}
    return read_dossier({"format": 1, "unit": unit, "year": year}, stack)


def _rightly_ended(code: int, out: str, err: str, source: bytes, *, is_json: bool) -> None:
    assert code in (0, 2, 3), f"exit code {code}"
    assert code == 0 or err.strip(), f"exit code {code} without a word"
    if is_json and code != 2:
        json.loads(out)
    for locale in LOCALES:
        assert _begin_of_failure(locale) not in err, err
    if b"u007b" not in source.lower():
        typed = source.decode("utf-8", "replace")
        left = [each for each in placeholders() if each in out + err and each not in typed]
        assert left == [], f"not filled in: {left}"


def _begin_of_failure(locale: Locale) -> str:
    """How the command says that the library itself failed at a row, and went on with the next."""
    begin, _, _ = sentences(locale)["cli.row-failed"].partition("{")
    return begin
