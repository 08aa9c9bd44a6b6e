"""A note for people on what was decided by hand: the verdict, then every criterion that is not surely met."""

from by_hand import NOT_MET, Decision, Json

VERDICTS = {"met": "đạt", "not_met": "chưa đạt", "undecided": "chưa kết luận được"}

# What Article 4 asks in clauses 2 to 4, and Article 5, clause 2 as well: the place, and a few words.
TERRITORY = {
    "2": ("khoản 2 Điều 4", "Triển khai đủ chủ trương, pháp luật và quy định của địa phương"),
    "3a": ("điểm a khoản 3 Điều 4", "Không có hoạt động chống Đảng, chính quyền"),
    "3b": ("điểm b khoản 3 Điều 4", "Không có phá hoại mục tiêu, công trình trọng điểm"),
    "3c": ("điểm c khoản 3 Điều 4", "Không có truyền, phát triển tôn giáo trái pháp luật"),
    "3d": ("điểm d khoản 3 Điều 4", "Không có lợi dụng tín ngưỡng, tôn giáo, dân tộc, khiếu kiện"),
    "3đ": ("điểm đ khoản 3 Điều 4", "Không có hoạt động ly khai, đòi tự trị"),
    "3e": ("điểm e khoản 3 Điều 4", "Không có mâu thuẫn, tranh chấp phức tạp, kéo dài"),
    "3g": ("điểm g khoản 3 Điều 4", "Không có kích động tụ tập khiếu nại, gây rối"),
    "4a": ("điểm a khoản 4 Điều 4", "Kiềm chế, kéo giảm tội phạm, tệ nạn và vi phạm khác"),
    "4b": ("điểm b khoản 4 Điều 4", "Không có tội phạm nghiêm trọng trở lên mà không xử lý đúng"),
    "4c1": ("điểm c khoản 4 Điều 4", "Không phát sinh tụ điểm phức tạp"),
    "4c2": ("điểm c khoản 4 Điều 4", "Không phát sinh người mắc tệ nạn xã hội"),
    "4c3": ("điểm c khoản 4 Điều 4", "Quản lý, giáo dục, giúp đỡ hiệu quả các đối tượng"),
    "4d": ("điểm d khoản 4 Điều 4", "Không có cháy, nổ, tai nạn, sự cố nghiêm trọng"),
}
CRITERIA = {
    "KDC-1a": ("khoản 1 Điều 4", "Trong quý I, chi bộ ra nghị quyết"),
    "KDC-1b": ("khoản 1 Điều 4", "Trong quý I, khu dân cư đăng ký"),
    "KDC-1c": ("khoản 1 Điều 4", "Mọi hộ đang cư trú đăng ký tham gia"),
    **{f"KDC-{code}": criterion for code, criterion in TERRITORY.items()},
    "KDC-5a": ("khoản 5 Điều 4", "Lực lượng ở cơ sở hoàn thành nhiệm vụ trở lên"),
    "KDC-5b": ("khoản 5 Điều 4", "Lực lượng đó không có cá nhân bị kỷ luật"),
    "XA-1a": ("khoản 1 Điều 5", "Trong quý I, Đảng uỷ ra nghị quyết"),
    "XA-1b": ("khoản 1 Điều 5", "Trong quý I, Uỷ ban nhân dân có kế hoạch và đăng ký"),
    "XA-1c": ("khoản 1 Điều 5", "Có ít nhất một mô hình hoạt động hiệu quả"),
    **{f"XA-2.{code}": criterion for code, criterion in TERRITORY.items()},
    "XA-3a": ("khoản 3 Điều 5", "Công an xã nắm tình hình, tham mưu và thực hiện hiệu quả"),
    "XA-3b": ("khoản 3 Điều 5", "Công an xã không có cá nhân bị kỷ luật"),
    "XA-4a": ("khoản 4 Điều 5", "Mọi đơn vị thuộc thẩm quyền đều đăng ký"),
    "XA-4b": ("khoản 4 Điều 5", "Từ 70% đơn vị đã đăng ký được công nhận"),
}


def note(document: Json, decision: Decision) -> str:
    """The note, in Vietnamese."""
    unit = document["unit"]
    lines = [f"{unit['name']} ({unit['id']}), năm {document['year']}"]
    lines.append(f"Kết quả: {VERDICTS[decision.verdict]}.")
    not_met = [code for code, outcomes in decision.outcomes.items() if outcomes == NOT_MET]
    undecided = [
        code for code, outcomes in decision.outcomes.items() if "not_met" in outcomes and outcomes != NOT_MET
    ]
    for heading, codes in (("Tiêu chí chưa đạt:", not_met), ("Tiêu chí chưa kết luận được:", undecided)):
        if codes:
            lines.append(heading)
            lines += [f"- {code} – {CRITERIA[code][1]} ({CRITERIA[code][0]})." for code in codes]
    return "\n".join(lines) + "\n"
