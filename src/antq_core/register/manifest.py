"""The manifest of a folder, `register.toml`: whose tables these are, what they cover, and added kinds."""

import datetime
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from antq_core.codec.converter import day, exactly, refuse_other_format, structure, unknown_key
from antq_core.codec.csv_files.cells import DayForm
from antq_core.codec.csv_files.text import decoded
from antq_core.domain.provinces import meanings
from antq_core.domain.units import NATIONAL_KINDS, NationalKind
from antq_core.domain.windows import Window
from antq_core.errors import AntqError, InputError, Problem
from antq_core.messages.text import Text
from antq_core.movement import identifiers
from antq_core.movement.authorities import Authority
from antq_core.movement.model_kinds import NATIONAL_MODEL_KINDS, ModelFamily, ModelKind
from antq_core.movement.tables import TABLES
from antq_core.register.coverage import Coverage

MANIFEST = "register.toml"

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class UnitKindEntry:
    """A kind of unit that may stand in a register; `counts_as` is the national kind it counts as."""

    code: str
    label: Text
    counts_as: NationalKind | None = None
    document: str | None = None

    def valid_on(self, _day: datetime.date) -> bool:
        """Kinds of units have no days of validity."""
        return True


NATIONAL_UNIT_KINDS: Mapping[str, UnitKindEntry] = {
    kind.code: UnitKindEntry(code=kind.code, label=kind.label, counts_as=NationalKind(kind.code))
    for kind in NATIONAL_KINDS
}


@attrs.frozen(kw_only=True)
class Catalogues:
    """The kinds that may stand in the tables: the country's, and those that provinces added."""

    model_kinds: Mapping[str, ModelKind] = attrs.field(factory=lambda: dict(NATIONAL_MODEL_KINDS))
    unit_kinds: Mapping[str, UnitKindEntry] = attrs.field(factory=lambda: dict(NATIONAL_UNIT_KINDS))

    def of(self, name: str) -> Mapping[str, ModelKind | UnitKindEntry]:
        """One catalogue by its name."""
        found: Mapping[str, Mapping[str, Any]] = {
            "model_kinds": self.model_kinds,
            "unit_kinds": self.unit_kinds,
        }
        return found[name]


@attrs.frozen(kw_only=True)
class Manifest:
    """What `register.toml` says. As it stands without arguments: open tables, and the country's kinds.

    `province` is that of the tables which have no column of the province; `dates` is how the days of CSV and
    XLSX files are written where they are text; `synthetic` says that the data are made up.
    """

    province: str | None = None
    synthetic: bool = False
    dates: DayForm = DayForm.YEAR_FIRST
    coverage: Mapping[str, Coverage] = attrs.field(factory=dict)
    catalogues: Catalogues = attrs.field(factory=Catalogues)


KEYS = ("format", "province", "synthetic", "dates", "coverage", "model_kinds", "unit_kinds")
_COVERAGE = ("from", "to", "attested_by")


@attrs.frozen(kw_only=True)
class _ModelKindWritten:
    """A kind of model as it is written."""

    code: str
    vi: str
    en: str
    family: ModelFamily
    document: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None


@attrs.frozen(kw_only=True)
class _UnitKindWritten:
    """A kind of unit as it is written."""

    code: str
    vi: str
    en: str
    document: str
    counts_as: NationalKind | None = None


def read_manifest(source: bytes) -> Manifest:
    """A manifest from its TOML text. Raises `InputError` with everything that is wrong in it."""
    try:
        document = tomllib.loads(decoded(source))
    except RecursionError:
        raise InputError([Problem("json.too-deep")]) from None
    except ValueError as error:
        raise InputError([Problem("register.not-toml", (), {"reason": str(error)})]) from None
    return manifest_of(document)


