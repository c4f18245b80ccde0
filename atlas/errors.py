"""Errors a person can act on."""


class UserError(Exception):
    """One line that says what is wrong and what to do about it.

    `exit_code` is 2 for wrong use and 1 for a finding or a failed check.
    """

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code
