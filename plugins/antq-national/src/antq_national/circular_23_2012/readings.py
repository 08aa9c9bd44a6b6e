"""The questions that the circular leaves open: those of its successor, and one of its own."""

import attrs

from antq_core.domain.declarations import Option
from antq_core.messages.text import Text
from antq_core.standards.readings import Reading
from antq_national.circular_23_2012.instrument import cite
from antq_national.circular_124_2021 import readings as since

# Article 4, clause 4, point a of the successor asks for the same in the same words.
REDUCTION_READINGS = tuple(
    attrs.evolve(each, citation=cite("5", "4"))
    for each in (
        since.LAST_YEAR_IS,
        since.LEVEL_WITH_LAST_YEAR,
        since.NOUGHT_AGAINST_NOUGHT,
        since.REDUCTION_IS_COUNTED,
        since.LAST_YEAR_AFTER_MERGER,
    )
)

RECOGNISED_MEANS = attrs.evolve(since.RECOGNISED_MEANS, citation=cite("6", "4"))

FORCE_THAT_IS_NOT_THERE = Reading(
    name="force_that_is_not_there",
    question=Text(
        vi="Nơi không có Công an xã hoặc không có Bảo vệ dân phố thì lực lượng không có đó có bị xét danh hiệu không?",
        en="Where there is no commune police, or no ward guard, is the title of the force that is not there asked for?",
    ),
    options=(
        Option("not_asked", Text(vi="không xét", en="it is not asked for")),
        Option("asked", Text(vi="có xét, nên không đạt", en="it is asked for, and so not met")),
    ),
    citation=cite("6", "3"),
)
