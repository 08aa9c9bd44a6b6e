"""Standards of the movement "Toàn dân bảo vệ an ninh Tổ quốc", decided with reasons and never on a guess.

This is the front door: what a system that uses the library needs. Authors of standards also use
`antq_core.domain`, `antq_core.expressions.writing`, `antq_core.standards` and `antq_core.hookspecs`.
"""

from antq_core.assessment import assess, assess_together
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.stated import UNKNOWN
from antq_core.domain.units import Unit
from antq_core.errors import AntqError
from antq_core.findings.assessments import Assessment
from antq_core.plugin_host import load_registry
from antq_core.possible import Verdict
from antq_core.standards.registry import Registry
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Standard

__all__ = [
    "AntqError",
    "Assessment",
    "Basis",
    "Dossier",
    "RecordList",
    "Registry",
    "Stack",
    "Standard",
    "UNKNOWN",
    "Unit",
    "Verdict",
    "assess",
    "assess_together",
    "load_registry",
]
