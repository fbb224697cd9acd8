"""Writes a spec and its pictures."""

import json
from pathlib import Path
from typing import Any

import vl_convert

from .errors import FAILED, ChartError

FORMATS = ("svg", "png", "pdf")
_VEGA_LITE = "6.4"
_PIXELS = 2


def text(spec: dict[str, Any]) -> str:
    """The text of a spec: the same bytes for the same results."""
    return json.dumps(spec, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def write(spec: dict[str, Any], name: str, folder: Path, formats: tuple[str, ...]) -> list[Path]:
    """Writes `name.vl.json` and its pictures into `folder`, and returns the files; raises `ChartError` (1) if it cannot."""
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in [(f"{name}.vl.json", text(spec).encode())] + [
            (f"{name}.{extension}", _picture(text(spec), extension)) for extension in formats
        ]:
            (folder / file).write_bytes(content)
            written.append(folder / file)
    except OSError as error:
        raise ChartError(f"{error.filename or folder}: error: cannot write: {error.strerror}", FAILED) from error
    return written


def _picture(spec: str, extension: str) -> bytes:
    try:
        if extension == "svg":
            return vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE).encode()
        if extension == "png":
            return vl_convert.vegalite_to_png(spec, vl_version=_VEGA_LITE, scale=_PIXELS)
        return vl_convert.vegalite_to_pdf(spec, vl_version=_VEGA_LITE)
    except ValueError as error:
        raise ChartError(f"{extension}: error: cannot draw: {error}", FAILED) from error
