"""Markets: a kind of unit that counts as no national one, so its standard stands alone.

No national standard lies beneath it. It says itself in which window a year is assessed, and which day counts
as the day of decision where a dossier states none.
"""

from antq_core.domain.attributes import Fact
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion
from antq_core.standards.standard import Standard
from antq_tinh_mau.declaring import done
from antq_tinh_mau.instrument import JURISDICTION, THIRD, THIRD_IN_FORCE, cite
from antq_tinh_mau.kinds import MARKET


class MarketFacts(FactSheet):
    """What Article 4 asks of a market."""

    lanes_kept_free: Fact[bool] = done(
        Text(vi="giữ thông thoáng lối thoát nạn", en="escape lanes are kept free"), cite("4", "1", of=THIRD)
    )
    watch_at_night: Fact[bool] = done(
        Text(vi="có người trực đêm", en="there is a watch at night"), cite("4", "2", of=THIRD)
    )


MARKETS = Standard(
    id="vn-00/antt-safety/market",
    scheme="antt-safety",
    jurisdiction=JURISDICTION,
    kinds=(MARKET.code,),
    added_kinds=(MARKET,),
    title=Text(vi="Chợ an toàn của Tỉnh Mẫu (giả định)", en="Safe markets of Tỉnh Mẫu (fictional)"),
    citation=cite("4", of=THIRD),
    in_force_from=THIRD_IN_FORCE,
    window=WindowRule(DayOfYear(1, 1), DayOfYear(12, 31)),
    decided_on=DayOfYear(1, 15, 1),
    facts=MarketFacts.facts(),
    criteria=(
        Criterion(
            code="TM-CHO-1",
            text=Text(vi="Lối thoát nạn luôn thông thoáng", en="Escape lanes are kept free"),
            citation=cite("4", "1", of=THIRD),
            holds=MarketFacts.lanes_kept_free,
        ),
        Criterion(
            code="TM-CHO-2",
            text=Text(vi="Có người trực đêm", en="There is a watch at night"),
            citation=cite("4", "2", of=THIRD),
            holds=MarketFacts.watch_at_night,
        ),
    ),
)
