"""The charts by name, and the choice of those that a result has data for."""

from dataclasses import dataclass
from typing import Any

from . import dots, heatmap, lines, plan, saturation
from .errors import MALFORMED, ChartError
from .listing import Figure
from .summary import summarize
from .tidy import Results

HEATMAP = "busyness-heatmap"
SATURATION = "saturation"


@dataclass(frozen=True)
class Catalogue:
    """The charts: one for each figure that cellbench lists as charted, the heat map and the saturation chart."""

    figures: tuple[Figure, ...]

    @property
    def charts(self) -> dict[str, str]:
        """By name of a chart, a sentence about it."""
        return {
            **{figure.name: figure.meaning for figure in self.figures},
            HEATMAP: "Busyness over two swept numbers of four values each",
            SATURATION: "Where each architecture saturates, of results of a search for that",
        }

    def figure(self, name: str) -> Figure:
        """The figure called `name`."""
        return next(figure for figure in self.figures if figure.name == name)

    def automatic(self, results: Results) -> list[str]:
        """The charts for which `results` have data: a figure that exists and is not 0 all over."""
        names = [figure.name for figure in self.figures if _is_worth(results, figure)]
        if plan.grid(results):
            names.append(HEATMAP)
        if results.saturation:
            names.append(SATURATION)
        return names

    def spec(self, results: Results, name: str, heading: str | None = None) -> dict[str, Any]:
        """The Vega-Lite spec of a chart; raises `ChartError` (65) where the results lack its data."""
        if name == SATURATION:
            if not results.saturation:
                raise ChartError("no search for saturation in these results", MALFORMED)
            return saturation.chart(results, heading)
        if name == HEATMAP:
            grid = plan.grid(results)
            if grid is None:
                problem = "a heat map takes two swept numbers of at least four values each, all combined"
                raise ChartError(problem, MALFORMED)
            return heatmap.chart(results, *grid, heading)
        figure = self.figure(name)
        laid_out = plan.lines_over(results)
        if not summarize(results, figure, laid_out).values:
            raise ChartError(f"no point has a value of {figure.column}", MALFORMED)
        if laid_out.x is None:
            return dots.chart(results, figure, laid_out, heading)
        return lines.chart(results, figure, laid_out, heading)


def _is_worth(results: Results, figure: Figure) -> bool:
    values = summarize(results, figure, plan.lines_over(results)).values
    return any(values) if figure.dull_if_zero else bool(values)
