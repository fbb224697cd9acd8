"""Heat maps of busyness over two swept numbers, a panel for each architecture, as in the Omega paper's figure 10."""

from statistics import fmean
from typing import Any

import altair as alt

from . import axes, theme, words
from .plan import Plan
from .tidy import Results, Row, SweptPath

# Crosses are white on dark cells, black elsewhere.
_CROSS = "M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8"
_DARK_FROM = 0.5
_LABEL = "not all scheduled"
# At any load a job too large for a full cell is given up now and then.
_GIVEN_UP = 0.001


def subject(results: Results, paths: list[SweptPath]) -> str:
    """The workload whose schedulers are shown: one that a path names, else `service`, else the last."""
    for path in paths:
        for workload in results.workloads:
            if f".{workload}." in f".{path.name}.":
                return workload
    return "service" if "service" in results.workloads else results.workloads[-1]


def chart(results: Results, plan: Plan, y: int, heading: str | None) -> dict[str, Any]:
    """The spec; `y` is the path of the y axis, and the plan has that of the x axis."""
    assert plan.x is not None
    across, upward = plan.paths[plan.x], plan.paths[y]
    workload = subject(results, [across, upward])
    cells = _cells(results, plan, y, workload)
    names = [entry.name for entry in results.architectures]
    columns = theme.columns(len(names), 4 if plan.others else 3)
    width = min(420, (theme.WIDTH - 190 - 20 * (columns - 1)) // columns)
    height = max(70, min(26 * len(upward.values), 320))
    panels = [
        _row(cells, plan, label, names[first : first + columns], (across, upward), (width, height))
        for label in plan.row_labels()
        for first in range(0, len(names), columns)
    ]
    whole = alt.vconcat(*panels, spacing=14)
    said = [f"Busyness of {workload}: share of the time that its schedulers spend deciding."]
    said.append(f"Means over {results.replications} replications." if results.replications > 1 else "One replication.")
    if any(cell["cross"] for cell in cells):
        said.append(
            "Cross: not all jobs are scheduled. More than 1 in 1,000 of a workload were given up, "
            "or a queue was still growing at the end."
        )
    if plan.all_rows > len(plan.rows):
        said.append(f"{len(plan.rows)} of {plan.all_rows} combinations of the other swept values are shown.")
    return theme.finished(whole, theme.title(results, heading, said), f"Busyness over {across.name} and {upward.name}.")


def _cells(results: Results, plan: Plan, y: int, workload: str) -> list[dict[str, Any]]:
    assert plan.x is not None
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in results.rows:
        if plan.place(row.combination) is not None:
            groups.setdefault((row.architecture, row.combination), []).append(row)
    cells: list[dict[str, Any]] = []
    for (architecture, combination), rows in groups.items():
        values = [
            row.figures["busyness.total"]
            for row in rows
            if row.workload == workload and "busyness.total" in row.figures
        ]
        if not values:
            continue
        place = plan.place(combination)
        cells.append(
            {
                "architecture": architecture,
                "row": plan.label(place) if place else "",
                "x": combination[plan.x],
                "y": combination[y],
                "busyness": fmean(values),
                "cross": any(_is_unscheduled(row) for row in rows),
            }
        )
    return cells


def _is_unscheduled(row: Row) -> bool:
    return row.saturated or row.figures.get("jobsAbandoned", 0) > _GIVEN_UP * row.figures.get("jobs", 0)


def _row(
    cells: list[dict[str, Any]],
    plan: Plan,
    label: str,
    names: list[str],
    paths: tuple[SweptPath, SweptPath],
    size: tuple[int, int],
) -> alt.FacetChart:
    """Rows of panels, more than one where there are many architectures, each row with axes of its own."""
    across, upward = paths
    x = alt.X("x:O", sort=[float(value) for value in across.values], axis=_axis(across, size[0], 30))
    y = alt.Y("y:O", sort=[float(value) for value in reversed(upward.values)], axis=_axis(upward, size[1], 15))
    color = alt.Color(
        "busyness:Q",
        scale=alt.Scale(scheme="viridis", reverse=True, domain=[0, 1], clamp=True),
        legend=alt.Legend(title="busyness", values=[0, 0.25, 0.5, 0.75, 1], format=".2~f", gradientLength=110),
    )
    base = alt.Chart().encode(x=x, y=y)
    crossed = base.transform_filter("datum.cross").transform_calculate(mark=f"'{_LABEL}'")
    cross = crossed.mark_point(size=42, strokeWidth=1.7, opacity=1).encode(
        shape=alt.Shape(
            "mark:N",
            scale=alt.Scale(domain=[_LABEL], range=[_CROSS]),
            legend=alt.Legend(title=None, symbolStrokeColor="black", symbolStrokeWidth=1.7, symbolSize=60),
        ),
        stroke=alt.condition(f"datum.busyness > {_DARK_FROM}", alt.value("white"), alt.value("black")),
    )
    parts = [base.mark_rect(stroke="white", strokeWidth=0.5).encode(color=color)]
    if any(cell["cross"] for cell in cells):
        parts.append(cross)
    header = alt.Header(title=None, labelFontWeight="bold")
    column = alt.Column("architecture:N", sort=names, header=header)
    data = theme.data([cell for cell in cells if cell["row"] == label and cell["architecture"] in names])
    sized = alt.layer(*parts).properties(width=size[0], height=size[1])
    panels = sized.facet(column=column, data=data).properties(spacing=20)
    return panels.properties(title=alt.TitleParams(text=label, fontSize=12, offset=6)) if label else panels


def _axis(path: SweptPath, length: int, least: int) -> alt.Axis:
    """An ordinal axis, with as many labels as fit at `least` pixels each."""
    values = [float(value) for value in path.values]
    small = words.is_time(path.name) and 0 < min(value for value in values if value > 0) < 0.001
    longest = max(len(words.number(value)) for value in values)
    room = max(1, length // max(least, longest * 6 + 6 if least > 15 else least))
    every = -(-len(values) // room)
    title = words.title(path.name)
    scale = axes.Scale(
        title.removesuffix(" (s)") if small else title,
        False,
        0,
        1,
        tuple(values),
        tuple(
            (words.seconds if small else words.number)(value) if place % every == 0 else ""
            for place, value in enumerate(values)
        ),
    )
    return scale.axis(length, labelAngle=0, grid=False)
