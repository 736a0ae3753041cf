"""The one clock of a case."""

import os
from datetime import UTC, datetime

from purport.errors import OptionError

EPOCH = "SOURCE_DATE_EPOCH"


def now() -> str:
    """The time, ISO 8601 in UTC to the second; that of SOURCE_DATE_EPOCH where it is set.

    Raises OptionError where that is no number of seconds.
    """
    given = os.environ.get(EPOCH)
    try:
        at = datetime.now(UTC) if not given else datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        raise OptionError(f"{EPOCH}={given!r} is no time; give seconds since 1970, or leave it unset") from None
    return at.isoformat(timespec="seconds")
