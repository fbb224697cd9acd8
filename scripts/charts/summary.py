"""Summarises rows of replications: a value with a bar for each point of each panel."""

from dataclasses import dataclass
from statistics import fmean

from . import words
from .intervals import mean_interval
from .listing import Figure
from .plan import Plan
from .tidy import Results, Row


@dataclass(frozen=True)
class Mark:
    """A value to draw; without one, a gap in its line."""

    architecture: str
    line: str
    panel: str
    row: str
    x: float | None
    value: float | None
    low: float | None
    high: float | None
    saturated: bool
    replications: int


@dataclass(frozen=True)
class Summary:
    """The marks of a chart, and what its subtitle says of them."""

    marks: tuple[Mark, ...]
    bars: str
    without: tuple[str, ...] = ()
    """Architectures that are not drawn, because the figure is 0 all over."""

    @property
    def values(self) -> list[float]:
        """Drawn values, without bars."""
        return [mark.value for mark in self.marks if mark.value is not None]

    @property
    def has_saturated(self) -> bool:
        """True if some mark is of a point with a growing queue."""
        return any(mark.saturated and mark.value is not None for mark in self.marks)


def summarize(results: Results, figure: Figure, plan: Plan) -> Summary:
    """The marks of `figure`, in the order of the architectures, rows, panels and x."""
    daily = figure.daily is not None and results.has_days
    marks: list[Mark] = []
    for panel in figure.panels(results.workloads):
        groups: dict[tuple[object, ...], list[Row]] = {}
        for row in results.rows:
            of_panel = row.workload == (results.workloads[0] if figure.of_cell else panel)
            if of_panel and plan.place(row.combination) is not None:
                groups.setdefault((row.architecture, row.combination), []).append(row)
        of_group = [_mark(rows, figure, plan, panel, daily) for rows in groups.values()]
        if any(mark.value is not None for mark in of_group):
            marks += of_group
    without: list[str] = []
    if figure.dull_if_zero and any(mark.value for mark in marks):
        drawn = {mark.architecture for mark in marks if mark.value}
        without = [entry.name for entry in results.architectures if entry.name not in drawn]
        marks = [mark for mark in marks if mark.architecture in drawn]
    order = {entry.name: place for place, entry in enumerate(results.architectures)}
    rows = {label: place for place, label in enumerate(plan.row_labels())}
    marks.sort(key=lambda mark: (rows[mark.row], order[mark.architecture]))
    return Summary(tuple(marks), _bars(results, daily), tuple(without))


def _bars(results: Results, daily: bool) -> str:
    several = results.replications > 1
    if daily:
        over = f", means of both over {results.replications} replications" if several else ""
        return f"Points: medians of the daily values; bars: their median absolute deviation{over}."
    if several:
        return f"Points: means over {results.replications} replications; bars: 95 % confidence intervals (Student's t)."
    return "One replication: no confidence intervals."


def _mark(rows: list[Row], figure: Figure, plan: Plan, panel: str, daily: bool) -> Mark:
    first = rows[0]
    place = plan.place(first.combination)
    x = None if plan.x is None else first.combination[plan.x]
    found = [value for row in rows if (value := figure.value(row.figures, panel, daily)) is not None]
    value, low, high = _interval(rows, found, figure, daily)
    line = first.architecture
    if plan.line is not None:
        line = words.value(plan.paths[plan.line], first.combination[plan.line])
    return Mark(
        architecture=first.architecture,
        line=line,
        panel=panel,
        row=plan.label(place) if place else "",
        x=float(x) if x is not None else None,
        value=value,
        low=low,
        high=high,
        saturated=any(row.saturated for row in rows),
        replications=len(found),
    )


def _interval(
    rows: list[Row], found: list[float], figure: Figure, daily: bool
) -> tuple[float | None, float | None, float | None]:
    if not found:
        return None, None, None
    if daily and figure.daily:
        deviations = [row.figures[figure.daily[1]] for row in rows if figure.daily[1] in row.figures]
        value, half = fmean(found), fmean(deviations) if deviations else None
    else:
        value, half = mean_interval(found)
    # No figure is below 0, and a bar without length is not drawn.
    return value, max(value - half, 0.0) if half else None, value + half if half else None
