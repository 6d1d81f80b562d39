"""Compares names for people and for programs: in words, and as JSON lines.

Pure.
"""

import json
from typing import Any

from tasks.names import MatchDecision, analyze_name, compare_names, explain_evidence
from warehouse.model.vocabulary import Kind


def explain_pair(name: str, other: str, kind: str) -> str:
    """The verdict on two names, and a line for each reason."""
    verdict = compare_names(analyze_name(name, Kind(kind)), analyze_name(other, Kind(kind)))
    reasons = "".join(f"\n  {explain_evidence(reason)}" for reason in verdict.evidence)
    return f"{verdict.decision} ({verdict.score:.2f}){reasons}"


def answer_line(line: bytes, number: int, kind: str) -> tuple[str, bool]:
    """The line with `same` and `score`, all else as it was; for one that is no pair, an `error`, and False.

    `number`: of the line, from 1, for the error.
    """
    try:
        pair = _pair(line)
    except ValueError as wrong:
        return _line({"line": number, "error": str(wrong)}), False
    verdict = compare_names(analyze_name(pair["name1"], Kind(kind)), analyze_name(pair["name2"], Kind(kind)))
    return _line(pair | {"same": verdict.decision is MatchDecision.SAME, "score": verdict.score}), True


def _pair(line: bytes) -> dict[str, Any]:
    try:
        pair = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise ValueError("no JSON: nested too deeply") from error
    wanted = ("name1", "name2")
    if isinstance(pair, dict) and all(isinstance(pair.get(key), str) for key in wanted):
        return pair
    raise ValueError(f"no object with text in {' and '.join(wanted)}")


def _line(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, which JSON can say and UTF-8 cannot
        return json.dumps(row)
    return text
