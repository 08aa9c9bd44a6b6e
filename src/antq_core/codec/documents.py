"""Standards and assessments in JSON, each with its format number; and the digests of everything."""

import functools
import hashlib

from antq_core.codec.converter import FORMAT, found, refuse_other_format, structure, unstructure
from antq_core.codec.dossiers import write_dossier
from antq_core.codec.text import Json, canonical
from antq_core.domain.dossiers import Dossier
from antq_core.errors import InputError, Problem
from antq_core.findings.assessments import Assessment
from antq_core.standards.standard import Standard


def read_standard(document: Json) -> Standard:
    """A standard from its JSON value.

    Raises `InputError` for what is not a standard, and `StandardError` for one that makes no sense.
    """
    refuse_other_format(document)
    return structure(_without(document, "format"), Standard)


def write_standard(standard: Standard) -> Json:
    """The JSON value of a standard; reading it gives the same standard."""
    return {"format": FORMAT, **unstructure(standard)}


def read_assessment(document: Json) -> Assessment:
    """An assessment from its JSON value.

    Raises `InputError` for anything else, and for a verdict that is not the one of what is possible.
    """
    refuse_other_format(document)
    assessment = structure(_without(document, "format", "verdict"), Assessment)
    if document.get("verdict") != assessment.verdict.value:
        facts = {"found": found(document.get("verdict")), "expected": assessment.verdict.value}
        raise InputError([Problem("json.other-verdict", ("verdict",), facts)])
    return assessment


def write_assessment(assessment: Assessment) -> Json:
    """The JSON value of an assessment; reading it gives the same assessment."""
    return {"format": FORMAT, "verdict": assessment.verdict.value, **unstructure(assessment)}


def digest(value: Json) -> str:
    """The SHA-256 of the canonical text of a value, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()


@functools.lru_cache(maxsize=1024)
def standard_digest(standard: Standard) -> str:
    """The digest of a standard: its facts, ranges, derivations, windows and criteria."""
    return digest(write_standard(standard))


def dossier_document(dossier: Dossier) -> Json:
    """The JSON value of a dossier with its records in an order of their own, so that theirs never matters."""
    document = write_dossier(dossier)
    for records in document.get("records", {}).values():
        records["items"] = sorted(records["items"], key=canonical)
    return document


def _without(document: dict[str, Json], *names: str) -> dict[str, Json]:
    return {key: value for key, value in document.items() if key not in names}
