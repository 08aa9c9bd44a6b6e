"""The entry point ``vn``: what the whole country is held to, and was."""

from antq_core import Standard
from antq_core.hookspecs import hookimpl
from antq_national.circular_23_2012 import article_5 as areas_of_2012
from antq_national.circular_23_2012 import article_6 as communes_of_2012
from antq_national.circular_23_2012 import article_7 as workplaces_of_2012
from antq_national.circular_23_2012 import article_8 as schools_of_2012
from antq_national.circular_124_2021.article_4 import RESIDENTIAL_AREAS
from antq_national.circular_124_2021.article_5 import COMMUNES
from antq_national.circular_124_2021.article_6 import AGENCIES, ENTERPRISES
from antq_national.circular_124_2021.article_7 import SCHOOLS
from antq_national.decision_510_2022 import article_7 as scored

UNDER_CIRCULAR_23_2012 = (
    areas_of_2012.RESIDENTIAL_AREAS,
    communes_of_2012.COMMUNES,
    workplaces_of_2012.AGENCIES,
    workplaces_of_2012.ENTERPRISES,
    schools_of_2012.SCHOOLS,
)
UNDER_CIRCULAR_124_2021 = (RESIDENTIAL_AREAS, COMMUNES, AGENCIES, ENTERPRISES, SCHOOLS)
UNDER_DECISION_510_2022 = (scored.AGENCIES, scored.ENTERPRISES, scored.SCHOOLS)


@hookimpl
def antq_standards() -> list[Standard]:
    """The national standards in the order of time, one for each kind of unit of each instrument."""
    return [*UNDER_CIRCULAR_23_2012, *UNDER_CIRCULAR_124_2021, *UNDER_DECISION_510_2022]