def manifest_of(document: Mapping[str, Any]) -> Manifest:
    """A manifest from the values of TOML or JSON. Raises `InputError` with everything that is wrong in it."""
    document = _plain(document)
    refuse_other_format(document)
    reading = _Reading([unknown_key(key, KEYS) for key in document if key not in KEYS])
    parts: dict[str, Any] = {}
    if "province" in document:
        parts["province"] = reading.take(lambda: _province(document["province"]), "province")
    if "synthetic" in document:
        parts["synthetic"] = reading.take(lambda: exactly(document["synthetic"], bool), "synthetic")
    if "dates" in document:
        parts["dates"] = reading.take(lambda: structure(document["dates"], DayForm), "dates")
    coverage = reading.take(lambda: exactly(document.get("coverage", {}), dict), "coverage") or {}
    parts["coverage"] = {
        table: reading.take(lambda given=given, table=table: _coverage(given, table), "coverage", table)  # type: ignore[misc]  # its default binds the item
        for table, given in coverage.items()
    }
    parts["catalogues"] = Catalogues(
        model_kinds=_added(reading, document, "model_kinds", _model_kind, NATIONAL_MODEL_KINDS),
        unit_kinds=_added(reading, document, "unit_kinds", _unit_kind, NATIONAL_UNIT_KINDS),
    )
    if reading.problems:
        raise InputError(reading.problems)
    return Manifest(**parts)


@attrs.frozen
class _Reading:
    """Takes one part after another, and keeps what is wrong with each."""

    problems: list[Problem]

    def take(self, read: Callable[[], T], *path: str | int) -> T | None:
        try:
            return read()
        except AntqError as error:
            self.problems.extend(problem.under(*path) for problem in error.problems)
            return None


def _province(value: Any) -> str:
    code = exactly(value, str)
    meanings(code)
    return code


def _coverage(value: Any, table: str) -> Coverage:
    given = exactly(value, dict)
    problems = [unknown_key(key, _COVERAGE) for key in given if key not in _COVERAGE]
    problems += [Problem("json.missing-key", (key,), {"key": key}) for key in _COVERAGE if key not in given]
    if table not in TABLES:
        problems.insert(0, unknown_key(table, TABLES))
    reading = _Reading(problems)
    ends = [reading.take(lambda end=end: day(given[end]), end) for end in ("from", "to") if end in given]  # type: ignore[misc]  # its default binds the item
    by = (
        reading.take(lambda: structure(given["attested_by"], Authority), "attested_by")
        if ("attested_by" in given)
        else None
    )
    window = (
        reading.take(lambda: Window(*(end for end in ends if end is not None)), "to")
        if len(ends) == 2 and None not in ends
        else None
    )
    if problems or window is None or by is None:
        raise InputError(problems)
    return Coverage(window=window, attested_by=(by,))


def _added(
    reading: _Reading,
    document: Mapping[str, Any],
    name: str,
    kind_of: Callable[[Any], Any],
    national: Mapping[str, Any],
) -> Any:
    """The catalogue of the country with what a province adds to it."""
    found: dict[str, Any] = dict(national)
    listed = reading.take(lambda: exactly(document.get(name, []), list), name) or []
    for position, each in enumerate(listed):
        kind = reading.take(lambda each=each: kind_of(each), name, position)  # type: ignore[misc]  # its default binds the item
        if kind is None:
            continue
        if kind.code in found:
            reading.problems.append(Problem("register.kind-twice", (name, position), {"code": kind.code}))
        found.setdefault(kind.code, kind)
    return found


def _model_kind(value: Any) -> ModelKind:
    written = structure(value, _ModelKindWritten)
    problems = [*_refusals(written)]
    first, last = written.valid_from, written.valid_to
    if first is not None and last is not None and first > last:
        problems.append(Problem("window.reversed", ("valid_to",), {"first": first, "last": last}))
    if problems:
        raise InputError(problems)
    return ModelKind(
        code=written.code,
        label=Text(vi=written.vi, en=written.en),
        family=written.family,
        document=written.document,
        valid_from=first,
        valid_to=last,
    )


def _unit_kind(value: Any) -> UnitKindEntry:
    written = structure(value, _UnitKindWritten)
    problems = [*_refusals(written)]
    if problems:
        raise InputError(problems)
    return UnitKindEntry(
        code=written.code,
        label=Text(vi=written.vi, en=written.en),
        counts_as=written.counts_as,
        document=written.document,
    )


def _refusals(written: _ModelKindWritten | _UnitKindWritten) -> Iterator[Problem]:
    """What is wrong with a kind in itself: its code, its words, and the document that defines it."""
    if not identifiers.fits(identifiers.CODE, written.code):
        yield Problem("register.kind-code", ("code",))
    if not identifiers.is_document(written.document):
        yield Problem("register.kind-document", ("document",))
    for name in ("vi", "en"):
        if not getattr(written, name).strip():
            yield Problem("register.kind-label", (name,))


def _plain(value: Any) -> Any:
    """TOML has days of its own; they are written here as JSON has them, so that text is taken as well."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value
