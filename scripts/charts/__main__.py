"""The program `python -m charts`, which scripts/chart runs."""

import sys

from .cli import main

sys.exit(main(sys.argv[1:]))
