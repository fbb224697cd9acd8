"""Results as charts need them: the rows of the tidy table, and the parts of results.json that the table lacks."""

import csv
import io
import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import MALFORMED, ChartError

Value = float | str
"""A swept value: a number or a word."""

Combination = tuple[Value, ...]
"""The value of every swept path, in the order of `Results.paths`."""


@dataclass(frozen=True)
class Architecture:
    """A competitor: its name in the results and its kind."""

    name: str
    kind: str


@dataclass(frozen=True)
class SweptPath:
    """A path with the values it takes: sorted if they are numbers, else in the order of the results."""

    name: str
    values: Combination
    numeric: bool

    @property
    def is_count(self) -> bool:
        """True for a number of schedulers."""
        return self.numeric and ".schedulers." in self.name


@dataclass(frozen=True)
class Row:
    """A workload of one point and replication; a failed point has a row for every workload, without figures."""

    architecture: str
    workload: str
    replication: int
    saturated: bool
    failed: bool
    combination: Combination
    figures: dict[str, float]


@dataclass(frozen=True)
class Results:
    """One run; paths that never change are not among `paths`."""

    name: str
    architectures: tuple[Architecture, ...]
    workloads: tuple[str, ...]
    paths: tuple[SweptPath, ...]
    rows: tuple[Row, ...]
    replications: int
    failed: int = 0
    complete: bool = True
    saturation: tuple[dict[str, Any], ...] = field(default=())

    @property
    def has_days(self) -> bool:
        """True if the run is long enough for medians over days."""
        return any(row.figures.get("busyness.dailyMAD", 0) > 0 for row in self.rows)

    @property
    def searched(self) -> str | None:
        """The path along which a search for the saturation moved."""
        return next((str(found["path"]) for found in self.saturation), None)


def parse(text: str, document: dict[str, Any]) -> Results:
    """Reads the tidy table, and the parts of results.json (`document`) that are no figures of points.

    Raises `ChartError` (65) where the table is not one, or has no figures.
    """
    reader = csv.DictReader(io.StringIO(text))
    header = list(reader.fieldnames or [])
    missing = [column for column in ("architecture", "kind", "status", "subject", "name") if column not in header]
    if missing:
        raise ChartError(f"no column {missing[0]} in what cellbench exports", MALFORMED)
    lines = list(reader)
    swept = header[header.index("status") + 1 : header.index("subject")]
    kinds = {line["architecture"]: line["kind"] for line in lines}
    workloads = tuple(dict.fromkeys(line["name"] for line in lines if line["subject"] == "workload"))
    failed = sum(line["subject"] == "" for line in lines)
    if not workloads:
        raise ChartError(f"nothing to chart: {failed} points failed, and none has figures", MALFORMED)

    words = _paths_of_words(document)
    paths = [path for path in (_path(name, lines, name in words) for name in swept) if len(path.values) > 1]
    rows: list[Row] = []
    for line in lines:
        if line["subject"] == "scheduler":
            continue
        combination = tuple(_value(line[path.name], path.numeric) for path in paths)
        for workload in [line["name"]] if line["subject"] else workloads:
            rows.append(_row(line, workload, combination, header))
    return Results(
        name=lines[0].get("experiment") or "results",
        architectures=tuple(Architecture(name, kind) for name, kind in kinds.items()),
        workloads=workloads,
        paths=tuple(paths),
        rows=tuple(rows),
        replications=len({row.replication for row in rows}),
        failed=failed,
        complete=document.get("complete", True) is not False,
        saturation=_searches(document),
    )


def document(results: Path) -> dict[str, Any]:
    """The contents of results.json, which cellbench has read before: it is there and well-formed."""
    file = results / "results.json" if results.is_dir() else results
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ChartError(f"{file}: error: {error}", MALFORMED) from error
    return read if isinstance(read, dict) else {}


def _searches(document: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    found = document.get("saturation") or []
    for place, search in enumerate(found):
        for key in ("architecture", "path", "figure", "above", "from", "to"):
            if key not in search:
                raise ChartError(f"saturation[{place}].{key}: missing", MALFORMED)
    return tuple(found)


def _row(line: dict[str, str], workload: str, combination: Combination, header: list[str]) -> Row:
    figures: dict[str, float] = {}
    for column in header[header.index("name") + 1 :]:
        number = _number(line[column])
        if number is not None:
            figures[column] = number
    return Row(
        architecture=line["architecture"],
        workload=workload,
        replication=int(line["replication"]),
        saturated=line["status"] == "saturated",
        failed=line["subject"] == "",
        combination=combination,
        figures=figures,
    )


def _paths_of_words(document: dict[str, Any]) -> set[str]:
    """Paths swept over words, some of which may look like numbers: 010 and 10 are two words."""
    points = document.get("points")
    words: set[str] = set()
    for point in points if isinstance(points, list) else []:
        parameters = point.get("parameters") if isinstance(point, dict) else None
        if isinstance(parameters, dict):
            words |= {path for path, value in parameters.items() if isinstance(value, str)}
    return words


def _path(name: str, lines: list[dict[str, str]], is_of_words: bool) -> SweptPath:
    texts = list(dict.fromkeys(line[name] for line in lines))
    numbers = [None if is_of_words else _number(text) for text in texts]
    if all(number is not None for number in numbers):
        return SweptPath(name, tuple(sorted({number for number in numbers if number is not None})), True)
    return SweptPath(name, tuple(texts), False)


def _value(text: str, numeric: bool) -> Value:
    number = _number(text) if numeric else None
    return text if number is None else number


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None
