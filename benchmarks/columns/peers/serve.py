"""One peer in a process of its own: a round whenever a line comes in, its times as a line of JSON.

``python serve.py PEER ROWS.parquet COUNT ANSWERS.npz``; the answers are written after the first round.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import filled  # puts the folder above on the path, so it comes before the peers
import numpy as np

Prepare = Callable[[], Any]
Decide = Callable[[Any], Any]


def contender(peer: str, path: Path, count: int) -> tuple[str, Prepare, Decide]:
    """The peer's distribution, what it is given in each round, and what is measured."""
    frame = filled.rows(path, count)
    if peer == "openfisca":
        import by_openfisca  # noqa: PLC0415 - each peer stands alone

        columns = by_openfisca.prepared(frame)
        return by_openfisca.DISTRIBUTION, lambda: by_openfisca.simulation(columns), by_openfisca.calculated
    if peer == "zen":
        import by_zen as module  # noqa: PLC0415 - each peer stands alone
    elif peer == "rule_engine":
        import by_rule_engine as module  # noqa: PLC0415 - each peer stands alone
    elif peer == "json_logic":
        import by_json_logic as module  # noqa: PLC0415 - each peer stands alone
    else:
        raise SystemExit(f"no such peer: {peer}")
    rows = frame.to_dicts()
    return module.DISTRIBUTION, lambda: rows, lambda given: [module.decide(row) for row in given]


def main(peer: str, path: Path, count: int, answers: Path) -> None:
    """Serves rounds until the input ends."""
    distribution, prepare, decide = contender(peer, path, count)
    _say(ready=f"{distribution} {metadata.version(distribution)}")
    for round_, _ in enumerate(sys.stdin):
        given = prepare()
        wall, cpu = time.perf_counter_ns(), time.process_time_ns()
        found = decide(given)
        _say(wall=time.perf_counter_ns() - wall, cpu=time.process_time_ns() - cpu)
        if round_ == 0:
            np.savez(answers, **_arrays(found))


def _arrays(found: Any) -> dict[str, Any]:
    if isinstance(found, dict):
        return found
    return dict(zip(("verdict", "points", "grade"), np.array(found).T, strict=True))


def _say(**words: Any) -> None:
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
