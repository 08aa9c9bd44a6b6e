import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from antq_core.cli.files.whole_files import documents, on_one_line, write_whole
from antq_core.cli.refusals import UsageError


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_files_appear_with_all_their_content(tmp_path: Path) -> None:
    write_whole({tmp_path / "a": ["one", "two"], tmp_path / "b": iter(["three"])})
    assert files(tmp_path) == {"a": "onetwo", "b": "three"}


def test_a_file_may_be_read_by_whom_the_system_lets(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_whole({tmp_path / "a": []})
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


def test_what_utf8_cannot_hold_stays_readable_as_json(tmp_path: Path) -> None:
    write_whole({tmp_path / "a": documents([on_one_line("\ud800")], ".jsonl")})
    assert files(tmp_path) == {"a": '"\\ud800"\n'}


def failing() -> Iterator[str]:
    yield "half"
    raise ZeroDivisionError


def test_nothing_half_written_stays_when_the_content_fails(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("older")
    with pytest.raises(ZeroDivisionError):
        write_whole({tmp_path / "a": ["new"], tmp_path / "b": failing()})
    assert files(tmp_path) == {"a": "older"}


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_nothing_half_written_stays_when_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*given: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "a").write_text("older")
    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(UsageError) as caught:
        write_whole({tmp_path / "a": ["new"]})
    assert [problem.code for problem in caught.value.problems] == ["cli.not-written"]
    assert files(tmp_path) == {"a": "older"}


def test_results_are_shown_even_when_they_cannot_be_kept(
    short: Any, save: Any, area: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    save("a.jsonl", area("k1"), "{")
    run = short("assess", "a.jsonl", "--output", "o.json")
    assert run.code == 2
    assert "k1" in run.out
    assert "chưa ghi được" in run.err
    assert "was not written" in run.err
    assert [path.name for path in tmp_path.iterdir() if "o." in path.name or "part" in path.name] == []


@pytest.mark.parametrize("output", ["no/o.json", "o.csv", "folder.json", "a.json", "./a.json"])
def test_an_output_without_a_place_is_refused_before_anything_is_done(
    short: Any, save: Any, area: Any, tmp_path: Path, output: str
) -> None:
    tmp_path.joinpath("folder.json").mkdir()
    before = save("a.json", area("k1")).read_text()
    run = short("assess", "a.json", "--output", output)
    assert (run.code, run.out) == (2, "")
    assert Path(output).name in run.err
    assert Path("a.json").read_text() == before


def test_a_folder_that_may_not_be_written_to_is_said_to_be_one(
    short: Any, save: Any, area: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *given: False)
    save("a.json", area("k1"))
    run = short("assess", "a.json", "--output", "o.json", "--locale", "en")
    assert run.code == 2
    sentence = "o.json cannot be written: the place may not be written to, or is a folder"
    assert run.err == f"{sentence} [docs/errors.md#cli.not-writable]\n"


def test_the_side_file_never_takes_the_place_of_an_input(short: Any, save: Any) -> None:
    save("o.rejected.jsonl", "{")
    run = short("assess", "o.rejected.jsonl", "--output", "o.json")
    assert run.code == 2
    assert Path("o.rejected.jsonl").read_text() == "{"
