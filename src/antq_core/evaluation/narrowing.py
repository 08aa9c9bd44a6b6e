"""What is worth finding out about a score: the things that most open points wait for come first."""

from collections.abc import Iterable

from antq_core.findings.finding import Gap
from antq_core.findings.scores import Narrowing, ScoreRow


def narrowing(rows: Iterable[ScoreRow]) -> tuple[Narrowing, ...]:
    """Everything that anybody could find out, by the points that it decides, then by those it touches."""
    waiting = [row for row in rows if row.gaps]
    found: dict[Gap, list[ScoreRow]] = {}
    for row in waiting:
        for gap in row.gaps:
            if gap.code.can_be_learnt:
                found.setdefault(gap, []).append(row)
    listed = [
        Narrowing(
            gap=gap,
            items=tuple(row.item for row in touched),
            decides=sum(row.points.width for row in touched if row.gaps == (gap,)),
            touches=sum(row.points.width for row in touched),
        )
        for gap, touched in found.items()
    ]
    return tuple(sorted(listed, key=lambda each: (-each.decides, -each.touches, each.gap.name)))
