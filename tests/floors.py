"""Compares measured quality with the ratchet file `floors.json`: `python tests/floors.py --scorers DIR`.

The scorers judge Dateline from outside, on data that does not belong to the project: where they do not stand beside it,
nothing can be measured, and this says so. `--raise` writes better figures into the file; a floor is lowered only by
hand, with the reason in the file's `lowered` list.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
# A figure may move by this much without anybody having done anything: ties fall differently on another processor.
SLACK = 0.002
Figures = dict[str, dict[str, dict[str, float]]]


def measure(scorers: Path, task: str, name: str, limit: int | None) -> Any:
    """The figures of one task for one set, or its first documents, from the last line that its scorer prints."""
    dateline = Path(sys.executable).with_name("dateline")
    gold = scorers.parent / "data" / name
    command = [sys.executable, str(scorers / "score.py"), task, "--gold", str(gold), "--dateline", str(dateline)]
    done = subprocess.run(
        command if limit is None else [*command, "--limit", str(limit)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise SystemExit(f"floors: {task}: {name}: the scorer failed: {(done.stderr or done.stdout).strip()[-300:]}")
    (figures,) = json.loads(lines[-1])["sets"].values()
    return figures


def compare(task: str, floors: dict[str, dict[str, float]], sets: dict[str, Any]) -> Iterator[tuple[bool, str]]:
    """Whether each figure holds, and a line that says so. A floor that begins with `max:` is a ceiling."""
    for name, figures in floors.items():
        for key, floor in figures.items():
            ceiling = key.startswith("max:")
            value = sets[name][key.removeprefix("max:")]
            holds = value <= floor + SLACK if ceiling else value >= floor - SLACK
            sign = "<=" if ceiling else ">="
            line = f"{'ok  ' if holds else 'FAIL'} {task:<11} {name:<26} {key.removeprefix('max:'):<26}"
            yield holds, f"{line} {value:.4f} {sign} {floor:.4f}"


def raised(floors: dict[str, dict[str, float]], sets: dict[str, Any]) -> dict[str, dict[str, float]]:
    """The floors with every better figure taken over; none gets lower (a ceiling: higher)."""
    return {
        name: {
            key: min(floor, round(sets[name][key[4:]], 4))
            if key.startswith("max:")
            else max(floor, round(sets[name][key], 4))
            for key, floor in figures.items()
        }
        for name, figures in floors.items()
    }


def main() -> int:
    """Measure, compare, say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scorers", type=Path, required=True)
    parser.add_argument("--raise", dest="lift", action="store_true", help="write better figures into the file")
    options = parser.parse_args()
    if not (options.scorers / "score.py").exists():
        print("floors: left out: the scorers and their data do not stand beside the project; nothing was measured")
        return 0
    ratchet = json.loads(FLOORS.read_text("utf-8"))
    verdicts = []
    for task, floors in ratchet["floors"].items():
        sets = {name: measure(options.scorers, task, name, ratchet["limits"].get(name)) for name in floors}
        for holds, line in compare(task, floors, sets):
            verdicts.append(holds)
            print(line, flush=True)
        if options.lift:
            ratchet["floors"][task] = raised(floors, sets)
    if options.lift:
        FLOORS.write_text(json.dumps(ratchet, indent=2) + "\n", "utf-8")
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    raise SystemExit(main())
