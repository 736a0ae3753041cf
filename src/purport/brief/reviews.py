"""What reviewers made of a case's records, as a brief tells it: who accepts, corrects or disputes what is told, and how
much is left out because all who judged it reject it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from purport.case import Judgement, State
from purport.case.corrections import SINGLE_MARKS
from purport.case.judged import JudgedReading
from purport.case.judgement_words import told
from purport.case.judgements import state
from purport.types import Reading

SORTS = ("statement", "incident")


class Reviews:
    """The marks of judged records, gathered while the readings pass."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str], str] = {}
        self._rejected: Counter[str] = Counter()

    def shown(self, judged: Iterable[JudgedReading]) -> Iterator[Reading]:
        """The readings as they were judged, without what is rejected."""
        for each in judged:
            source = each.reading.source.sha256
            names = ([one.id for one in each.reading.statements], [one.id for one in each.reading.incidents])
            for sort, own, made in zip(SORTS, names, (each.statements, each.incidents), strict=True):
                for name, judgements in zip(own, made, strict=True):
                    if state(judgements) is State.REJECTED:
                        self._rejected[sort] += 1
                    elif judgements:
                        self._marks[source, name] = _words(judgements)
            yield each.without_rejected()

    def mark(self, reading: Reading, record: str) -> str:
        """How a record was judged, in words; "" where it was not."""
        return self._marks.get((reading.source.sha256, record), "")

    def remark(self, reading: Reading, record: str) -> str:
        """The same to stand behind a sentence, in brackets, as ours."""
        mark = self.mark(reading, record)
        return f" [{mark}]" if mark else ""

    def left_out(self) -> str:
        """How much is left out, and how to see it; "" where nothing is."""
        counts = [f"{count:,} {sort}{'' if count == 1 else 's'}" for sort in SORTS if (count := self._rejected[sort])]
        return f"{', '.join(counts)} (is:rejected finds them)" if counts else ""


def _words(made: Sequence[Judgement]) -> str:
    disputed = "disputed: " if state(made) is State.DISPUTED else ""
    return (disputed + "; ".join(map(told, made))).translate(SINGLE_MARKS)
