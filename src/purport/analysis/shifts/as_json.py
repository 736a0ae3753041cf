"""A shift as it stands in JSON."""

from typing import Any

import msgspec

from purport.analysis.shifts.counts import Kind
from purport.analysis.shifts.records import Shift, Tally

_DIGITS = 6


def as_dict(shift: Shift) -> dict[str, Any]:
    """The shift as plain data; probabilities and ratios to six digits, null where something does not apply."""
    return {
        "theme": shift.theme,
        "verdict": shift.verdict.value,
        "p_step": _short(shift.p_step),
        "since": list(shift.since),
        "kind": shift.kind.value,
        "ratio": _short(shift.ratio) if shift.kind == Kind.STATEMENTS else None,
        "interval": [_short(each) for each in shift.interval] if shift.kind == Kind.STATEMENTS else None,
        "detectable_ratio": _plain(shift.detectable_ratio),
        "periods_needed": shift.periods_needed,
        "asked_ratio": _short(shift.asked_ratio),
        "p_pulse": _short(shift.p_pulse),
        "p_none": _short(shift.p_none),
        "prior": _short(shift.prior),
        "p_drift": _short(shift.p_drift),
        "since_set": list(shift.since_set),
        "likeliest": shift.likeliest,
        "before": _tally(shift.before),
        "after": _tally(shift.after),
        "pulse": _plain(shift.pulse),
        "notable": _plain(shift.notable),
        "measurement": _plain(shift.measurement),
        "corrected": _plain(shift.corrected),
        "together": _plain(shift.together),
        "along": _plain(shift.along),
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {"count": tally.count, "exposure": tally.exposure, "issues": tally.issues}


def _plain(record: Any) -> Any:
    """A record as plain data, its numbers short."""

    def shortened(value: Any) -> Any:
        if isinstance(value, float):
            return _short(value)
        if isinstance(value, dict):
            return {name: shortened(each) for name, each in value.items()}
        return [shortened(each) for each in value] if isinstance(value, list | tuple) else value

    return shortened(msgspec.to_builtins(record))


def _short(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
