"""Every number, address and plate here is made up."""

import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core.messages.text import LOCALES
from antq_core.movement.identifiers import DOCUMENT, NUMBER, REFERENCE, fits
from antq_core.movement.personal import (
    INVISIBLE,
    PATTERNS,
    PERSONAL_LABELS,
    SIGNS,
    PersonalData,
    named,
    plain,
    seen_in,
)

SEEN = {
    PersonalData.PERSONAL_ID: [
        *["001099012345", "001 099 012 345", "0010 9901 2345", "001.099.012.345", "123456789"],
        *["123 456 789", "CCCD:001099012345."],
    ],
    PersonalData.TELEPHONE: [
        *["0912345678", "0912.345.678", "0912 345 678", "091-234-5678", "0912 34 56 78", "09 12 34 56 78"],
        *["+84 912 345 678", "84912345678", "84 912 345 678", "+84(0)912345678", "0084 912345678"],
        *["024 3826 0000", "(024) 3826.0000", "02438260000", "(0211) 386 0000", "0165 123 4567"],
        *["zalo:0912345678", "DT.0912345678"],
    ],
    PersonalData.E_MAIL: [
        *["made.up@example.vn", "made-up@mail.example.com", "made.up (at) example.com"],
        *["made up [at] example [dot] vn", "made.up@ example.vn"],
    ],
    PersonalData.PLATE: [
        *["30A-123.45", "30A 12345", "30a12345", "30A-1234", "80A-012.34", "29-B1 123.45", "29B1-12345"],
        *["29B112345", "29AA-123.45", "29-M4 5678", "xe 51F-678.90"],
    ],
    PersonalData.ACCOUNT: [
        *["1903456789012", "19034567890", "1012345678", "0011004567890", "4111 1111 1111 1111"],
        *["4111-1111-1111-1111", "STK 1903456789012"],
    ],
}
UNSEEN = [
    *[
        "TB-2018-000123",
        "26-DN-00017",
        "02-2018-0001",
        "2018/0123",
        "26.2018.0001",
        "00123-2018-045",
        "00001",
    ],
    *["26:MH-0012", "187/QĐ-BCĐ", "25/2012/QĐ-UBND", "20180312", "84-2018-000123", "2018-03-12", "07:30"],
    *["123.456.789 đồng", "1.234.567 lượt", "Khu dân cư số 12", "Tổ 5, khu phố 3", "self_managed", ""],
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SEEN.items() for text in texts])
def test_personal_data_are_seen_as_people_write_them(kind: PersonalData, text: str) -> None:
    assert kind in seen_in(text)


@pytest.mark.parametrize("text", UNSEEN)
def test_what_records_are_full_of_is_no_personal_data(text: str) -> None:
    assert seen_in(text) == ()


DISGUISES = {
    "full width": lambda text: text.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
    "Arabic-Indic": lambda text: text.translate({ord("0") + n: 0x660 + n for n in range(10)}),
    "mathematical": lambda text: text.translate({ord("0") + n: 0x1D7CE + n for n in range(10)}),
    "zero-width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "dashes": lambda text: text.replace("-", "\u2013"),
    "in a sentence": lambda text: f"liên hệ {text}, gặp sau",
}


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("kind", SEEN)
def test_personal_data_are_seen_in_disguise(kind: PersonalData, disguise: str) -> None:
    missed = [n for n, text in enumerate(SEEN[kind]) if kind not in seen_in(DISGUISES[disguise](text))]
    assert missed == []


def digits(of: random.Random, count: int) -> str:
    return "".join(of.choices("0123456789", k=count))


def made_up(of: random.Random) -> dict[PersonalData, str]:
    """One of each kind, in one of the ways in which people write them."""
    mobile = f"0{of.choice('35789')}{digits(of, 8)}"
    mark = of.choice(" .-")
    phone = of.choice([mobile, f"{mobile[:4]}{mark}{mobile[4:7]}{mark}{mobile[7:]}", f"+84{mobile[1:]}"])
    person = f"0{digits(of, 11)}"
    series = of.choice(["A", "F", "B1", "AA"])
    province = of.randint(11, 99)
    return {
        PersonalData.PERSONAL_ID: of.choice(
            [person, digits(of, 9), " ".join([person[n : n + 3] for n in (0, 3, 6, 9)])]
        ),
        PersonalData.TELEPHONE: phone,
        PersonalData.E_MAIL: f"a{digits(of, 4)}@example.{of.choice(['vn', 'com', 'com.vn'])}",
        PersonalData.PLATE: f"{province}{series}-{digits(of, 3)}.{digits(of, 2)}",
        PersonalData.ACCOUNT: of.choice("12345679") + digits(of, of.choice([12, 13, 15])),
    }


