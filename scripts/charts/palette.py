"""The look of an architecture in every chart: colour, point and dash, each of which tells architectures apart."""

from dataclasses import dataclass

from .tidy import Architecture

# Okabe and Ito's palette, which readers with any colour vision can tell apart.
_BASES: dict[str, tuple[str, str, tuple[int, ...]]] = {
    "monolithic-single": ("#000000", "circle", (1, 0)),
    "monolithic-multi": ("#E69F00", "square", (6, 2)),
    "partitioned": ("#CC79A7", "triangle-up", (2, 2)),
    "two-level": ("#009E73", "diamond", (8, 2, 2, 2)),
    "shared-state": ("#0072B2", "triangle-down", (1, 0)),
}
_OTHER = (
    "#D55E00",
    "M0,-1L0.22,-0.31L0.95,-0.31L0.36,0.12L0.59,0.81L0,0.38L-0.59,0.81L-0.36,0.12L-0.95,-0.31L-0.22,-0.31Z",
    (4, 2, 1, 2),
)
# Looks of further architectures of a kind: shift of the colour towards white (above 0) or black, point and dash.
_VARIANTS: list[tuple[float, str, tuple[int, ...]]] = [
    (0.45, "cross", (4, 2)),
    (-0.45, "triangle-right", (10, 3)),
    (0.65, "triangle-left", (2, 2)),
    (-0.2, "M-0.9,-0.5L0,-1L0.9,-0.5L0.9,0.5L0,1L-0.9,0.5Z", (6, 2, 2, 2)),
    (0.25, "square", (12, 2, 2, 2)),
    (-0.65, "diamond", (3, 1)),
]
# Colours of viridis, from dark to the lightest that shows on white.
_ORDINAL = ["#440154", "#46327E", "#365C8D", "#277F8E", "#1FA187", "#4AC16D", "#A0DA39", "#D8C420"]
_ORDINAL_SHAPES = [
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "triangle-down",
    "cross",
    "triangle-right",
    "triangle-left",
]


@dataclass(frozen=True)
class Look:
    """Colour, Vega point shape and dash of a line."""

    color: str
    shape: str
    dash: tuple[int, ...]


def look_kind(architecture: Architecture) -> str:
    """The kind as the palette knows it; a monolithic architecture with several paths has `multi` in its name."""
    if architecture.kind == "monolithic":
        return "monolithic-multi" if "multi" in architecture.name else "monolithic-single"
    return architecture.kind


def looks(architectures: tuple[Architecture, ...]) -> dict[str, Look]:
    """The look of each architecture by name.

    Of several architectures of a kind, the one with the kind's name has the kind's own look, else the first one. The
    others have variants of the look, in the order of the results.
    """
    by_kind: dict[str, list[str]] = {}
    for architecture in architectures:
        by_kind.setdefault(look_kind(architecture), []).append(architecture.name)
    found: dict[str, Look] = {}
    for kind, names in by_kind.items():
        color, shape, dash = _BASES.get(kind, _OTHER)
        for number, name in enumerate(sorted(names, key=lambda name: name != kind)):
            if number == 0:
                found[name] = Look(color, shape, dash)
                continue
            shift, variant_shape, variant_dash = _VARIANTS[(number - 1) % len(_VARIANTS)]
            found[name] = Look(_shifted(color, shift), variant_shape, variant_dash)
    return {architecture.name: found[architecture.name] for architecture in architectures}


def ordinal_looks(labels: list[str]) -> dict[str, Look]:
    """Looks for the values of a number, from dark to light as they rise."""
    last = max(len(labels) - 1, 1)
    return {
        label: Look(
            _ORDINAL[number * (len(_ORDINAL) - 1) // last], _ORDINAL_SHAPES[number % len(_ORDINAL_SHAPES)], (1, 0)
        )
        for number, label in enumerate(labels)
    }


def _shifted(color: str, shift: float) -> str:
    """The colour, lighter or darker by `shift` of the way to white, or -`shift` of the way to black."""
    # Half way to black is mostly grey.
    if color == "#000000":
        shift = abs(shift)
    target = 255 if shift > 0 else 0
    parts = [int(color[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(part + (target - part) * abs(shift)):02X}" for part in parts)
