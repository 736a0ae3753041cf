"""The lines of a page, and where they stand on it."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page: its text, where it stands, and how sure it was recognised. ``block`` is the paragraph it
    was found in, where whoever found it tells that, ``size`` that of its letters in points,
    ``baseline`` how far down they stand."""

    text: str
    box: Box
    confidence: float | None = None
    block: int | None = None
    size: float
    baseline: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.box[3] - self.box[1]

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.box[2] - self.box[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a page in reading order, with its number from 1 and its height."""

    number: int
    height: float
    lines: tuple[Line, ...]


def beside(one: Line, other: Line) -> bool:
    """Whether two lines stand side by side."""
    overlap = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return overlap > 0.6 * min(one.height, other.height) and (
        other.box[0] >= one.box[2] - 1 or other.box[2] <= one.box[0] + 1
    )


def of_other_size(one: Line, other: Line) -> bool:
    """Whether the letters of one line are larger than those of another, as a heading's are."""
    return max(one.size, other.size) > 1.18 * min(one.size, other.size)
