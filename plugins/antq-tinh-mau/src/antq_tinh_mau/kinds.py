"""The kinds of unit that this province adds to the five national ones."""

from antq_core.domain.units import UnitKind
from antq_core.messages.text import Text

# Counts as an agency: everything national that holds for an agency holds for it, and its facts are an agency's.
HOSPITAL = UnitKind("hospital", Text(vi="bệnh viện", en="hospital"), counts_as="agency")

# Counts as no national kind: nothing national holds for it, so its standard stands alone. See `markets`.
MARKET = UnitKind("market", Text(vi="chợ", en="market"))
