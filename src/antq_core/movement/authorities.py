"""Who acts: authorities by their kind and level. Never a person, and never an office that is one person's."""

import enum

from antq_core.messages.text import Text


class Authority(enum.StrEnum):
    """Who receives, appraises, decides or commends."""

    UNIT = "unit"
    COMMUNE_POLICE = "commune_police"
    DISTRICT_POLICE = "district_police"
    PROVINCE_POLICE = "province_police"
    MINISTRY_OF_PUBLIC_SECURITY = "ministry_of_public_security"
    COMMUNE_COMMITTEE = "commune_committee"
    DISTRICT_COMMITTEE = "district_committee"
    PROVINCE_COMMITTEE = "province_committee"
    STEERING_COMMITTEE = "steering_committee"
    PRIME_MINISTER = "prime_minister"
    PRESIDENT = "president"
    PROCURACY = "procuracy"
    OTHER_AUTHORITY = "other_authority"


AUTHORITY_LABELS = {
    Authority.UNIT: Text(vi="đơn vị", en="the unit"),
    Authority.COMMUNE_POLICE: Text(vi="Công an cấp xã", en="commune police"),
    Authority.DISTRICT_POLICE: Text(vi="Công an cấp huyện", en="district police"),
    Authority.PROVINCE_POLICE: Text(vi="Công an cấp tỉnh", en="provincial police"),
    Authority.MINISTRY_OF_PUBLIC_SECURITY: Text(vi="Bộ Công an", en="Ministry of Public Security"),
    Authority.COMMUNE_COMMITTEE: Text(vi="Uỷ ban nhân dân cấp xã", en="People's Committee of the commune"),
    Authority.DISTRICT_COMMITTEE: Text(
        vi="Uỷ ban nhân dân cấp huyện", en="People's Committee of the district"
    ),
    Authority.PROVINCE_COMMITTEE: Text(
        vi="Uỷ ban nhân dân cấp tỉnh", en="People's Committee of the province"
    ),
    Authority.STEERING_COMMITTEE: Text(vi="Ban Chỉ đạo", en="Steering Committee"),
    Authority.PRIME_MINISTER: Text(vi="Thủ tướng Chính phủ", en="Prime Minister"),
    Authority.PRESIDENT: Text(vi="Chủ tịch nước", en="President of the State"),
    Authority.PROCURACY: Text(vi="Viện kiểm sát", en="procuracy"),
    Authority.OTHER_AUTHORITY: Text(vi="cơ quan, tổ chức khác", en="another authority"),
}
