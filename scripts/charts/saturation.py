"""The saturation chart: brackets of a search, by architecture, on the axis of the searched path."""

from typing import Any

import altair as alt

from . import axes, theme, words
from .errors import MALFORMED, ChartError
from .palette import looks
from .tidy import Results, SweptPath

_ARROWS = {
    "left": "M-1,0L-0.2,-0.6L-0.2,-0.15L1,-0.15L1,0.15L-0.2,0.15L-0.2,0.6Z",
    "right": "M1,0L0.2,-0.6L0.2,-0.15L-1,-0.15L-1,0.15L0.2,0.15L0.2,0.6Z",
}


def chart(results: Results, heading: str | None) -> dict[str, Any]:
    """The spec; there must be at least one search."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    known = {architecture.name for architecture in results.architectures}
    for found in results.saturation:
        if found["architecture"] not in known:
            raise ChartError(f"saturation: there are no points of {found['architecture']}", MALFORMED)
        key = tuple(found.get(part) for part in ("path", "figure", "of", "above"))
        groups.setdefault(key, []).append(found)
    parts = [panel for found in groups.values() for panel in _panels(results, found)]
    said = [_sentence(found[0]) for found in groups.values()]
    said.append(
        "It is on one side of that at the point, and on the other at the end of the bar."
    )
    every = [found for group in groups.values() for found in group]
    if any(found.get("upper") is None for found in every):
        said.append("Arrow to the right: never above in the range that was searched.")
    if any(found.get("lower") is None for found in every):
        said.append("Arrow to the left: above everywhere in that range.")
    whole = alt.vconcat(*parts, spacing=18)
    return theme.finished(whole, theme.title(results, heading, said), "Where each architecture saturates.")


def _sentence(found: dict[str, Any]) -> str:
    of = f" of {found['of']}" if found.get("of") else ""
    what = words.title(str(found["path"])).removesuffix(" (s)")
    return f"Where along {what} {found['figure']}{of} passes {words.number(float(found['above']))}."


def _panels(results: Results, found: list[dict[str, Any]]) -> list[alt.LayerChart]:
    path = str(found[0]["path"])
    limits = [float(one[end]) for one in found for end in ("from", "to")]
    low, high = min(limits), max(limits)
    ends = [float(one[end]) for one in found for end in ("lower", "upper") if one.get(end) is not None]
    scale = axes.swept(words.title(path), [low, high, *ends], words.is_time(path))
    known = looks(results.architectures)
    names = [name for name in known if any(one["architecture"] == name for one in found)]
    records = [_record(one, scale) for one in found]
    rows = list(dict.fromkeys(record["row"] for record in records))
    width = 480
    x: dict[str, Any] = {"scale": scale.vega(padding=24), "axis": scale.axis(width)}
    y = alt.Y("architecture:N", sort=names, title=None, axis=theme.names_axis(names))
    colors = alt.Scale(domain=names, range=[known[name].color for name in names])
    shapes = alt.Scale(domain=names, range=[known[name].shape for name in names])
    base = alt.Chart().encode(y=y)
    stroke, fill = (channel("architecture:N", scale=colors, legend=None) for channel in (alt.Stroke, alt.Fill))
    point = base.transform_filter("!datum.arrow").mark_point(size=65, opacity=1)
    arrows = alt.Shape("arrow:N", scale=alt.Scale(domain=list(_ARROWS), range=list(_ARROWS.values())), legend=None)
    layers = [
        base.transform_filter("!datum.arrow")
        .mark_rule(strokeWidth=1.8)
        .encode(x=alt.X("low:Q", **x), x2="high:Q", stroke=stroke),
        base.transform_filter("!datum.arrow")
        .mark_tick(thickness=1.8, size=11, opacity=1)
        .encode(x=alt.X("high:Q", **x), stroke=stroke),
        point.encode(
            x=alt.X("low:Q", **x),
            stroke=stroke,
            fill=fill,
            shape=alt.Shape("architecture:N", scale=shapes, legend=None),
        ),
        base.transform_filter("datum.arrow")
        .mark_point(size=220, opacity=1)
        .encode(x=alt.X("low:Q", **x), stroke=stroke, fill=fill, shape=arrows),
        base.mark_text(align="left", baseline="middle", fontSize=11, color="#333333").encode(
            x=alt.value(width + 12), text="said:N"
        ),
    ]
    sized = alt.layer(*layers).properties(width=width, height=theme.names_size(names)[1])
    panels: list[alt.LayerChart] = []
    for row in rows:
        of_row = theme.data([record for record in records if record["row"] == row])
        panel = sized.properties(data=of_row).resolve_scale(shape="independent")
        panels.append(panel.properties(title=alt.TitleParams(text=row, fontSize=12, offset=6)) if row else panel)
    return panels


def _record(found: dict[str, Any], scale: axes.Scale) -> dict[str, Any]:
    path = str(found["path"])
    lower, upper = found.get("lower"), found.get("upper")

    def text(value: float) -> str:
        if not words.is_time(path):
            return words.number(value)
        return f"{words.number(value)} s" if scale.title.endswith("(s)") else words.seconds(value)

    record = {"architecture": found["architecture"], "lower": lower, "upper": upper, "arrow": "", "row": _row(found)}
    if upper is None:
        return {
            **record,
            "low": max(float(found["from"]), float(found["to"])),
            "high": max(float(found["from"]), float(found["to"])),
            "arrow": "right",
            "said": "never above",
        }
    if lower is None:
        return {
            **record,
            "low": min(float(found["from"]), float(found["to"])),
            "high": min(float(found["from"]), float(found["to"])),
            "arrow": "left",
            "said": "above everywhere",
        }
    return {**record, "low": lower, "high": upper, "said": f"{text(float(lower))} to {text(float(upper))}"}


def _row(found: dict[str, Any]) -> str:
    parameters = found.get("parameters") or {}
    paths = [SweptPath(name, (value,), isinstance(value, (int, float))) for name, value in sorted(parameters.items())]
    return words.setting(paths, tuple(path.values[0] for path in paths)) if paths else ""
