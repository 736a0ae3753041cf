"""Fuzzes the readers: broken, cut and mixed files must give documents or named errors, quickly and in little memory.

    python bench/fuzz.py                          every reader for a minute of CPU, by Hypothesis
    python bench/fuzz.py pdf docx --minutes 10    these two for ten minutes each
    python bench/fuzz.py pdf --engine atheris     guided by coverage (pip install atheris)
    python bench/fuzz.py --engine both --log runs.jsonl    resumable: what the log has is not run again
    python bench/fuzz.py --table runs.jsonl                the log as a table

Each reader runs in a process of its own, so that a crash is seen; beginnings are the files of its format in
tests/sources/files and the samples. Besides the formats there are `ocr`, the tables that Tesseract gives, and
`scanned`, PDFs of images read by Tesseract itself (it takes seconds a page; Hypothesis only, elsewhere left out).
Told of each run: minutes by the clock and of CPU, inputs, the slowest of them in seconds of CPU, the peak of memory.
"""

import argparse
import faulthandler
import gzip
import importlib
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SEEDS = (ROOT / "tests" / "sources" / "files", ROOT / "src" / "purport" / "samples")
MAX_SECONDS = 20
ENGINES = ("hypothesis", "atheris")
MAX_MEMORY = 1_000_000_000
BY_HAND = {
    "text": [b"The office said so.\n", "قالت الوزارة.".encode("cp1256"), "He said so.".encode("utf-16")],
    "csv": [b'id,text,date\n1,"He said so.",2024-03-02\n', "sep=;\r\ntext;id\r\nOne;1\r\n".encode("utf-16")],
    "gzip": [],
    "feed": [b'<rdf:RDF xmlns="http://purl.org/rss/1.0/"><item><title>A</title></item></rdf:RDF>'],
}


def seeds(format: str) -> list[bytes]:
    """The files of a format that there are."""
    if format == "scanned":
        return [path.read_bytes() for path in sorted(SEEDS[0].glob("*scanned*.pdf"))]
    if format == "ocr":
        return tables()
    from purport.errors import UnknownFormat
    from purport.sources.sniffing import HEAD_BYTES, archive_format, sniff

    found = list(BY_HAND.get(format, []))
    for path in sorted(path for folder in SEEDS for path in folder.iterdir() if path.is_file()):
        data = path.read_bytes()
        try:
            told = archive_format(io.BytesIO(data)) if data[:2] == b"PK" else sniff(data[:HEAD_BYTES], path.name)
        except UnknownFormat:
            continue
        if told.name == format:
            found.append(data)
    return found or [gzip.compress(b"The office said so.\n")]


def tables() -> list[bytes]:
    """What Tesseract finds on the scanned pages, as it gives it."""
    from purport.sources import ocr
    from purport.sources.files import read_stream
    from purport.sources.formats import Origin

    found, made = [], ocr._table
    ocr._table = lambda *page: found.append(made(*page)) or found[-1]
    try:
        for data in seeds("scanned"):
            list(read_stream(io.BytesIO(data), Origin(id="scanned")))
    finally:
        ocr._table = made
    return [table.encode() for table in found]


def check_table(table: str) -> tuple[int, int]:
    """Lay out the lines of a table of Tesseract's."""
    from purport.errors import InputError
    from purport.sources import ocr
    from purport.sources.layout import laid_out
    from purport.sources.lines import Page

    try:
        lines = ocr.lines_of(table, ocr.DOTS_PER_INCH / 72)
    except InputError:
        return 0, 1
    laid = laid_out([Page(number=number, height=842.0, lines=lines) for number in (1, 2, 3)])
    last = 0
    for region in laid.regions:
        assert last <= region.start < region.end <= len(laid.text), region
        last = region.end
    return 1, 0


def check(data: bytes, format: str) -> tuple[int, int]:
    """Read an input; how many documents and errors it gives. Raises AssertionError where a promise is broken."""
    if format == "ocr":
        return check_table(data.decode("utf-8", errors="replace"))
    format = "pdf" if format == "scanned" else format
    from purport.errors import InputError, UnknownFormat
    from purport.sources import Origin
    from purport.sources.files import read_stream
    from purport.sources.sniffing import HEAD_BYTES, sniff
    from purport.types import Document

    with suppress(UnknownFormat):
        sniff(data[:HEAD_BYTES], "fuzzed")
    documents = errors = 0
    for item in read_stream(io.BytesIO(data), Origin(id="fuzzed", path="fuzzed"), format):
        if isinstance(item, InputError):
            errors += 1
            assert "please report" not in item.message, item.message
            assert item.where, item.message
            assert "\n" not in str(item), str(item)
        else:
            documents += 1
            assert isinstance(item, Document)
            assert item.text.strip()
            item.text.encode("utf-8")
            last = 0
            for region in item.regions:
                assert last <= region.start < region.end <= len(item.text), region
                last = region.end
    return documents, errors


