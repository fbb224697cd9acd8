"""The figures that are charted over a sweep or head to head, and where the tidy table has them."""

from dataclasses import dataclass
from enum import Enum

SLO = 30.0
"""The Omega paper's objective for the mean wait, in seconds."""

RESOURCES = ("cpu", "memory", "gpu")


class Measure(Enum):
    """What a figure's axis is like."""

    SECONDS = "seconds"
    FRACTION = "fraction"
    WHOLE = "whole"
    PERCENT = "percent"
    WHOLE_PERCENT = "whole percent"


@dataclass(frozen=True)
class Figure:
    """A figure: its columns, and how it is called on its axis and in the list of charts."""

    name: str
    meaning: str
    axis: str
    column: str
    measure: Measure
    share_of: str | None = None
    daily: tuple[str, str] | None = None
    of_cell: bool = False
    dull_if_zero: bool = False
    """Left out, unless it is asked for, where it is 0 all over."""
    only_nonzero: bool = False
    """Architectures of which it is 0 all over are named, not drawn."""

    def panels(self, workloads: tuple[str, ...]) -> tuple[str, ...]:
        """What there is a panel for: the workloads, or the cell's resources."""
        return RESOURCES if self.of_cell else workloads

    def value(self, figures: dict[str, float], panel: str, daily: bool) -> float | None:
        """The figure in a row of the table; `None` where the row has none."""
        if self.of_cell:
            return figures.get(f"{self.column}.{panel}")
        if daily and self.daily:
            return figures.get(self.daily[0])
        value = figures.get(self.column)
        if self.share_of is None or value is None:
            return value
        whole = figures.get(self.share_of)
        return value / whole if whole else None


FIGURES = (
    Figure(
        "wait",
        "Mean wait of a job, from its submission to its first attempt",
        "mean wait (s)",
        "waitTime.mean",
        Measure.SECONDS,
    ),
    Figure(
        "busyness",
        "Share of the time that the workload's schedulers spend deciding",
        "busyness",
        "busyness.total",
        Measure.WHOLE,
        daily=("busyness.dailyMedian", "busyness.dailyMAD"),
    ),
    Figure(
        "conflict-fraction",
        "Conflicted per successful transaction",
        "conflict fraction",
        "conflictFraction",
        Measure.FRACTION,
        daily=("conflictFractionDailyMedian", "conflictFractionDailyMAD"),
        dull_if_zero=True,
        only_nonzero=True,
    ),
    Figure(
        "abandoned",
        "Jobs given up, of those submitted",
        "jobs abandoned",
        "jobsAbandoned",
        Measure.PERCENT,
        share_of="jobs",
        dull_if_zero=True,
        only_nonzero=True,
    ),
    Figure(
        "pending",
        "Jobs that still wait for machines at the end, of those submitted",
        "jobs pending",
        "jobsPending",
        Measure.PERCENT,
        share_of="jobs",
        dull_if_zero=True,
        only_nonzero=True,
    ),
    Figure(
        "utilization",
        "Share of the cell's resources in use",
        "share in use",
        "cell.utilization",
        Measure.WHOLE_PERCENT,
        of_cell=True,
    ),
)
