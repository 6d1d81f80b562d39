"""Where the time of `dateline ingest seeds` goes: `python -m tests.bench.bench_start [ROUNDS]`. Medians of wall time.

`imports`, `server`, `model` and `work` are measured one by one, each in a process of its own; the command does three
of them at the same time, so that the whole is less than their sum.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PHASES = {
    "imports": "import flows.cli.console, flows.loading",
    "server": (
        "from pathlib import Path; from flows.runtime.server import start_server; start_server(Path({home!r})).wait()"
    ),
    "model": (
        "from tasks.mentions.ner import load_pipeline; from flows.runtime.settings import read_settings; "
        "[load_pipeline(model) for model in read_settings().models.values()]"
    ),
}
WORK = "select epoch(finished_at - started_at) from ops.runs order by started_at desc limit 1"


def run(arguments: list[str], home: str) -> tuple[float, str]:
    """Wall seconds of one process, and what it printed."""
    began = time.perf_counter()
    environment = os.environ | {"DATELINE_HOME": home}
    done = subprocess.run(arguments, env=environment, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, done.stdout


def main(rounds: int = 3) -> None:
    """Measure each phase, then the whole, after one round that counts for nothing."""
    python, dateline = sys.executable, str(Path(sys.executable).with_name("dateline"))
    seconds: dict[str, list[float]] = {}
    with TemporaryDirectory() as home:
        for number in range(rounds + 1):
            took = {name: run([python, "-c", code.format(home=home)], home)[0] for name, code in PHASES.items()}
            took["ingest seeds"] = run([dateline, "ingest", str(SEEDS)], home)[0]
            took["work"] = float(run([dateline, "sql", WORK, "--format", "csv"], home)[1].split()[-1])
            took["--help"] = run([dateline, "--help"], home)[0]
            if number:
                for name, value in took.items():
                    seconds.setdefault(name, []).append(value)
    for name, values in seconds.items():
        print(f"{name:<13} {statistics.median(values):6.2f} s   ({min(values):.2f} to {max(values):.2f})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