def mutated(data: bytes, draw: random.Random, others: list[bytes]) -> bytes:
    """An input with some of its bytes changed, left out, doubled, or taken from another."""
    broken = bytearray(data)
    for _ in range(draw.randint(1, 12)):
        place = draw.randrange(len(broken) + 1)
        size = min(draw.choice((1, 1, 2, 4, 16, 256, 4096)), len(broken) - place)
        match draw.randrange(6):
            case 0:
                broken[place : place + size] = draw.randbytes(size)
            case 1:
                del broken[place : place + size]
            case 2:
                broken[place:place] = broken[place : place + size] * draw.randint(1, 40)
            case 3:
                other = draw.choice(others)
                start = draw.randrange(len(other) + 1)
                broken[place:place] = other[start : start + size]
            case 4:
                broken[place : place + 1] = bytes([draw.choice((0, 1, 0x7F, 0x80, 0xFF, 10, 34, 38, 60))])
            case _:
                if draw.random() < 0.2:
                    del broken[place:]
    return bytes(broken[:4_000_000])


def mutated_inside(data: bytes, draw: random.Random, others: list[bytes]) -> bytes:
    """What is packed with what is in it changed, so that more than its wrapping is tried."""
    if data[:2] == b"\x1f\x8b":
        return gzip.compress(mutated(gzip.decompress(data), draw, others), 1)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as other:
        names = [name for name in archive.namelist() if not archive.getinfo(name).flag_bits & 1]
        chosen = draw.sample(names, min(len(names), 2))
        for name in names:
            content = archive.read(name)
            other.writestr(name, mutated(content, draw, [content, *others]) if name in chosen else content)
    return packed.getvalue()


def without_tesseract() -> None:
    """Leave Tesseract out: it is a program of its own, and takes seconds a page."""
    from purport.sources import ocr

    ocr.check_installed = lambda: None
    ocr.lines = lambda pixels, width, height, scale: ()
    ocr.made_by = lambda: "none"


