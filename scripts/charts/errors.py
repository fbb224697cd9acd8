"""Errors, with the exit status of the program that each ends with."""

USAGE = 64
MALFORMED = 65
MISSING = 66
FAILED = 1


class ChartError(Exception):
    """An error of one line; `status` is the exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(" ".join(message.split()))
        self.status = status
