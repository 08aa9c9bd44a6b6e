"""Whatever happens while results are written, the file there is whole, the old one or the new one."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

OLD = "old\n"
COMMAND = "import sys; from antq_core.cli.commands import main; sys.exit(main(sys.argv[1:]))"
SLOW_TO_SYNC = (
    f"import os, time; os.fsync = lambda _: (open('syncing', 'w').close(), time.sleep(60)); {COMMAND}"
)
SLOW_TO_ASSESS = (
    "import time, antq_core.cli.runs.assessing as a; real = a.assess\n"
    "def slow(*given, **named):\n"
    "    open('assessing', 'w').close(); time.sleep(60); return real(*given, **named)\n"
    f"a.assess = slow\n{COMMAND}"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    dossiers = [
        {
            "format": 1,
            "unit": {"id": f"thon-{n}", "kind": "residential_area", "province": "25", "commune": "99999"},
            "year": 2026,
        }
        for n in range(20)
    ]
    tmp_path.joinpath("a.jsonl").write_text("\n".join(map(json.dumps, dossiers)), encoding="utf-8")
    tmp_path.joinpath("out.jsonl").write_text(OLD, encoding="utf-8")
    return tmp_path


# A shell starts what runs in its background with Ctrl-C ignored, and whatever that starts inherits it.
LISTENS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"


def started(folder: Path, code: str, *typed: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", LISTENS + code, "assess", "a.jsonl", *typed],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def ended_by(signalled: int, folder: Path, code: str, sign: str) -> subprocess.Popen[str]:
    """A process that got a signal once it had given a sign of life."""
    running = started(folder, code, "--output", "out.jsonl")
    waited = time.monotonic() + 30
    while not folder.joinpath(sign).exists():
        assert time.monotonic() < waited
        time.sleep(0.01)
    running.send_signal(signalled)
    running.wait(timeout=30)
    return running


@pytest.mark.parametrize(("code", "sign"), [(SLOW_TO_SYNC, "syncing"), (SLOW_TO_ASSESS, "assessing")])
def test_ctrl_c_is_answered_and_leaves_nothing_half_written(folder: Path, code: str, sign: str) -> None:
    running = ended_by(signal.SIGINT, folder, code, sign)
    _, err = running.communicate()
    assert running.returncode == 130
    assert "Traceback" not in err
    assert len(err.splitlines()) == 2
    assert folder.joinpath("out.jsonl").read_text(encoding="utf-8") == OLD
    assert sorted(path.name for path in folder.iterdir()) == sorted(["a.jsonl", "out.jsonl", sign])


@pytest.mark.parametrize(("code", "sign"), [(SLOW_TO_SYNC, "syncing"), (SLOW_TO_ASSESS, "assessing")])
def test_a_process_that_is_killed_leaves_the_old_file_whole(folder: Path, code: str, sign: str) -> None:
    running = ended_by(signal.SIGKILL, folder, code, sign)
    running.communicate()
    assert folder.joinpath("out.jsonl").read_text(encoding="utf-8") == OLD
    left = {path.name for path in folder.iterdir()} - {"a.jsonl", "out.jsonl", sign}
    assert all(name.startswith(".out.jsonl.") and name.endswith(".part") for name in left)


def test_a_full_place_is_told_and_the_results_are_shown_all_the_same(folder: Path) -> None:
    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    run = subprocess.run(
        [sys.executable, "-c", COMMAND, "assess", "a.jsonl", "--output", "out.jsonl"],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        preexec_fn=small_files_only,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert run.returncode == 2
    assert "thon-19" in run.stdout
    assert "out.jsonl" in run.stderr
    assert "Traceback" not in run.stderr
    assert folder.joinpath("out.jsonl").read_text(encoding="utf-8") == OLD
    assert sorted(path.name for path in folder.iterdir()) == ["a.jsonl", "out.jsonl"]


def test_a_place_where_nothing_can_be_written_is_told(folder: Path) -> None:
    run = started(folder, COMMAND, "--output", "/proc/self/out.jsonl")
    _, err = run.communicate()
    assert run.returncode == 2
    assert "/proc/self/out.jsonl" in err
    assert "Traceback" not in err
