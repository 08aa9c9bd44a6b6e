"""The figures of the movement's reviews, as provinces report them.

Which numbers are reported is seen in the reports of provinces; how each is counted is said here, because
no instrument that could be read says it.
"""

from antq_core.messages.text import Text
from antq_core.movement.clock_rules import CLOCKS
from antq_core.review.figures import Figure, Measure, RecordSet, Section, Where

AT_ORGANISATIONS = ("agency", "enterprise", "school")

_STANDING = Text(
    vi="mô hình còn hoạt động vào ngày cuối kỳ, theo diễn biến được ghi",
    en="models alive on the last day of the period, by the events on record",
)
_RECEIVED = Text(vi="tin tiếp nhận trong kỳ", en="tips received in the period")
_RECOGNISED = Text(
    vi="quyết định công nhận trong kỳ; quyết định đã bị sửa bằng quyết định sau thì không tính",
    en="decisions of the period that recognise; one that a later decision corrects does not count",
)
_REGISTERED = Text(vi="hồ sơ có ngày đăng ký trong kỳ", en="certifications registered in the period")
_SIGNED = Text(vi="văn bản ký trong kỳ", en="agreements signed in the period")
_IN_FORCE = Text(
    vi="văn bản còn hiệu lực vào ngày cuối kỳ; nhiệm vụ theo lần sơ, tổng kết gần nhất",
    en="agreements in force on the last day; tasks by their latest review",
)
_COMMENDED = Text(vi="quyết định khen thưởng trong kỳ", en="commendations decided in the period")
_HELD = Text(vi="hoạt động tổ chức trong kỳ", en="activities held in the period")
_EVENTS = Text(vi="diễn biến của mô hình trong kỳ", en="events in the lives of models in the period")

_FIRE = Where("family", ("fire_prevention",))
_MODEL_DIMENSIONS = (("kind",), ("unit_kind",), ("province",), ("commune",))

MODELS = Section(
    code="models",
    title=Text(vi="Mô hình", en="Models"),
    figures=(
        Figure(
            code="models.standing",
            label=Text(vi="Mô hình đang hoạt động", en="Models at work"),
            records=RecordSet.MODELS,
            counting=_STANDING,
            where=(Where("alive", ("true",)),),
            by=(("family",), ("stage",), *_MODEL_DIMENSIONS),
        ),
        Figure(
            code="models.security",
            label=Text(
                vi="Mô hình bảo đảm ANTT (không kể mô hình PCCC)",
                en="Models of security and order (without fire prevention)",
            ),
            records=RecordSet.MODELS,
            counting=_STANDING,
            where=(Where("alive", ("true",)), Where("family", ("fire_prevention",), none_of=True)),
            by=_MODEL_DIMENSIONS,
            share_of="models.standing",
        ),
        Figure(
            code="models.fire_prevention",
            label=Text(vi="Mô hình phòng cháy, chữa cháy", en="Models of fire prevention"),
            records=RecordSet.MODELS,
            counting=_STANDING,
            where=(Where("alive", ("true",)), _FIRE),
            by=_MODEL_DIMENSIONS,
            share_of="models.standing",
        ),
        Figure(
            code="models.areas_with_organisations",
            label=Text(
                vi="Địa bàn có mô hình ANTT tại cơ quan, doanh nghiệp, cơ sở giáo dục",
                en="Areas with a security model at an agency, enterprise or school",
            ),
            records=RecordSet.MODELS,
            counting=_STANDING,
            measure=Measure.DISTINCT,
            column="commune",
            where=(
                Where("alive", ("true",)),
                Where("family", ("fire_prevention",), none_of=True),
                Where("unit_kind", AT_ORGANISATIONS),
            ),
            by=(("unit_kind",), ("province",)),
        ),
        Figure(
            code="models.kinds",
            label=Text(vi="Loại mô hình", en="Kinds of models"),
            records=RecordSet.MODELS,
            counting=_STANDING,
            measure=Measure.DISTINCT,
            column="kind",
            where=(Where("alive", ("true",)),),
        ),
        Figure(
            code="models.sites",
            label=Text(vi="Số điểm", en="Sites"),
            records=RecordSet.MODELS,
            counting=_STANDING,
            measure=Measure.SUM,
            column="sites",
            where=(Where("alive", ("true",)),),
            by=(("family",),),
        ),
        Figure(
            code="models.teams",
            label=Text(vi="Số tổ", en="Teams"),
            records=RecordSet.MODELS,
            counting=_STANDING,
            measure=Measure.SUM,
            column="teams",
            where=(Where("alive", ("true",)),),
            by=(("family",),),
        ),
        Figure(
            code="models.effective",
            label=Text(vi="Mô hình hoạt động hiệu quả", en="Effective models"),
            records=RecordSet.MODELS,
            counting=Text(
                vi="mô hình đang hoạt động mà lần sơ, tổng kết gần nhất kết luận là hiệu quả",
                en="models at work whose latest review found them effective",
            ),
            where=(Where("alive", ("true",)), Where("effective", ("true",))),
            by=(("family",), ("province",)),
            share_of="models.standing",
        ),
        Figure(
            code="models.conforming_groups",
            label=Text(
                vi="Tổ liên gia có 5–15 hộ và đủ trang bị",
                en="Inter-household groups of 5–15, fully equipped",
            ),
            records=RecordSet.MODELS,
            counting=Text(
                vi="tổ liên gia đang hoạt động, mọi hộ đủ trang bị, chuông liên thông",
                en="groups at work in which every household has all equipment and the bells are linked",
            ),
            where=(
                Where("alive", ("true",)),
                Where("kind", ("inter_household",)),
                Where("conforms", ("true",)),
            ),
            by=(("province",),),
        ),
        Figure(
            code="models.life",
            label=Text(vi="Diễn biến của mô hình", en="Events in the lives of models"),
            records=RecordSet.MODEL_EVENTS,
            counting=_EVENTS,
            by=(("stage",), ("year", "stage")),
        ),
        Figure(
            code="models.replicated",
            label=Text(vi="Mô hình được nhân rộng", en="Models replicated"),
            records=RecordSet.MODEL_EVENTS,
            counting=_EVENTS,
            measure=Measure.DISTINCT,
            column="model",
            where=(Where("stage", ("replicated",)),),
            by=(("year",),),
        ),
    ),
)

