"""Fuzzes the readers: broken, cut and mixed files must give documents or named errors, quickly and in little memory.

    python bench/fuzz.py                          every reader for a minute, by Hypothesis
    python bench/fuzz.py pdf docx --minutes 10    these two for ten minutes each
    python bench/fuzz.py pdf --engine atheris     guided by coverage (pip install atheris)

Each reader runs in a process of its own, so that a crash is seen; beginnings are the files of its format in
tests/sources/files and the samples. A line a reader: inputs, documents, errors, the slowest input, the peak of memory.
"""

import argparse
import faulthandler
import gzip
import importlib
import io
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS = (ROOT / "tests" / "sources" / "files", ROOT / "src" / "purport" / "samples")
MAX_SECONDS = 20
MAX_MEMORY = 1_000_000_000
BY_HAND = {
    "text": [b"The office said so.\n", "قالت الوزارة.".encode("cp1256"), "He said so.".encode("utf-16")],
    "csv": [b'id,text,date\n1,"He said so.",2024-03-02\n', "sep=;\r\ntext;id\r\nOne;1\r\n".encode("utf-16")],
    "gzip": [],
    "feed": [b'<rdf:RDF xmlns="http://purl.org/rss/1.0/"><item><title>A</title></item></rdf:RDF>'],
}


def seeds(format: str) -> list[bytes]:
    """The files of a format that there are."""
    from purport.errors import UnknownFormat
    from purport.sources.files import HEAD_BYTES, archive_format, sniff

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


def check(data: bytes, format: str) -> tuple[int, int]:
    """Read an input; how many documents and errors it gives. Raises AssertionError where a promise is broken."""
    from purport.errors import InputError, UnknownFormat
    from purport.sources import Origin
    from purport.sources.files import HEAD_BYTES, read_stream, sniff
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
    told = {"reader": format, "inputs": 0, "documents": 0, "errors": 0, "slowest": 0.0}
    end = time.monotonic() + seconds

    @settings(
        max_examples=250, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(st.sampled_from(beginnings), st.integers(0, 2**64), st.binary(max_size=200), st.integers(0, 9))
    def broken(data: bytes, seed: int, loose: bytes, kind: int) -> None:
        if time.monotonic() > end:
            return
        change = mutated_inside if kind > 5 and data[:2] in (b"PK", b"\x1f\x8b") else mutated
        data = loose if not kind else change(data, random.Random(seed), beginnings)
        began = time.monotonic()
        Path(told_in).write_bytes(data)
        faulthandler.dump_traceback_later(2 * MAX_SECONDS, exit=True)  # what hangs in C too
        documents, errors = check(data, format)
        faulthandler.cancel_dump_traceback_later()
        took = time.monotonic() - began
        assert took < MAX_SECONDS, f"{took:.1f} seconds"
        told["inputs"] += 1
        told["documents"] += documents
        told["errors"] += errors
        told["slowest"] = max(told["slowest"], round(took, 2))

    with tempfile.NamedTemporaryFile(prefix=f"fuzz-{format}-", delete=False) as kept:
        told_in = kept.name  # what was read when the process died
    while time.monotonic() < end:
        broken()
    Path(told_in).unlink()
    told["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    return told


def by_atheris(format: str, seconds: float) -> None:
    """Fuzz a reader guided by coverage. Ends the process."""
    import atheris

    with atheris.instrument_imports(include=["purport.sources", "warcio", "csv", "email", "zipfile", "gzip"]):
        importlib.import_module("purport.sources.files")
    without_tesseract()
    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{format}-"))
    for number, data in enumerate(seeds(format)):
        (corpus / str(number)).write_bytes(data)

    def one(data: bytes) -> None:
        check(data, format)

    limits = [f"-max_total_time={seconds:.0f}", f"-timeout={MAX_SECONDS}", "-rss_limit_mb=1000", "-max_len=400000"]
    atheris.Setup(
        [sys.argv[0], *limits, "-print_final_stats=1", "-verbosity=0", f"-artifact_prefix={corpus}/", str(corpus)], one
    )
    atheris.Fuzz()


def alone(reader: str, engine: str, minutes: float) -> None:
    """Fuzz one reader in this process. Nothing of purport is loaded yet, so that atheris can look into all of it."""
    if engine == "atheris":
        by_atheris(reader, minutes * 60)
    without_tesseract()
    print(json.dumps(by_hypothesis(reader, minutes * 60)))


def fuzzed(reader: str, engine: str, minutes: float) -> str | None:
    """Fuzz a reader in a process of its own and print a line; what went wrong, if anything did."""
    command = [sys.executable, __file__, "--alone", reader, engine, str(minutes)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=minutes * 60 + 300, check=False)
    if done.returncode:
        told = [*done.stdout.splitlines()[-15:], *done.stderr.splitlines()[-30:]]
        return "\n".join([f"exit {done.returncode}", *(line[:400] for line in told)])
    if engine == "atheris":
        shown = " ".join(re.findall(r"stat::(\S+:\s+\d+)", done.stderr))
    else:
        shown = done.stdout.strip().splitlines()[-1]
        if json.loads(shown)["peak_mb"] > MAX_MEMORY / 1e6:
            return f"over the limit of memory: {shown}"
    print(f"{reader}: {shown}", flush=True)
    return None


def main() -> None:
    """Fuzz each reader in a process of its own."""
    if sys.argv[1:2] == ["--alone"]:
        alone(sys.argv[2], sys.argv[3], float(sys.argv[4]))
        return
    from purport.sources import FORMATS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*", metavar="READER", help=f"one of {', '.join(FORMATS)}; all by default")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    options = parser.parse_args()
    failed = []
    for reader in options.readers or FORMATS:
        if wrong := fuzzed(reader, options.engine, options.minutes):
            print(f"{reader}: {wrong}", flush=True)
            failed.append(reader)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
