"""Provinces: 63 before 1 July 2025, 34 from then on, and codes that changed hands."""

import datetime

import pytest

from antq_core.domain.names import collation_key
from antq_core.domain.provinces import (
    SAMPLE,
    Province,
    changes_meaning,
    find_province,
    meanings,
    predecessors,
    province,
    provinces,
    successor,
)
from antq_core.errors import ProvinceError
from antq_core.messages.catalogue import sentences
from antq_core.messages.text import LOCALES

LAST_DAY = datetime.date(2025, 6, 30)
FIRST_DAY = datetime.date(2025, 7, 1)
BEFORE = provinces(LAST_DAY)
AFTER = provinces(FIRST_DAY)

UNCHANGED = {
    "01": "Thành phố Hà Nội",
    "04": "Tỉnh Cao Bằng",
    "11": "Tỉnh Điện Biên",
    "12": "Tỉnh Lai Châu",
    "14": "Tỉnh Sơn La",
    "20": "Tỉnh Lạng Sơn",
    "22": "Tỉnh Quảng Ninh",
    "38": "Tỉnh Thanh Hóa",
    "40": "Tỉnh Nghệ An",
    "42": "Tỉnh Hà Tĩnh",
    "46": "Thành phố Huế",
}


def problem_of(call, *arguments):
    """The one problem of a call that fails; its sentence is in both languages."""
    with pytest.raises(ProvinceError) as caught:
        call(*arguments)
    (problem,) = caught.value.problems
    for locale in LOCALES:
        assert problem.message(locale)
    return problem


@pytest.mark.parametrize(
    ("code", "earlier", "later"),
    [
        ("15", "Tỉnh Yên Bái", "Tỉnh Lào Cai"),
        ("24", "Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"),
        ("44", "Tỉnh Quảng Bình", "Tỉnh Quảng Trị"),
        ("52", "Tỉnh Bình Định", "Tỉnh Gia Lai"),
        ("80", "Tỉnh Long An", "Tỉnh Tây Ninh"),
        ("82", "Tỉnh Tiền Giang", "Tỉnh Đồng Tháp"),
        ("91", "Tỉnh Kiên Giang", "Tỉnh An Giang"),
    ],
)
def test_a_code_that_changed_hands_means_what_it_meant_that_day(code, earlier, later):
    assert province(code, LAST_DAY).name == earlier
    assert province(code, FIRST_DAY).name == later
    assert meanings(code) == (province(code, LAST_DAY), province(code, FIRST_DAY))
    assert changes_meaning(code)


def test_no_other_code_changed_hands():
    changed = {listed.code for listed in BEFORE if changes_meaning(listed.code)}
    assert changed == {"15", "24", "44", "52", "80", "82", "91"}


@pytest.mark.parametrize(
    ("name", "earlier", "later"),
    [
        ("Tỉnh Lào Cai", "10", "15"),
        ("Tỉnh Bắc Ninh", "27", "24"),
        ("Tỉnh Quảng Trị", "45", "44"),
        ("Tỉnh Gia Lai", "64", "52"),
        ("Tỉnh Tây Ninh", "72", "80"),
        ("Tỉnh Đồng Tháp", "87", "82"),
        ("Tỉnh An Giang", "89", "91"),
    ],
)
def test_a_province_that_kept_its_name_and_changed_its_code(name, earlier, later):
    assert find_province(name, LAST_DAY) == province(earlier, LAST_DAY)
    assert find_province(name, FIRST_DAY) == province(later, FIRST_DAY)
    assert province(earlier, LAST_DAY) in predecessors(province(later, FIRST_DAY))


def test_no_other_province_kept_its_name_and_changed_its_code():
    codes = {listed.name: listed.code for listed in BEFORE}
    assert sum(codes[listed.name] != listed.code for listed in AFTER) == 7


def test_there_are_63_provinces_until_june_2025_and_34_from_july():
    assert (len(BEFORE), len(AFTER)) == (63, 34)
    assert len({listed.code for listed in BEFORE}) == 63
    assert provinces(datetime.date(2023, 12, 31)) == BEFORE
    assert provinces(datetime.date(2030, 1, 1)) == AFTER