TIPS = Section(
    code="tips",
    title=Text(vi="Tin báo, tố giác", en="Tips"),
    figures=(
        Figure(
            code="tips.received",
            label=Text(vi="Tin tiếp nhận", en="Tips received"),
            records=RecordSet.TIPS,
            counting=_RECEIVED,
            by=(
                ("year", "valuation"),
                ("category", "valuation"),
                ("channel", "valuation"),
                ("origin", "valuation"),
                ("resolution", "valuation"),
                ("family", "valuation"),
                ("province", "valuation"),
                ("commune", "valuation"),
            ),
        ),
        Figure(
            code="tips.valuable",
            label=Text(vi="Tin có giá trị", en="Valuable tips"),
            records=RecordSet.TIPS,
            counting=Text(
                vi="tin tiếp nhận trong kỳ đã được đánh giá là có giá trị, ghi căn cứ hay chưa",
                en="tips received in the period that were valued as valuable, on recorded grounds or without",
            ),
            where=(Where("valuation", ("valuable",)),),
            by=(("year",),),
            share_of="tips.received",
        ),
        Figure(
            code="tips.cases",
            label=Text(vi="Số vụ khởi tố nhờ tin báo", en="Cases opened after tips"),
            records=RecordSet.TIPS,
            counting=_RECEIVED,
            measure=Measure.SUM,
            column="cases",
            by=(("year",),),
        ),
        Figure(
            code="tips.arrests",
            label=Text(vi="Số người bị bắt nhờ tin báo", en="Arrests after tips"),
            records=RecordSet.TIPS,
            counting=_RECEIVED,
            measure=Measure.SUM,
            column="arrests",
            by=(("year",),),
        ),
        Figure(
            code="tips.sanctions",
            label=Text(vi="Số trường hợp xử phạt hành chính", en="Administrative sanctions after tips"),
            records=RecordSet.TIPS,
            counting=_RECEIVED,
            measure=Measure.SUM,
            column="sanctions",
            by=(("year",),),
        ),
        Figure(
            code="tips.clocks",
            label=Text(vi="Thời hạn xử lý tin", en="The law's clocks"),
            records=RecordSet.TIPS,
            counting=Text(
                vi="tin tiếp nhận trong kỳ, xét tại ngày cuối kỳ, theo từng thời hạn",
                en="tips received in the period, by each clock on the last day of it",
            ),
            by=tuple((f"clock.{clock.code}",) for clock in CLOCKS),
        ),
    ),
)

