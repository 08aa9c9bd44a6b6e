"""Dossiers from the bytes of their JSON, by msgspec where that is installed (the extra ``fast``).

The quick way takes only what it proves to be right. Everything else is read anew by the strict codec, so
what is refused, and in which words, never depends on the way.
"""

import datetime

from antq_core.codec.dossiers import read_dossier, read_heading
from antq_core.codec.quick_json.building import Dossiers, NotProvenError
from antq_core.codec.text import parse
from antq_core.domain.declarations import FactDeclaration, RecordDeclaration
from antq_core.domain.dossiers import Dossier
from antq_core.domain.units import Unit
from antq_core.errors import AntqError
from antq_core.standards.registry import SAFETY, Registry
from antq_core.standards.stack import Stack

try:
    import msgspec  # noqa: F401 - whether it is there decides the way
except ImportError:
    HAS_MSGSPEC = False
else:
    HAS_MSGSPEC = True
    from antq_core.codec.quick_json.decoding import Decoding, heading_of

MOST_STACKS = 4096
"""So many stacks a reader remembers; a registry remembers as many."""

Declared = tuple[tuple[FactDeclaration, ...], tuple[tuple[str, RecordDeclaration], ...], bool]
"""All of a stack that matters to reading."""


def declares_alike(one: Stack, other: Stack) -> bool:
    """Whether a dossier that was read against one stack is the same as read against the other."""
    return one is other or _declared(one) == _declared(other)


def _declared(stack: Stack) -> Declared:
    return (stack.dossier_facts, tuple(stack.dossier_records.items()), stack.is_open)


class DossierReader:
    """Reads dossiers that are held against one stack; made once, it serves any number of them.

    The stack may as well be another that declares the same: only what it declares is looked at.
    """

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._decoding = Decoding(stack) if HAS_MSGSPEC else None
        self._dossiers = Dossiers(stack, self._decoding.facts if self._decoding is not None else ())

    def read(self, data: bytes) -> Dossier:
        """The dossier that JSON says: the same as by `read_dossier`.

        Raises `InputError` with every problem, and in the same cases.
        """
        found = self.attempt(data)
        return found if found is not None else read_dossier(parse(data), self._stack)

    def attempt(self, data: bytes) -> Dossier | None:
        """The same by the quick way alone; None where only the strict codec can tell."""
        if self._decoding is None:
            return None
        try:
            return self._dossiers.made(self._decoding.decoded(data))
        except (NotProvenError, AntqError, ValueError):
            return None


class RegistryReader:
    """Reads dossiers of any kind, province and year, each held against the standards in force for it."""

    def __init__(self, registry: Registry, *, scheme: str = SAFETY) -> None:
        self._registry = registry
        self._scheme = scheme
        self._readers: dict[Declared, DossierReader] = {}
        # By identity, since to compare whole standards takes longer than to read a dossier.
        self._of_stack: dict[int, tuple[Stack, DossierReader]] = {}
        self._last: DossierReader | None = None

    def read(self, data: bytes) -> tuple[Stack, Dossier]:
        """The standards that hold for a dossier, and the dossier that its JSON says.

        Raises `InputError` for what is no dossier of these standards, `SelectionError` and
        `ProvinceError` where none can be selected.
        """
        found = self.attempt(data)
        if found is not None:
            return found
        document = parse(data)
        heading = read_heading(document)
        stack = self._select(heading.unit, heading.year, heading.decision_date)
        return stack, read_dossier(document, stack)

    def attempt(self, data: bytes) -> tuple[Stack, Dossier] | None:
        """The same by the quick way alone; None where only the strict codec can tell."""
        if not HAS_MSGSPEC:
            return None
        try:
            return self._as_the_last(data) or self._by_its_heading(data)
        except AntqError:
            return None

    def _as_the_last(self, data: bytes) -> tuple[Stack, Dossier] | None:
        """Most dossiers are held against the same standards as the one before."""
        dossier = self._last.attempt(data) if self._last is not None else None
        if dossier is None:
            return None
        stack = self._select(dossier.unit, dossier.year, dossier.decision_date)
        return (stack, dossier) if self._reader(stack) is self._last else None

    def _by_its_heading(self, data: bytes) -> tuple[Stack, Dossier] | None:
        heading = heading_of(data)
        if heading is None:
            return None
        stack = self._select(*heading)
        self._last = self._reader(stack)
        dossier = self._last.attempt(data)
        return None if dossier is None else (stack, dossier)

    def _select(self, unit: Unit, year: int, decided_on: datetime.date | None) -> Stack:
        return self._registry.select(unit, year, decided_on, scheme=self._scheme)

    def _reader(self, stack: Stack) -> DossierReader:
        """The reader for a stack; one for all that declare the same."""
        kept = self._of_stack.get(id(stack))
        if kept is None:
            declared = _declared(stack)
            if (reader := self._readers.get(declared)) is None:
                reader = self._readers[declared] = DossierReader(stack)
            if len(self._of_stack) >= MOST_STACKS:
                self._of_stack.clear()
            kept = self._of_stack[id(stack)] = (stack, reader)  # held, so that no other has its identity
        return kept[1]
