"""The entry point ``vn``: what the whole country is held to."""

from antq_core import Standard
from antq_core.hookspecs import hookimpl
from antq_national.circular_124_2021.article_4 import RESIDENTIAL_AREAS
from antq_national.circular_124_2021.article_5 import COMMUNES
from antq_national.circular_124_2021.article_6 import AGENCIES, ENTERPRISES
from antq_national.circular_124_2021.article_7 import SCHOOLS


@hookimpl
def antq_standards() -> list[Standard]:
    """The national standards, one for each kind of unit of Article 1, clause 2."""
    return [RESIDENTIAL_AREAS, COMMUNES, AGENCIES, ENTERPRISES, SCHOOLS]
