"""Lines come out in the order of their rows, whether they came in time, late or not at all."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest import MonkeyPatch

from antq_core.cli.files import in_order
from antq_core.cli.files.in_order import LinesInOrder

LINE = st.none() | st.text(st.characters(exclude_characters="\n\r"), min_size=1, max_size=6)


@given(rows=st.lists(st.tuples(st.booleans(), LINE)), small=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_come_out_in_the_order_of_rows(
    rows: list[tuple[bool, str | None]], small: bool, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setattr(in_order, "IN_MEMORY", 8 if small else 8_000_000)
    with LinesInOrder(tmp_path) as lines:
        for is_late, line in rows:
            if is_late:
                lines.wait()
            else:
                lines.add(line)
        for line in (line for is_late, line in rows if is_late):
            lines.late(line)
        wanted = [line for _, line in rows if line is not None]
        escaped = [line.encode("utf-8", "backslashreplace").decode() for line in wanted]
        assert list(lines) == escaped
        assert list(lines) == escaped  # and again
    assert list(tmp_path.iterdir()) == []
