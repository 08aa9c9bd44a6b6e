"""Names: what is the same, what is not, and what comes first."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core.domain.names import accent_free, collation_key, name_key, same_name

GOLDEN = Path(__file__).parents[1] / "golden" / "collation_vi.txt"

ONSETS = ("", "b", "ch", "đ", "g", "gi", "h", "kh", "l", "ng", "ngh", "ph", "qu", "th", "tr", "x")
VOWELS = ("a", "ă", "â", "ai", "ao", "âu", "e", "ê", "i", "ia", "iê", "oa", "oai", "oe", "ơ", "ô")
VOWELS += ("u", "ua", "uâ", "uê", "ui", "uô", "ư", "ưa", "ươ", "uơ", "uy", "uya", "uyê", "y", "yê")
CODAS = ("", "c", "ch", "m", "n", "ng", "nh", "p", "t")
TONES = ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

toneless = st.tuples(st.sampled_from(ONSETS), st.sampled_from(VOWELS), st.sampled_from(CODAS))
# Random text rarely holds a Vietnamese letter, so half of it is made of what names are made of.
usual = st.text(
    st.sampled_from("aăâdđeêghinoôơquưyAĐÐƉOQU '’-–1\u00a0\u200b\t" + "".join(TONES)), max_size=12
)
texts = usual | st.text(max_size=12)


def with_tone(onset, vowels, coda, at, tone):
    letters = [*vowels]
    letters[at] += tone
    return unicodedata.normalize("NFC", onset + "".join(letters) + coda)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("oà", "òa"),
        ("uỷ", "ủy"),
        ("quý", "qúy"),
        ("quả", "qủa"),
        ("già", "gìa"),
        ("của", "cuả"),
        ("Tỉnh Hoà Bình", "TỈNH HÒA BÌNH"),
        ("Đà Nẵng", "\u00d0à Nẵng"),
        ("Đà Nẵng", "\u0189à Nẵng"),
        ("đà nẵng", "\u00f0à nẵng"),
        ("đà nẵng", "\u0256à nẵng"),
        ("Hà Nội", "  Hà \t Nội\n"),
        ("Hà Nội", "Hà\u00a0Nội"),
        ("Hà Nội", "Hà\u200b Nội\ufeff"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa–Vũng Tàu"),
        ("Ea H'leo", "Ea H’leo"),
        ("Huế", unicodedata.normalize("NFD", "Huế")),
        ("Huế", "Hue\u0301\u0302"),
    ],
)
def test_spellings_of_one_name_are_the_same_name(one, other):
    assert same_name(one, other)
    assert accent_free(one) == accent_free(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hà", "Hạ"),
        ("Hà", "Ha"),
        ("Hân", "Hăn"),
        ("Đa", "Da"),
        ("Thu", "Thư"),
        ("hoà", "hoá"),
        ("Lý", "Lí"),
        ("Đắk Lắk", "Đắc Lắc"),
        ("Hà Nội", "HàNội"),
        ("Khu phố 1", "Khu phố 10"),
        ("Khu phố 1-2", "Khu phố 1 2"),
    ],
)
def test_different_names_are_not_the_same_name(one, other):
    assert not same_name(one, other)


def test_a_search_without_accents_finds_the_name():
    assert accent_free("Thành phố Hà Nội") == "thanh pho ha noi"
    assert accent_free("ĐẮK LẮK") == "dak lak"
    assert accent_free("Hươu Vượn Quyển") == "huou vuon quyen"
    assert accent_free("Hà") == accent_free("Hạ")


@given(texts)
def test_folding_twice_changes_nothing(text):
    assert name_key(name_key(text)) == name_key(text)
    assert accent_free(accent_free(text)) == accent_free(text)


@given(texts)
def test_keys_do_not_depend_on_the_form_of_unicode(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    for key in (name_key, accent_free, collation_key):
        assert key(composed) == key(decomposed) == key(text)


@given(usual)
def test_keys_do_not_depend_on_case(text):
    assert same_name(text, text.upper())
    assert same_name(text, text.lower())


@given(texts, texts)
def test_the_same_name_means_the_same_keys(one, other):
    assert same_name(one, other) == (name_key(one) == name_key(other))
    if same_name(one, other):
        assert accent_free(one) == accent_free(other)


@given(toneless, st.sampled_from(TONES), st.data())
def test_a_tone_may_be_put_on_any_vowel_of_its_syllable(syllable, tone, data):
    places = st.integers(0, len(syllable[1]) - 1)
    one, other = (with_tone(*syllable, data.draw(places), tone) for _ in range(2))
    assert same_name(one, other)
    assert same_name(one.upper(), f" {other}")


@given(toneless, st.lists(st.sampled_from(("", *TONES)), min_size=2, max_size=2, unique=True))
def test_two_tones_make_two_names(syllable, tones):
    one, other = (with_tone(*syllable, len(syllable[1]) - 1, tone) for tone in tones)
    assert not same_name(one, other)
    assert accent_free(one) == accent_free(other)


def backwards(names):
    return names[::-1]


def golden_names():
    lines = GOLDEN.read_text(encoding="utf-8").split("\n")
    return lines[lines.index("") + 1 : -1]


def test_names_sort_as_icu_sorts_them():
    names = golden_names()
    assert len(names) > 400
    assert sorted(backwards(names), key=collation_key) == names
    assert sorted(names) != names


@given(st.lists(st.sampled_from(golden_names()) | texts))
def test_the_order_does_not_depend_on_the_order_before(names):
    distinct = [unicodedata.normalize("NFC", name) for name in names]
    assert sorted(distinct, key=collation_key) == sorted(backwards(distinct), key=collation_key)


def test_letters_that_only_look_like_d_with_stroke_sort_as_it():
    names = ["Dĩ An", "Đa Kao", "\u00d0à Lạt", "\u0189à Nẵng", "Ea Kar"]
    assert sorted(backwards(names), key=collation_key) == names


def test_a_letter_of_another_language_sorts_after_its_plain_form_and_before_the_next_letter():
    names = ["ngu", "ngụ", "ngü", "nguz", "愛"]
    assert sorted(backwards(names), key=collation_key) == names
