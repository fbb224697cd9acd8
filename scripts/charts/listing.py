"""The figures that are charted over a sweep or head to head, as `cellbench export --columns --json` lists them."""

import json
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .errors import FAILED, ChartError

_SCHEMA = "cellbench.figures/1"


class Measure(Enum):
    """Description of a figure's axis."""

    SECONDS = "time"
    FRACTION = "ratio"
    WHOLE = "share"
    COUNT = "count"
    PERCENT = "share of a count"
    WHOLE_PERCENT = "share of the cell"


@dataclass(frozen=True)
class Figure:
    """A figure: its columns, and its names on the axis and in the list of charts."""

    name: str
    meaning: str
    axis: str
    column: str
    measure: Measure
    objective: float | None = None
    """Objective below which the figure should stay."""
    share_of: str | None = None
    daily: tuple[str, str] | None = None
    """Columns of the median over days and of its deviation."""
    resources: tuple[str, ...] = ()
    """Resources of the cell, each with a panel; none for a figure of workloads."""

    @property
    def of_cell(self) -> bool:
        """True if panels are the cell's resources."""
        return bool(self.resources)

    @property
    def dull_if_zero(self) -> bool:
        """True for a figure that is left out where it is 0 all over, as are architectures for which it is 0."""
        return self.measure in (Measure.FRACTION, Measure.PERCENT, Measure.COUNT)

    def panels(self, workloads: tuple[str, ...]) -> tuple[str, ...]:
        """Names of the panels: workloads, or the cell's resources."""
        return self.resources or workloads

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


def parse(text: str) -> tuple[Figure, ...]:
    """The figures in the order of their charts; raises `ChartError` (1) where the text is no such listing."""
    try:
        listing = json.loads(text)
        if listing["schema"] != _SCHEMA:
            raise ValueError(listing["schema"])
        charted = [entry for entry in listing["figures"] if entry.get("chart")]
        charted.sort(key=lambda entry: entry["chart"]["place"])
        names = [str(entry["name"]) for entry in listing["figures"]]
        return tuple(_figure(entry, names) for entry in charted)
    except (ValueError, KeyError, TypeError) as error:
        raise ChartError(f"chart: error: cellbench lists its figures as no {_SCHEMA}: {error}", FAILED) from error


def _figure(entry: dict[str, Any], names: list[str]) -> Figure:
    chart = entry["chart"]
    column, resources = str(entry["name"]), ()
    measure = Measure(entry["quantity"])
    if measure is Measure.WHOLE_PERCENT:
        column = column.rpartition(".")[0]
        resources = tuple(name.removeprefix(f"{column}.") for name in names if name.startswith(f"{column}."))
    share_of = chart.get("shareOf")
    objective, daily = chart.get("objective"), chart.get("daily")
    return Figure(
        name=chart["name"],
        meaning=chart["sentence"],
        axis=chart["axis"] + (f" ({entry['unit']})" if entry["unit"] != "1" else ""),
        column=column,
        measure=Measure.PERCENT if share_of else measure,
        objective=None if objective is None else float(objective),
        share_of=share_of,
        daily=(daily["median"], daily["deviation"]) if daily else None,
        resources=resources,
    )
