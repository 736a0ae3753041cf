"""Adding that is killed at random moments and started again ends with exactly the case of an undisturbed run.

    python bench/kill.py [--moments 100] [--documents 2000] [--processes 2] [--real]

With --processes 1 the program is a fork of this one, which saves its start; else it is started anew with its processes.
Documents are made up, some of them met again elsewhere; without --real a stand-in that takes no time reads them, so
that what is tried is the case, its batches and its processes. Each time the program that adds is ended with SIGKILL at
a random moment of its work, then started again and left to its end; what `purport dump` gives must be the same bytes
as after an undisturbed run, and `purport verify` must hold. Printed: at how many documents each was killed, and how
many ended the same. --first N goes on with the Nth moment.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from purport.case import Case
from purport.case.adding import proved
from purport.case.making import Retold
from purport.case.records import Added, Kept, Seen
from purport.errors import PurportError
from purport.types import Certainty, Kind, MadeBy, Polarity, Quote, Reading, Span, Speaker, Statement, Tense

NAMES = ("Aron Vik", "Mary Isbister", "Sigrid Dahl", "The Skerry League", "The Norran Front")
OUTLETS = ("Nordic Wire", "Shetland Post", None)
DEEDS = ("the ferry to Yell was late", "the dock at Lerwick stays shut", "nobody was hurt in Tórshavn", "talks go on")


class StandIn:
    """Reads nothing but "X said that Y."."""

    made_by = MadeBy(purport="0", models={"stand-in": "1"}, codebook="none")

    def __call__(self, batch):
        return list(self.each(batch))

    def each(self, batch):
        return map(self._made, batch)

    def _made(self, item):
        if isinstance(item, Added | Seen):
            return item
        if isinstance(item, PurportError):
            return proved(item)
        occurrence = None
        if isinstance(item, Retold):
            item, occurrence = item.document, item.occurrence
        time.sleep(0.0005)
        statements = tuple(self._statements(item.text))
        reading = Reading(source=item.source, text=item.text, statements=statements, made_by=self.made_by)
        return proved(Kept(reading=reading, original=item.original, occurrence=occurrence))

    def _statements(self, text):
        start = 0
        for number, sentence in enumerate(text.split(". ")):
            who, _, what = sentence.partition(" said that ")
            cue, content = start + len(who) + 1, start + len(who) + len(" said that ")
            if what:
                yield Statement(
                    id=f"s{number}",
                    speaker=Speaker(text=who, start=start, end=start + len(who), name=who),
                    cue=Span(text="said", start=cue, end=cue + 4),
                    content=(Span(text=what, start=content, end=content + len(what)),),
                    quote=Quote.INDIRECT,
                    kind=Kind.CLAIM,
                    certainty=Certainty.CERTAIN,
                    polarity=Polarity.AFFIRMED,
                    time=Tense.PAST,
                    confidence=0.5,
                )
            start += len(sentence) + 2


def write_documents(folder: Path, count: int) -> None:
    """So many documents in a folder: records, then pages, which are extracted by the processes, then records."""
    seeds = random.Random(1)
    texts: list[str] = []
    pages = range(count // 2, count // 2 + count // 20)
    (folder / "b").mkdir(parents=True)
    with (folder / "a.jsonl").open("w", encoding="utf-8") as before, (folder / "c.jsonl").open("w") as after:
        for number in range(count):
            said = [f"{seeds.choice(NAMES)} said that {seeds.choice(DEEDS)} on day {number}" for _ in range(4)]
            published = f"20{seeds.randrange(10, 24)}-0{seeds.randrange(1, 10)}-1{seeds.randrange(10)}"
            text = ". ".join(said) if seeds.random() > 0.01 else " "
            if texts and seeds.random() < 0.05:
                text = seeds.choice(texts[-200:])
            texts.append(text)
            record = {"id": f"d{number}", "text": text, "published": published, "publisher": seeds.choice(OUTLETS)}
            if number in pages:
                page = f"<html><body><p>{text}.</p><p>It was invented.</p></body></html>"
                (folder / "b" / f"{number}.html").write_text(page, encoding="utf-8")
            else:
                (before if number < pages.start else after).write(json.dumps(record) + "\n")


def add(case_path: Path, documents: Path, processes: int, real: bool) -> None:
    """What is killed: adds, and prints how many documents are safe."""
    from purport.case import adding, case, making
    from purport.sources import gathered

    if not real:
        case.Maker = lambda *_: StandIn()
        making.ALONE_SECONDS = 0.3
        making.BATCH_WEIGHT = 2000
        adding.BATCH = 40
    with Case.open(case_path, create=True) as opened:
        for done, _ in enumerate(opened.read(gathered(documents), processes=processes), 1):
            if done % 40 == 0:
                print(done, flush=True)


class Started:
    """The program that adds, and the lines it prints."""

    def __init__(self, command: list[str], fork: Callable[[], None], processes: int) -> None:
        if processes > 1:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            self.pid, self.lines, self.ended = process.pid, process.stdout, process.wait
            return
        theirs, ours = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.dup2(ours, 1)
            sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
            fork()
            sys.stdout.flush()
            os._exit(0)
        os.close(ours)
        self.lines = os.fdopen(theirs, encoding="utf-8")

    def ended(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


class Trial:
    """The same documents added again and again."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.documents, self.options = folder / "documents", options
        self.case = folder / "trial.purport"
        write_documents(self.documents, options.documents)

    def start(self) -> "Started":
        more = ["--real"] if self.options.real else []
        command = [sys.executable, "-W", "ignore", __file__, "--add", str(self.case), str(self.documents), *more]
        command += ["--processes", str(self.options.processes)]
        return Started(command, lambda: add(self.case, self.documents, 1, self.options.real), self.options.processes)

    def clear(self) -> None:
        for path in self.case.parent.glob(self.case.name + "*"):
            path.unlink()

    def undisturbed(self) -> tuple[list[float], str]:
        """When how many documents were safe, and the dump's hash."""
        self.clear()
        begin = time.monotonic()
        started = self.start()
        times = [time.monotonic() - begin for _ in started.lines]
        assert started.ended() == 0
        return [*times, time.monotonic() - begin], self.dumped()

    def dumped(self) -> str:
        with Case.open(self.case) as case:
            proof = case.verify()
            assert proof.holds, proof.broken
            return hashlib.sha256(b"\n".join(case.dump())).hexdigest()

    def killed(self, seeds: random.Random, seconds: float, lines: int) -> tuple[int, str]:
        """How many documents were in the case when it was killed, and the dump's hash after going on."""
        self.clear()
        started = self.start()
        for _ in range(seeds.randrange(lines)):
            started.lines.readline()
        time.sleep(seeds.random() * seconds)
        os.kill(started.pid, signal.SIGKILL)
        started.ended()
        held = 0
        if self.case.exists():
            with Case.open(self.case, create=True) as case:
                held = len(case)
        again = self.start()
        again.lines.read()
        assert again.ended() == 0
        return held, self.dumped()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=100)
    parser.add_argument("--first", type=int, default=1, metavar="N")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", action="store_true", help="with purport's own reader")
    parser.add_argument("--add", nargs=2, type=Path, metavar=("CASE", "DOCUMENTS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.add:
        add(*options.add, options.processes, options.real)
        return 0
    os.environ["PURPORT_AUTHOR"] = "bench"
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), options)
        times, expected = trial.undisturbed()
        print(f"undisturbed: {times[-1]:.1f} s, {len(times) - 1} batches")
        same, held = 0, []
        for number in range(options.first - 1, options.moments):
            seeds = random.Random(f"{options.seed} {number}")
            count, dumped = trial.killed(seeds, 2 * times[-1] / max(1, len(times)), max(1, len(times) - 1))
            held.append(count)
            same += dumped == expected
            print(
                f"{number + 1}: killed at {count} documents, {'same' if dumped == expected else 'ANOTHER'}", flush=True
            )
    print(f"{same} of {len(held)} ended with the same case; killed at {min(held)} to {max(held)} documents")
    return 0 if same == len(held) else 1


if __name__ == "__main__":
    sys.exit(main())