RECOGNITIONS = Section(
    code="recognitions",
    title=Text(vi="Công nhận “An toàn về an ninh, trật tự”", en="Recognitions"),
    figures=(
        Figure(
            code="registrations.turns",
            label=Text(vi="Lượt đăng ký", en="Registrations"),
            records=RecordSet.REGISTRATIONS,
            counting=_REGISTERED,
            by=(("year",), ("unit_kind",), ("province",)),
        ),
        Figure(
            code="recognitions.turns",
            label=Text(vi="Lượt công nhận", en="Recognitions (lượt)"),
            records=RecordSet.RECOGNITIONS,
            counting=_RECOGNISED,
            by=(("year",), ("unit_kind",), ("year", "unit_kind"), ("province",), ("commune",)),
        ),
        Figure(
            code="recognitions.organisations",
            label=Text(
                vi="Lượt cơ quan, doanh nghiệp, cơ sở giáo dục được công nhận",
                en="Recognitions (lượt) of agencies, enterprises and schools",
            ),
            records=RecordSet.RECOGNITIONS,
            counting=_RECOGNISED,
            where=(Where("unit_kind", AT_ORGANISATIONS),),
            by=(("year",), ("unit_kind",), ("province",)),
            share_of="recognitions.turns",
        ),
        Figure(
            code="recognitions.units",
            label=Text(vi="Đơn vị được công nhận ít nhất một lần", en="Units recognised at least once"),
            records=RecordSet.RECOGNITIONS,
            counting=_RECOGNISED,
            measure=Measure.DISTINCT,
            column="unit",
            by=(("year",), ("unit_kind",), ("province",)),
        ),
        Figure(
            code="registrations.recognised",
            label=Text(
                vi="Lượt đăng ký trong kỳ đã được công nhận", en="Registrations that led to recognition"
            ),
            records=RecordSet.REGISTRATIONS,
            counting=Text(
                vi="hồ sơ đăng ký trong kỳ có quyết định công nhận không muộn hơn ngày cuối kỳ",
                en="certifications registered in the period and recognised by its last day",
            ),
            where=(Where("recognised", ("true",)),),
            by=(("year",), ("unit_kind",), ("province",)),
            share_of="registrations.turns",
        ),
    ),
)

AGREEMENTS = Section(
    code="agreements",
    title=Text(vi="Quy chế, kế hoạch phối hợp, nghị quyết liên tịch", en="Agreements"),
    figures=(
        Figure(
            code="agreements.signed",
            label=Text(vi="Văn bản ký trong kỳ", en="Agreements signed"),
            records=RecordSet.AGREEMENTS_SIGNED,
            counting=_SIGNED,
            by=(("kind",), ("year", "kind"), ("province",)),
        ),
        Figure(
            code="agreements.in_force",
            label=Text(vi="Văn bản đang có hiệu lực", en="Agreements in force"),
            records=RecordSet.AGREEMENTS_IN_FORCE,
            counting=_IN_FORCE,
            by=(("kind",),),
        ),
        Figure(
            code="agreements.planned",
            label=Text(vi="Nhiệm vụ đề ra", en="Tasks planned"),
            records=RecordSet.AGREEMENTS_IN_FORCE,
            counting=_IN_FORCE,
            measure=Measure.SUM,
            column="tasks_planned",
            by=(("kind",),),
        ),
        Figure(
            code="agreements.done",
            label=Text(vi="Nhiệm vụ hoàn thành", en="Tasks done"),
            records=RecordSet.AGREEMENTS_IN_FORCE,
            counting=_IN_FORCE,
            measure=Measure.SUM,
            column="tasks_done",
            by=(("kind",),),
            share_of="agreements.planned",
        ),
    ),
)

AWARENESS = Section(
    code="awareness",
    title=Text(vi="Tuyên truyền, vận động", en="Awareness"),
    figures=(
        Figure(
            code="activities.sessions",
            label=Text(vi="Số buổi", en="Sessions"),
            records=RecordSet.ACTIVITIES,
            counting=_HELD,
            measure=Measure.SUM,
            column="sessions",
            by=(("year",), ("topic",), ("form",)),
        ),
        Figure(
            code="activities.participants",
            label=Text(vi="Lượt người tham gia", en="Participants"),
            records=RecordSet.ACTIVITIES,
            counting=_HELD,
            measure=Measure.SUM,
            column="participants",
            by=(("year",), ("topic",)),
        ),
        Figure(
            code="activities.four_safeties",
            label=Text(vi="Buổi phát động, tuyên truyền “4 an toàn”", en="Sessions on the “4 safeties”"),
            records=RecordSet.ACTIVITIES,
            counting=_HELD,
            measure=Measure.SUM,
            column="sessions",
            where=(Where("topic", ("four_safeties",)),),
            by=(("year",),),
        ),
    ),
)

COMMENDATIONS = Section(
    code="commendations",
    title=Text(vi="Khen thưởng", en="Commendations"),
    figures=tuple(
        Figure(
            code=f"commendations.{recipient}s",
            label=label,
            records=RecordSet.COMMENDATIONS,
            counting=_COMMENDED,
            where=(Where("recipient", (recipient,)),),
            by=(("level",), ("form",), ("year",)),
        )
        for recipient, label in (
            ("collective", Text(vi="Tập thể được khen", en="Collectives commended")),
            ("individual", Text(vi="Cá nhân được khen", en="Individuals commended")),
        )
    ),
)

ALL_SECTIONS = (MODELS, TIPS, RECOGNITIONS, AGREEMENTS, AWARENESS, COMMENDATIONS)
