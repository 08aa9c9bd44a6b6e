"""The questions that the circular leaves open. Each stays open until somebody who may chooses."""

from antq_core.domain.citations import Citation
from antq_core.domain.declarations import Option
from antq_core.expressions.writing import TruthExpression, reading_is
from antq_core.messages.text import Text
from antq_core.standards.readings import Reading
from antq_national.circular_124_2021.instrument import cite


def _reading(name: str, citation: Citation, question: Text, **options: Text) -> Reading:
    listed = tuple(Option(code, label) for code, label in options.items())
    return Reading(name=name, question=question, options=listed, citation=citation)


DECEMBER_RESOLUTION = _reading(
    "december_resolution",
    cite("4", "1"),
    Text(
        vi="Nghị quyết ra trong tháng 12 năm trước cho năm đánh giá có tính là của quý I không?",
        en="Does a resolution of the December before, made for the year of assessment, count as one of the first quarter?",
    ),
    counts=Text(vi="có tính", en="it counts"),
    does_not_count=Text(vi="không tính", en="it does not count"),
)

LAST_YEAR_IS = _reading(
    "last_year_is",
    cite("4", "4", "a"),
    Text(
        vi="“Năm trước” là kỳ đánh giá liền trước hay năm dương lịch trước?",
        en="Is “last year” the window before this one, or the calendar year before?",
    ),
    previous_window=Text(vi="kỳ đánh giá liền trước", en="the window before this one"),
    previous_calendar_year=Text(vi="năm dương lịch trước", en="the calendar year before"),
)

LEVEL_WITH_LAST_YEAR = _reading(
    "level_with_last_year",
    cite("4", "4", "a"),
    Text(
        vi="Số vụ bằng năm trước có được coi là đã kiềm chế không?",
        en="Are as many cases as last year “contained”?",
    ),
    contained=Text(vi="có, là kiềm chế", en="yes, they are contained"),
    not_contained=Text(vi="không, phải giảm", en="no, they must fall"),
)

NOUGHT_AGAINST_NOUGHT = _reading(
    "nought_against_nought",
    cite("4", "4", "a"),
    Text(
        vi="Cả hai năm đều không có vụ nào thì có được coi là đã kiềm chế không?",
        en="Is no case in either year “contained”?",
    ),
    contained=Text(vi="có", en="yes"),
    not_contained=Text(vi="không, vì không giảm được nữa", en="no, since it cannot fall further"),
)

REDUCTION_IS_COUNTED = _reading(
    "reduction_is_counted",
    cite("4", "4", "a"),
    Text(
        vi="Tội phạm, tệ nạn và vi phạm khác được so từng nhóm hay so tổng số?",
        en="Are crimes, social evils and other violations compared group by group, or in total?",
    ),
    by_group=Text(vi="từng nhóm", en="group by group"),
    in_total=Text(vi="tổng số", en="in total"),
)

LAST_YEAR_AFTER_MERGER = _reading(
    "last_year_after_merger",
    cite("4", "4", "a"),
    Text(
        vi="Đơn vị mới sáp nhập so với tổng của các đơn vị cũ hay không xét so với năm trước?",
        en="Is a unit formed by a merger compared with the sum of its predecessors, or not compared at all?",
    ),
    sum_of_predecessors=Text(vi="so với tổng các đơn vị cũ", en="with the sum of its predecessors"),
    not_applicable=Text(vi="không xét", en="not compared"),
)

SERIOUS_CRIME_HANDLED = _reading(
    "serious_crime_handled",
    cite("4", "4", "b"),
    Text(
        vi="Vụ nghiêm trọng được coi là xử lý đúng khi hồ sơ ghi đủ ba yếu tố, hay phải có kết luận của cấp có thẩm quyền?",
        en="Was a serious case handled properly when the record shows all three elements, or only by the authority’s conclusion?",
    ),
    as_recorded=Text(vi="hồ sơ ghi đủ ba yếu tố", en="the record shows all three elements"),
    as_concluded=Text(vi="phải có kết luận", en="only by a conclusion"),
)

FORCE_RATING_OF = _reading(
    "force_rating_of",
    cite("4", "5"),
    Text(
        vi="Lực lượng ANTT cơ sở xếp loại theo kỳ 15/11–14/11, sau kỳ của khu dân cư: dùng mức của kỳ nào?",
        en="The grassroots force is rated for 15 Nov to 14 Nov, after the area’s window: which rating counts?",
    ),
    this_year=Text(vi="kỳ này", en="the one of this year"),
    last_year=Text(vi="kỳ năm trước", en="the one of the year before"),
)

WARNING_QUALIFIES = _reading(
    "warning_qualifies",
    cite("6", "3", "h"),
    Text(
        vi="“Bị kỷ luật từ cảnh cáo trở lên” chỉ gắn với người mắc tệ nạn xã hội, hay gắn với mọi trường hợp nêu trước đó?",
        en="Does “disciplined at warning level or above” qualify only people in social evils, or every case named before?",
    ),
    last_limb_only=Text(vi="chỉ người mắc tệ nạn xã hội", en="only people in social evils"),
    every_limb=Text(vi="mọi trường hợp", en="every case"),
)

NOBODY_DISCIPLINED_IN = _reading(
    "nobody_disciplined_in",
    cite("6", "5"),
    Text(
        vi="“Không có cá nhân bị kỷ luật” tính trên toàn đơn vị hay chỉ trong các đầu mối đạt danh hiệu?",
        en="Is nobody to be disciplined in the whole unit, or only within the titled subordinate units?",
    ),
    whole_unit=Text(vi="toàn đơn vị", en="the whole unit"),
    titled_subunits=Text(vi="các đầu mối đạt danh hiệu", en="the titled subordinate units"),
)

SCHOOL_WITH_PRIMARY = _reading(
    "school_with_primary",
    cite("1", "2", "b"),
    Text(
        vi="Trường nhiều cấp học có cả tiểu học thuộc phạm vi áp dụng không?",
        en="Is a school that teaches the primary level and higher ones in scope?",
    ),
    in_scope=Text(vi="thuộc phạm vi", en="it is in scope"),
    out_of_scope=Text(vi="không thuộc phạm vi", en="it is out of scope"),
)

SEVENTY_PERCENT_OF = _reading(
    "seventy_percent_of",
    cite("5", "4"),
    Text(
        vi="Tỷ lệ 70% tính gộp mọi đơn vị hay tính theo từng loại đơn vị?",
        en="Are the 70% of all units together, or of each kind by itself?",
    ),
    all_units=Text(vi="gộp mọi đơn vị", en="all units together"),
    each_kind=Text(vi="từng loại đơn vị", en="each kind by itself"),
)

RECOGNISED_MEANS = _reading(
    "recognised_means",
    cite("5", "4"),
    Text(
        vi="“Được công nhận” là đã có quyết định công nhận, hay là được đánh giá đạt?",
        en="Does “recognised” mean a decision of recognition, or an assessment as met?",
    ),
    by_decision=Text(vi="đã có quyết định công nhận", en="a decision of recognition"),
    by_verdict=Text(vi="được đánh giá đạt", en="an assessment as met"),
)


def in_each_reading(reading: Reading, **conditions: TruthExpression) -> TruthExpression:
    """A condition that differs by reading: one for each option, under the option's name."""
    assert set(conditions) == set(reading.codes)  # every way of reading has its condition
    first, *others = (reading_is(reading.name, name) & condition for name, condition in conditions.items())
    for other in others:
        first = first | other
    return first
