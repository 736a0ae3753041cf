"""What adding costs beside reading alone: the same texts, read, and read and added, in as many processes.

    python bench/add_beside_reading.py FILE.jsonl [--processes 1 2] [--repeat 2]

Reading alone is `purport.read_files` in so many programs, each with its share of the texts; adding is `purport add
--processes N`. Each is started anew; all that it takes counts, its start too: CPU of the program and of all that it
starts, of which the least of --repeat runs is taken, since what else the machine does only adds to it. The bar is 1.15.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

READ = "import sys, purport\nfor _ in purport.read_files(sys.argv[1:]): pass"
BAR = 1.15


def measured(commands: list[list[str]]) -> tuple[float, float]:
    """Seconds of CPU and by the clock that programs take beside one another."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]
    codes = [each.wait() for each in running]
    assert not any(codes), codes
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.monotonic() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--repeat", type=int, default=2)
    options = parser.parse_args()
    os.environ["PURPORT_AUTHOR"] = "bench"
    lines = options.texts.read_text(encoding="utf-8").splitlines(keepends=True)
    ratios = []
    for processes in options.processes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            parts = [folder / f"{number}.jsonl" for number in range(processes)]
            for number, part in enumerate(parts):
                part.write_text("".join(lines[number::processes]), encoding="utf-8")
            read = [[sys.executable, "-c", READ, str(part)] for part in parts]
            runs = []
            for number in range(options.repeat):  # in turn, so that what else the machine does falls on both
                case = folder / f"{number}.purport"
                add = [sys.executable, "-m", "purport", "add", str(case), str(options.texts)]
                runs.append((measured(read), measured([[*add, "--processes", str(processes)]])))
        (alone, alone_clock), (added, added_clock) = (min(run[what] for run in runs) for what in (0, 1))
        ratios.append(added / alone)
        print(
            f"{processes} process{'es' if processes > 1 else ''}, {len(lines):,} texts: reading alone {alone:.1f} s of "
            f"CPU ({alone_clock:.1f} by the clock), adding {added:.1f} ({added_clock:.1f}): {ratios[-1]:.3f} times",
            flush=True,
        )
    return 0 if max(ratios) <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
