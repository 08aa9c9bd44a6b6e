"""Two versions of a standard held against each other: the one way into this package."""

from collections.abc import Iterator

import attrs

from antq_core.comparison.declared import of_facts, of_pins, of_readings, of_records
from antq_core.comparison.difference import Difference, Effect
from antq_core.comparison.grading import effect_on_grades, of_grading, pairs_of_ceilings
from antq_core.comparison.meaning import Meaning, Words
from antq_core.comparison.requirements import (
    effect_on_requirements,
    of_criteria,
    of_scope,
    pairs_of_criteria,
)
from antq_core.comparison.score_shift import Scales
from antq_core.comparison.scoring import effect_on_points, of_rubrics, pairs_of_items
from antq_core.comparison.surroundings import of_assumptions, of_heading, of_procedure
from antq_core.standards.standard import Standard


@attrs.frozen(kw_only=True)
class Versions:
    """An old and a new standard, each with the national one that it adds to where it is a province's.

    Without these, what a provincial standard asks of national facts is called by the names of the facts,
    and nothing is said of whether it asks for more.
    """

    old: Standard
    new: Standard
    old_national: Standard | None = None
    new_national: Standard | None = None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Everything that differs, part by part in the order of `Part`."""
        return tuple(self._differences())

    @property
    def effect_on_requirements(self) -> Effect | None:
        """What all criteria together ask; `STRICTER`: whoever meets the new standard meets the old one.

        None where neither standard requires anything.
        """
        return effect_on_requirements(self.old, self.new, self._meaning)

    @property
    def effect_on_points(self) -> Effect | None:
        """What becomes of totals; `STRICTER`: none is higher than before. None unless both give points."""
        return effect_on_points(self.old, self.new, self._meaning_of_totals)

    @property
    def effect_on_grades(self) -> Effect | None:
        """What becomes of grades for the same points; None unless both standards give grades."""
        return effect_on_grades(self.old, self.new, self._meaning_of_totals)

    @property
    def renamed(self) -> dict[str, str]:
        """The criteria that are asked under another code: the old code by the new one."""
        pairs = pairs_of_criteria(self.old, self.new).kept
        return {after.code: before.code for before, after in pairs if before.code != after.code}

    @property
    def scales(self) -> Scales:
        """What is known of rubrics and grades, whatever the dossier."""
        old, new = self.old.grading, self.new.grading
        ceilings = pairs_of_ceilings(old, new).kept if old is not None and new is not None else ()
        return Scales(
            old=old,
            new=new,
            points=self.effect_on_points,
            grades=self.effect_on_grades,
            items={before.code: after.code for before, after in pairs_of_items(self.old, self.new).kept},
            ceilings={before.code: after.code for before, after in ceilings},
        )

    @property
    def _meaning(self) -> Meaning:
        return Meaning(Words.of(self.old, self.old_national), Words.of(self.new, self.new_national))

    @property
    def _meaning_of_totals(self) -> Meaning:
        """The same; points and grades may hang upon the verdict, which looks at criteria and scope."""
        asked = [
            (each.scope, tuple(tuple(criterion.conditions.items()) for criterion in each.criteria))
            for each in (self.old, self.new)
        ]
        nodes = [node for _, criteria in asked for criterion in criteria for _, node in criterion]
        nodes += [scope for scope, _ in asked if scope is not None]
        same = asked[0] == asked[1] and self.old_national == self.new_national
        return attrs.evolve(self._meaning, judged_alike=same and self._meaning.is_shared(*nodes))

    def _differences(self) -> Iterator[Difference]:
        old, new, meaning = self.old, self.new, self._meaning
        yield from of_heading(old, new)
        yield from of_scope(old, new, meaning)
        yield from of_criteria(old, new, meaning)
        yield from of_rubrics(old, new, meaning)
        yield from of_grading(old, new, meaning)
        yield from of_facts(old, new, meaning)
        yield from of_records(old, new)
        yield from of_readings(old, new)
        yield from of_pins(old, new, meaning)
        yield from of_assumptions(old, new)
        yield from of_procedure(old, new)


def differences(old: Standard, new: Standard) -> tuple[Difference, ...]:
    """Everything that differs between two standards; `Versions` tells more of provincial ones."""
    return Versions(old=old, new=new).differences