def by_hypothesis(format: str, seconds: float) -> dict[str, object]:
    """Fuzz a reader with inputs drawn by Hypothesis; what broke is raised, made small."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    beginnings = seeds(format)
    told = {"inputs": 0, "documents": 0, "errors": 0, "slowest": 0.0}
    end = time.process_time() + seconds

    @settings(
        max_examples=250, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(st.sampled_from(beginnings), st.integers(0, 2**64), st.binary(max_size=200), st.integers(0, 9))
    def broken(data: bytes, seed: int, loose: bytes, kind: int) -> None:
        if time.process_time() > end:
            return
        change = mutated_inside if kind > 5 and data[:2] in (b"PK", b"\x1f\x8b") else mutated
        data = loose if not kind else change(data, random.Random(seed), beginnings)
        began = time.process_time()
        Path(told_in).write_bytes(data)
        faulthandler.dump_traceback_later(15 * MAX_SECONDS, exit=True)  # what hangs in C too
        documents, errors = check(data, format)
        faulthandler.cancel_dump_traceback_later()
        took = time.process_time() - began
        assert took < MAX_SECONDS, f"{took:.1f} seconds"
        told["inputs"] += 1
        told["documents"] += documents
        told["errors"] += errors
        told["slowest"] = max(told["slowest"], round(took, 2))

    with tempfile.NamedTemporaryFile(prefix=f"fuzz-{format}-", delete=False) as kept:
        told_in = kept.name  # what was read when the process died
    while time.process_time() < end:
        broken()
    Path(told_in).unlink()
    told["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    return told


def by_atheris(format: str, seconds: float, corpus: Path) -> None:
    """Fuzz a reader guided by coverage, from what is in ``corpus``, where what it finds stays. Ends the process."""
    import atheris

    with atheris.instrument_imports(include=["purport.sources", "warcio", "csv", "email", "zipfile", "gzip"]):
        importlib.import_module("purport.sources.files")
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(format)):
        (corpus / str(number)).write_bytes(data)
    without_tesseract()
    told = {"inputs": 0, "documents": 0, "errors": 0, "slowest": 0.0}
    end = time.process_time() + seconds

    def one(data: bytes) -> None:
        began = time.process_time()
        documents, errors = check(data, format)
        took = time.process_time() - began
        assert took < MAX_SECONDS, f"{took:.1f} seconds"
        told["inputs"] += 1
        told["documents"] += documents
        told["errors"] += errors
        told["slowest"] = max(told["slowest"], round(took, 2))
        if began > end:
            told["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
            print(json.dumps(told), flush=True)
            os._exit(0)  # libFuzzer counts by the clock alone

    limits = [f"-timeout={15 * MAX_SECONDS}", "-rss_limit_mb=1000"]
    places = [f"-artifact_prefix={corpus.parent}/{format}-", str(corpus)]
    atheris.Setup([sys.argv[0], *limits, "-max_len=400000", "-verbosity=0", *places], one)
    atheris.Fuzz()


def alone(reader: str, engine: str, minutes: float, corpus: Path) -> None:
    """Fuzz one reader in this process. Nothing of purport is loaded yet, so that atheris can look into all of it."""
    if engine == "atheris":
        by_atheris(reader, minutes * 60, corpus)
    if reader not in ("ocr", "scanned"):
        without_tesseract()
    print(json.dumps(by_hypothesis(reader, minutes * 60)))


def fuzzed(reader: str, engine: str, minutes: float, corpus: Path) -> dict[str, object]:
    """Fuzz a reader in a process of its own: what is to be told of it, under ``wrong`` what went wrong."""
    command = [sys.executable, __file__, "--alone", reader, engine, str(minutes), str(corpus)]
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    told: dict[str, object] = {"reader": reader, "engine": engine}
    told |= {"minutes": round((time.monotonic() - began) / 60, 2), "cpu_minutes": round(cpu / 60, 2)}
    if not done.returncode:
        told |= json.loads(done.stdout.strip().splitlines()[-1])
    else:
        last = [*done.stdout.splitlines()[-15:], *done.stderr.splitlines()[-40:]]
        told["wrong"] = "\n".join([f"exit {done.returncode}", *(line[:400] for line in last)])
    if int(str(told.get("peak_mb", 0))) > MAX_MEMORY / 1e6:
        told["wrong"] = "over the limit of memory"
    return told


def runs(log: Path | None) -> list[dict[str, Any]]:
    """The runs that a log tells of."""
    return [json.loads(line) for line in log.read_text().splitlines()] if log and log.exists() else []


def table(found: list[dict[str, Any]]) -> str:
    """The runs of each reader by each engine, together, as a table."""
    rows = ["| reader | engine | minutes | of CPU | inputs | slowest, s | peak, MB | broke |", f"|{'---|' * 8}"]
    for reader, engine in dict.fromkeys((run["reader"], run["engine"]) for run in found):
        its = [run for run in found if (run["reader"], run["engine"]) == (reader, engine)]
        minutes, cpu, inputs = (sum(run.get(key, 0) for run in its) for key in ("minutes", "cpu_minutes", "inputs"))
        slowest, peak = (max(run.get(key, 0) for run in its) for key in ("slowest", "peak_mb"))
        broke = sum("wrong" in run for run in its)
        rows.append(
            f"| {reader} | {engine} | {minutes:.1f} | {cpu:.1f} | {inputs:,} | {slowest:.2f} | {peak:,} | {broke} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Fuzz each reader in a process of its own."""
    if sys.argv[1:2] == ["--alone"]:
        alone(sys.argv[2], sys.argv[3], float(sys.argv[4]), Path(sys.argv[5]))
        return
    from purport.sources import FORMATS

    readers = [*FORMATS, "ocr", "scanned"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*", metavar="READER", help=f"one of {', '.join(readers)}; all by default")
    parser.add_argument("--minutes", type=float, default=1, help="of CPU, of each reader by each engine")
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="hypothesis")
    parser.add_argument("--log", type=Path, help="where runs are told of, a line each, beside what atheris found")
    parser.add_argument("--table", type=Path, metavar="LOG", help="print a log as a table, and run nothing")
    options = parser.parse_args()
    if options.table:
        print(table(runs(options.table)))
        return
    failed = []
    for engine in ENGINES if options.engine == "both" else [options.engine]:
        for reader in options.readers or readers:
            its = [run for run in runs(options.log) if (run["reader"], run["engine"]) == (reader, engine)]
            left = options.minutes - sum(run["cpu_minutes"] for run in its)
            if left < 0.2 or (reader, engine) == ("scanned", "atheris"):
                continue
            corpus = (options.log.parent if options.log else Path(tempfile.mkdtemp(prefix="fuzz-"))) / "corpus" / reader
            told = fuzzed(reader, engine, left, corpus)
            print(json.dumps(told, ensure_ascii=False).replace("\\n", "\n"), flush=True)
            if options.log:
                with options.log.open("a") as file:
                    file.write(json.dumps(told) + "\n")
            failed += [f"{reader} by {engine}"] if "wrong" in told else []
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