def test_six_of_the_34_are_cities():
    cities = {listed.short_name for listed in AFTER if listed.name.startswith("Thành phố ")}
    assert cities == {"Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"}


@pytest.mark.parametrize("listed", [BEFORE, AFTER])
def test_provinces_are_in_the_order_of_the_alphabet(listed):
    names = [one.short_name for one in listed]
    assert names == sorted(names, key=collation_key)
    assert names[0] == "An Giang"
    assert names.index("Đà Nẵng") < names.index("Gia Lai")


def test_eleven_provinces_were_left_as_they_were():
    assert {one.code: one.name for one in BEFORE if one in AFTER} == UNCHANGED
    for code in UNCHANGED:
        same = province(code, LAST_DAY)
        assert same == province(code, FIRST_DAY)
        assert (same.valid_from, same.valid_to) == (None, None)
        assert meanings(code) == (same,)
        assert successor(same) == same
        assert predecessors(same) == (same,)


def test_the_others_ended_or_began_with_the_reorganisation():
    for ended in set(BEFORE) - set(AFTER):
        assert (ended.valid_from, ended.valid_to) == (None, LAST_DAY)
    for begun in set(AFTER) - set(BEFORE):
        assert (begun.valid_from, begun.valid_to) == (FIRST_DAY, None)
    assert (len(set(BEFORE) - set(AFTER)), len(set(AFTER) - set(BEFORE))) == (52, 23)


@pytest.mark.parametrize("old", BEFORE, ids=lambda one: one.code)
def test_every_earlier_province_is_a_predecessor_of_its_successor(old):
    assert successor(old) in AFTER
    assert old in predecessors(successor(old))
    assert predecessors(old) == (old,)


@pytest.mark.parametrize("new", AFTER, ids=lambda one: one.code)
def test_every_later_province_is_the_successor_of_its_predecessors(new):
    assert {successor(old) for old in predecessors(new)} == {new}
    assert list(predecessors(new)) == [old for old in BEFORE if successor(old) == new]
    assert successor(new) == new


def test_predecessors_share_out_the_63_without_rest():
    shared_out = [old for new in AFTER for old in predecessors(new)]
    assert sorted(old.code for old in shared_out) == sorted(old.code for old in BEFORE)


def test_a_merged_province_keeps_its_code_and_is_still_another_province():
    earlier, later = meanings("08")
    assert earlier.name == later.name == "Tỉnh Tuyên Quang"
    assert earlier != later
    assert not changes_meaning("08")


def test_a_code_used_only_before_has_one_meaning():
    assert meanings("02") == (province("02", LAST_DAY),)
    assert not changes_meaning("02")


@pytest.mark.parametrize("on", [LAST_DAY, FIRST_DAY])
def test_every_province_is_found_by_its_code_and_by_both_its_names(on):
    for listed in provinces(on):
        assert province(listed.code, on) == listed
        assert find_province(listed.name, on) == listed
        assert find_province(listed.short_name.upper(), on) == listed


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Tỉnh Hòa Bình", "17"),
        ("khánh hoà", "56"),
        ("TP. Hồ Chí Minh", "79"),
        ("TP.Hồ Chí Minh", "79"),
        ("Tp Hồ Chí Minh", "79"),
        ("\u00d0à\u00a0Nẵng", "48"),
        ("Bà Rịa–Vũng Tàu", "77"),
    ],
)
def test_a_name_is_found_however_it_was_typed(written, code):
    assert find_province(written, LAST_DAY).code == code


def test_a_code_that_ended_is_refused_with_what_it_was_and_became():
    problem = problem_of(province, "02", FIRST_DAY)
    assert problem.code == "province.code-ended"
    assert problem.facts == {
        "code": "02",
        "on": FIRST_DAY,
        "was": "02 Tỉnh Hà Giang",
        "until": LAST_DAY,
        "now": "08 Tỉnh Tuyên Quang",
    }
    assert "01/07/2025" in problem.message("vi")


def test_a_code_that_never_was_is_refused_with_the_nearest():
    problem = problem_of(province, "03", LAST_DAY)
    assert problem.code == "province.unknown-code"
    nearest = "01 Thành phố Hà Nội, 02 Tỉnh Hà Giang, 04 Tỉnh Cao Bằng"
    assert problem.facts == {"code": "03", "on": LAST_DAY, "nearest": nearest}


