"""Annex 2: the points of a commune, on a scale of 100, upon the standard of Circular 23/2012/TT-BCA.

What the sheet says must be full is required here. What could not be read stands as an item and as a criterion
without content, so a commune is never met by this sheet.
"""

from antq_core.domain.units import NationalKind
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.rubric import ScoredItem
from antq_core.standards.scoring import by_hand, full_marks, group, untranscribed
from antq_core.standards.standard import Standard
from antq_lang_son.guidance_2083_2012.facts import ScoredCommuneFacts as Facts
from antq_lang_son.guidance_2083_2012.instrument import ASSUMPTIONS, GUIDANCE, LAST_DAY_OF_CIRCULAR, SIGNED

REGISTRATION = by_hand(
    "LS-I.2",
    Text(vi="Đăng ký", en="Registration"),
    10_00,
    score=Facts.registration_points,
)

SITUATIONS = tuple(
    by_hand(
        f"LS-III.{number}",
        Text(vi=f"Tình huống thứ {vi}", en=f"The {en} situation"),
        5_00,
        score=score,
    )
    for number, vi, en, score in (
        (1, "nhất", "first", Facts.situation_1_points),
        (2, "hai", "second", Facts.situation_2_points),
        (3, "ba", "third", Facts.situation_3_points),
        (4, "tư", "fourth", Facts.situation_4_points),
    )
)

SHEET = group(
    "LS-PL2",
    Text(vi="Bảng chấm điểm xã, phường, thị trấn (Phụ lục 2)", en="Score sheet of communes (Annex 2)"),
    [
        group(
            "LS-I",
            Text(vi="Tiêu chí I", en="Criterion I"),
            [
                by_hand(
                    "LS-I.1",
                    Text(vi="Nghị quyết, kế hoạch", en="Resolution and plan"),
                    10_00,
                    score=Facts.resolution_and_plan_points,
                ),
                REGISTRATION,
            ],
        ),
        group(
            "LS-II",
            Text(vi="Tiêu chí II", en="Criterion II"),
            [
                by_hand(
                    "LS-II.1",
                    Text(vi="Thực hiện chủ trương", en="Carrying out policy"),
                    10_00,
                    score=Facts.policy_points,
                ),
                by_hand(
                    "LS-II.2",
                    Text(
                        vi="Mô hình tự quản ở khu dân cư",
                        en="Models of self-management in residential areas",
                    ),
                    10_00,
                    score=Facts.self_management_points,
                ),
            ],
        ),
        group(
            "LS-III",
            Text(vi="Tiêu chí III: bốn tình huống", en="Criterion III: four situations"),
            SITUATIONS,
        ),
        untranscribed(
            "LS-con-lai",
            Text(vi="Phần còn lại của bảng chấm điểm", en="The rest of the score sheet"),
            40_00,
        ),
    ],
    citation=GUIDANCE,
)


def must_be_full(item: ScoredItem, text: Text) -> Criterion:
    """The requirement that an item bring all its points."""
    return full_marks(item, f"{item.code}-toi-da", text, citation=GUIDANCE)


def _situation_must_be_full(item: ScoredItem) -> Criterion:
    of = item.text
    return must_be_full(
        item,
        Text(
            vi=f"{of.vi} của tiêu chí III được điểm tối đa",
            en=f"{of.en} of criterion III has all its points",
        ),
    )


REST = Criterion(
    code="LS-con-lai-yeu-cau",
    text=Text(
        vi="Những gì phần còn lại của bảng yêu cầu (nếu có): mục khác phải tối đa, hoặc một tổng điểm",
        en="What the rest of the sheet requires, if anything: further items that must be full, or a total",
    ),
    citation=GUIDANCE,
    transcription=Transcription.UNTRANSCRIBED,
)

COMMUNES = Standard(
    id="vn-20/antt-safety/2083-2012/commune",
    scheme="antt-safety",
    jurisdiction="vn-20",
    kinds=(NationalKind.COMMUNE.value,),
    title=Text(
        vi="Lạng Sơn: bảng chấm điểm xã, phường, thị trấn theo Hướng dẫn 2083/HD-BCĐ ngày 28/9/2012",
        en="Lạng Sơn: score sheet of communes by Guidance 2083/HD-BCĐ of 28 September 2012",
    ),
    citation=GUIDANCE,
    in_force_from=SIGNED,
    in_force_to=LAST_DAY_OF_CIRCULAR,
    facts=Facts.facts(),
    criteria=(
        must_be_full(
            REGISTRATION,
            Text(vi="Mục đăng ký được điểm tối đa", en="The registration has all its points"),
        ),
        *map(_situation_must_be_full, SITUATIONS),
        REST,
    ),
    rubric=SHEET,
    assumptions=ASSUMPTIONS,
)
