"""The release build, for the scripts in Python."""
import pathlib, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def build(product):
    """Builds a product and returns the path of its program."""
    command = ["swift", "build", "-c", "release"]
    # Standard output is for the script's own answer.
    subprocess.run([*command, "--product", product], check=True, cwd=ROOT, stdout=sys.stderr)
    shown = subprocess.run([*command, "--show-bin-path"], check=True, cwd=ROOT, capture_output=True, text=True)
    return f"{shown.stdout.strip()}/{product}"