def test_a_code_that_never_was_has_no_meanings():
    assert problem_of(meanings, "03").code == "province.unknown-code"
    assert problem_of(changes_meaning, "03").code == "province.unknown-code"


def test_one_digit_is_refused_with_the_hint_of_a_lost_zero():
    problem = problem_of(province, "1", FIRST_DAY)
    assert problem.code == "province.lost-zero"
    assert problem.facts["likely"] == "01 Thành phố Hà Nội"


@pytest.mark.parametrize(
    "code", ["", "0", "3", "001", "1.0", " 01", "01\n", "\uff10\uff11", "\u0660\u0661", "HN"]
)
def test_a_code_that_is_not_two_digits_is_refused(code):
    assert problem_of(province, code, FIRST_DAY).code == "province.malformed-code"


def test_a_name_that_ended_is_refused_with_what_it_became():
    problem = problem_of(find_province, "Hà Giang", FIRST_DAY)
    assert problem.code == "province.name-ended"
    assert problem.facts["now"] == "08 Tỉnh Tuyên Quang"


@pytest.mark.parametrize(
    ("written", "on", "nearest"),
    [
        ("Ha Noi", FIRST_DAY, "01 Thành phố Hà Nội"),
        ("Ha Giang", LAST_DAY, "02 Tỉnh Hà Giang"),
        ("Ha Giang", FIRST_DAY, "02 Tỉnh Hà Giang → 08 Tỉnh Tuyên Quang"),
        ("An Gian", FIRST_DAY, "91 Tỉnh An Giang"),
        ("Thành phố Thái Nguyên", LAST_DAY, "19 Tỉnh Thái Nguyên"),
        ("Tỉnh Thừa Thiên Huế", LAST_DAY, "46 Thành phố Huế"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_first(written, on, nearest):
    problem = problem_of(find_province, written, on)
    assert problem.code == "province.unknown-name"
    assert str(problem.facts["nearest"]).split(", ")[0] == nearest


@pytest.mark.parametrize("asked", [successor, predecessors])
def test_a_province_that_is_not_listed_has_no_succession(asked):
    invented = Province("15", "Tỉnh Lào Cai", valid_from=None, valid_to=None)
    assert problem_of(asked, invented).code == "province.not-listed"


@pytest.mark.parametrize(
    "on", [datetime.date(2012, 6, 18), LAST_DAY, FIRST_DAY, datetime.date(2030, 1, 1)], ids=str
)
def test_the_fictional_province_is_the_same_on_every_day(on):
    assert province("00", on) == SAMPLE
    assert meanings("00") == (SAMPLE,)
    assert not changes_meaning("00")
    assert successor(SAMPLE) == SAMPLE
    assert predecessors(SAMPLE) == (SAMPLE,)


@pytest.mark.parametrize("on", [LAST_DAY, FIRST_DAY])
@pytest.mark.parametrize("written", ["Tỉnh Mẫu", "TỈNH MẪU (giả định)", "Sample Province"])
def test_the_fictional_province_is_found_by_its_names_and_says_that_it_is_none(written, on):
    assert find_province(written, on) == SAMPLE
    assert SAMPLE.is_fictional
    assert "giả định" in SAMPLE.name


@pytest.mark.parametrize("on", [LAST_DAY, FIRST_DAY])
def test_the_fictional_province_is_in_no_list_and_no_other_is_fictional(on):
    assert not any(one.is_fictional or one.code == SAMPLE.code for one in provinces(on))


@pytest.mark.parametrize(
    ("call", "written"),
    [(find_province, "Tinh Mau"), (find_province, "Sample"), (find_province, "Mẫu"), (province, "03")],
)
@pytest.mark.parametrize("on", [LAST_DAY, FIRST_DAY])
def test_the_fictional_province_is_never_near_to_what_was_written(call, written, on):
    assert "Mẫu" not in str(problem_of(call, written, on).facts["nearest"])


def test_every_sentence_about_provinces_stands_in_both_languages():
    vi, en = ({code for code in sentences(locale) if code.startswith("province.")} for locale in LOCALES)
    assert vi == en
    assert len(vi) == 7
