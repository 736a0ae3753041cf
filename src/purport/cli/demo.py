"""``purport demo``."""


def demo() -> None:
    """Build a case from sample reports and show its brief."""
