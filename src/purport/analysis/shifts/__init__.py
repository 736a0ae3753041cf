"""Whether the share of a theme has changed, since when and by how much: a count model over issues of a publication.

Pure functions over ``Counts``; nothing here knows of cases or texts.
"""

from typing import TYPE_CHECKING

from purport.lazy import attributes

if TYPE_CHECKING:
    from purport.analysis.shifts.counts import CodedSample, Counts, Kind, counts_from_json
    from purport.analysis.shifts.monitoring import Alarm, monitored
    from purport.analysis.shifts.records import Corrected, MeasurementChange, Notable, Pulse, Shift, Tally, Verdict
    from purport.analysis.shifts.verdicts import shifts_of

__all__ = [
    "Alarm",
    "CodedSample",
    "Corrected",
    "Counts",
    "Kind",
    "MeasurementChange",
    "Notable",
    "Pulse",
    "Shift",
    "Tally",
    "Verdict",
    "counts_from_json",
    "monitored",
    "shifts_of",
]

_NAMES = {
    "counts": "CodedSample Counts Kind counts_from_json",
    "monitoring": "Alarm monitored",
    "records": "Corrected MeasurementChange Notable Pulse Shift Tally Verdict",
    "verdicts": "shifts_of",
}

__getattr__ = attributes(__name__, {name: home for home, names in _NAMES.items() for name in names.split()})


def __dir__() -> list[str]:
    return __all__
