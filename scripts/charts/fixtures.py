"""Small tables of made-up results for the tests, in the form of `cellbench export`."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import listing, tidy
from .catalogue import Catalogue

LISTING = (Path(__file__).parents[2] / "Tests/cellbenchTests/Golden/columns.json").read_text(encoding="utf-8")
"""The output of `cellbench export --columns --json`; a test of cellbench keeps it up to date."""

CATALOGUE = Catalogue(listing.parse(LISTING))

_FIGURES = [
    "jobs",
    "jobsAbandoned",
    "jobsPending",
    "waitTime.mean",
    "busyness.total",
    "busyness.dailyMedian",
    "busyness.dailyMAD",
    "conflictFraction",
    "conflictFractionDailyMedian",
    "conflictFractionDailyMAD",
    "cell.utilization.cpu",
    "cell.utilization.memory",
    "cell.utilization.gpu",
]

FIVE = {
    "monolithic-single": "monolithic",
    "monolithic-multi": "monolithic",
    "partitioned": "partitioned",
    "two-level": "two-level",
    "shared-state": "shared-state",
}
"""An architecture of every kind."""

T_JOB = {"decisionTime.service.job": [0.1, 1, 10, 100]}
"""A sweep over three decades."""

Change = Callable[[dict[str, Any]], None]


def table(
    architectures: dict[str, str] | None = None,
    sweep: dict[str, list[Any]] | None = None,
    replications: int = 2,
    change: Change = lambda row: None,
) -> str:
    """The table of a run of two workloads; `change` gets every row before it is written."""
    architectures, sweep = architectures or FIVE, sweep or {}
    header = ["experiment", "architecture", "kind", "replication", "status", *sweep, "subject", "name", *_FIGURES]
    lines = [",".join(header)]
    for name, kind in architectures.items():
        for values, replication, workload in itertools.product(
            itertools.product(*sweep.values()), range(replications), ("batch", "service")
        ):
            row: dict[str, Any] = {
                "experiment": "made-up", "architecture": name, "kind": kind, "replication": replication,
                "status": "completed", "subject": "workload", "name": workload, "jobs": 1000, "jobsAbandoned": 0,
                "jobsPending": 10, "waitTime.mean": 1 + replication, "busyness.total": 0.5 + replication / 10,
                "busyness.dailyMedian": 0.5, "busyness.dailyMAD": 0, "conflictFraction": 0,
                "cell.utilization.cpu": 0.6, "cell.utilization.memory": 0.4,
            }  # fmt: skip
            row.update(zip(sweep, values, strict=True))
            change(row)
            lines.append(",".join(str(row.get(column, "")) for column in header))
    return "\n".join(lines) + "\n"


def results(document: dict[str, Any] | None = None, **more: Any) -> tidy.Results:
    """The results of `table(**more)`."""
    return tidy.parse(table(**more), document or {})


def search(architecture: str, lower: float | None, upper: float | None) -> dict[str, Any]:
    """The result of a search for the saturation over `T_JOB`."""
    return {
        "architecture": architecture, "kind": FIVE[architecture], "parameters": {},
        "path": "decisionTime.service.job", "figure": "busyness.total", "of": "service", "above": 0.99,
        "from": 0.1, "to": 100, "lower": lower, "upper": upper,
    }  # fmt: skip


def records(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """All data in a spec."""
    found: list[dict[str, Any]] = []

    def visit(node: Any) -> None:
        if isinstance(node, dict):
            data = node.get("data")
            if isinstance(data, dict):
                found.extend(data.get("values", []))
            for value in node.values():
                visit(value)
        elif isinstance(node, list):
            for value in node:
                visit(value)

    visit(spec)
    return found
