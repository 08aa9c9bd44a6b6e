import fnmatch
import re
import unicodedata
from collections.abc import Mapping

# Letters that look like the Vietnamese Đ and đ and are others; as escapes, or this file would not pass.
LOOK_ALIKES = re.compile("[\u00d0\u0189\u00f0\u0256]")
# These tell the look-alikes apart, so they hold them.
ON_PURPOSE = ("src/antq_core/domain/names.py", "tests/*names*.py")

# Where packages come from, or where they lay on one machine, is nobody else's business and ages badly.
ADDRESSES = re.compile(
    r"p[y]pi\.|pythonh[o]sted\.|n[p]mjs\.|an[a]conda\.|://\S+/simple\b|file:/|--(extra-)?index-url|--find-links"
    r"|(?<![\w.~-])/(home|root|opt|work|mnt|Users)/\w",
)
THIS_FILE = "tests/architecture/test_text.py"


def meant(path: str) -> bool:
    return any(fnmatch.fnmatch(path, pattern) for pattern in ON_PURPOSE)


def test_all_text_is_utf8(texts: Mapping[str, bytes]) -> None:
    wrong = []
    for path, content in texts.items():
        try:
            content.decode()
        except UnicodeDecodeError as error:
            wrong.append(f"{path}: {error}")
    assert wrong == []


def test_all_text_is_composed(texts: Mapping[str, bytes]) -> None:
    texts_decoded = {path: content.decode() for path, content in texts.items() if not meant(path)}
    wrong = [path for path, text in texts_decoded.items() if not unicodedata.is_normalized("NFC", text)]
    assert wrong == []


def test_no_letter_only_looks_vietnamese(texts: Mapping[str, bytes]) -> None:
    wrong = [
        f"{path}:{number}"
        for path, content in texts.items()
        if not meant(path)
        for number, line in enumerate(content.decode().splitlines(), start=1)
        if LOOK_ALIKES.search(line)
    ]
    assert wrong == []


def test_no_file_says_where_packages_came_from(texts: Mapping[str, bytes]) -> None:
    wrong = [
        f"{path}:{number}: {found[0]}"
        for path, content in texts.items()
        if path != THIS_FILE
        for number, line in enumerate(content.decode().splitlines(), start=1)
        if (found := ADDRESSES.search(line))
    ]
    assert wrong == []


def test_pins_hold_no_address_at_all(texts: Mapping[str, bytes]) -> None:
    pins = [path for path in texts if path.startswith("requirements/")]
    assert pins
    assert [path for path in pins if re.search(rb"://| @ ", texts[path])] == []


def test_every_pin_has_its_hash(texts: Mapping[str, bytes]) -> None:
    for path in fnmatch.filter(texts, "requirements/*.txt"):
        pins = re.findall(r"^\S+==[^\n]*\n[^\n]*", texts[path].decode(), flags=re.MULTILINE)
        assert pins
        assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def test_no_lock_file_that_lists_addresses(texts: Mapping[str, bytes]) -> None:
    locks = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml"}
    assert [path for path in texts if path.rpartition("/")[2] in locks] == []