def record_number(of: random.Random) -> str:
    """A number as registers give them."""
    sign = of.choice(["TB", "TG", "MH", "DN", "KDC", "CQ"])
    year, province, commune = of.randint(2012, 2026), of.randint(1, 96), of.randint(1, 32_000)
    count = of.randint(1, 999_999)
    return of.choice(
        [
            f"{sign}-{year}-{count:06}",
            f"{province:02}-{sign}-{count % 100_000:05}",
            f"{province:02}.{year}.{count % 10_000:04}",
            f"{province:02}-{year}-{count:06}",
            f"{commune:05}-{year}-{count % 1000:03}",
            f"{commune:05}.{sign}{count % 1000:03}",
            f"{year}/{count % 10_000:04}",
            f"{count:08}",
        ]
    )


def test_of_made_up_personal_data_each_is_seen() -> None:
    of = random.Random(20190304)  # noqa: S311 - repeatable, not secret
    missed = [kind for _ in range(5_000) for kind, text in made_up(of).items() if kind not in seen_in(text)]
    assert missed == []


def test_of_made_up_numbers_of_records_none_is_taken_for_personal_data() -> None:
    of = random.Random(20190304)  # noqa: S311 - repeatable, not secret
    numbers = [record_number(of) for _ in range(20_000)]
    assert [number for number in numbers if not fits(NUMBER, number)] == []
    assert [number for number in numbers if seen_in(number)] == []


# --- Python and Rust -------------------------------------------------------------------------------

TEXTS = (
    st.text() | st.from_regex(NUMBER) | st.sampled_from([each for texts in SEEN.values() for each in texts])
)
NEARLY = st.text(alphabet="0123456789 .-+()@ABa\t\n\r:/áĐ０٠\u200b\u2013")


def plain_column(texts: list[str]) -> pl.Series:
    folded = pl.Series(texts, dtype=pl.String).str.normalize("NFKC").str.replace_all(INVISIBLE, "")
    return folded.str.replace_many(dict(SIGNS))


@given(texts=st.lists(TEXTS | NEARLY | st.tuples(NEARLY, TEXTS, NEARLY).map("".join), max_size=20))
def test_columns_see_what_is_seen_in_one_text(texts: list[str]) -> None:
    column = plain_column(texts)
    assert column.to_list() == [plain(text) for text in texts]
    for kind, pattern in PATTERNS.items():
        assert column.str.contains(pattern).to_list() == [kind in seen_in(text) for text in texts]


@given(text=st.text(alphabet=st.characters(max_codepoint=127)))
def test_a_text_of_ascii_is_plain_already(text: str) -> None:
    assert plain(text) == text


@given(text=TEXTS | NEARLY)
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    assert seen_in(plain(text)) == seen_in(text)


@pytest.mark.parametrize("pattern", [NUMBER, REFERENCE, DOCUMENT])
@given(data=st.data())
def test_columns_take_the_numbers_that_one_text_may_be(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern) | NEARLY)
    # A column asks for the end of a text, which in Python may come before a last line break.
    asked = pl.Series([text]).str.contains(pattern)[0] and len(text) <= 64
    assert asked == fits(pattern, text)


def test_a_very_long_text_is_looked_through_in_time() -> None:
    assert seen_in("a" * 200_000) == ()


def test_the_kinds_are_told_in_both_languages() -> None:
    assert set(PERSONAL_LABELS) == set(PATTERNS) == set(PersonalData)
    told = named(tuple(PersonalData))
    assert all(getattr(told, locale).count(", ") >= len(PersonalData) - 1 for locale in LOCALES)
