"""What can go wrong, with the exit status of the program that it ends with."""

USAGE = 64
MALFORMED = 65
MISSING = 66
FAILED = 1


class ChartError(Exception):
    """An error of one line; `status` is the exit status that it means."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(" ".join(message.split()))
        self.status = status
