"""Every score on annotated data, in one table.

    python bench/scores.py --score SCORE.py --data FOLDER [--set articles --set polnear ...] [--limit N]

SCORE.py is the scoring script, FOLDER holds a folder for each set (articles, polnear, dates …). Both stand
outside this repository, since the data carry terms of their own. Each set is read by `purport read --json` in one run.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SETS = ("articles", "press", "polnear", "dates", "places", "releases", "muc4")
# The articles that journalists and analysts wrote, scored apart: new ones are like these.
PRESS = ("karabakh_2016", "seed_is_prisons", "taliban_swap_2019")


def score(script: Path, what: str, data: Path, limit: int | None) -> dict[str, object]:
    command = [sys.executable, str(script), what, str(data), "--json"]
    command += ["--cmd", f"{sys.executable} -m purport read --json"]
    command += ["--limit", str(limit)] if limit else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{what}: {done.stderr}")
    result: dict[str, object] = json.loads(done.stdout)
    return result


def rows(result: dict[str, object], above: str = "") -> list[tuple[str, str]]:
    out = []
    for name, value in result.items():
        label = f"{above}: {name}" if above else name
        if isinstance(value, dict) and "F1" in value and "P" in value:
            out.append((label, f"P {value['P']}  R {value['R']}  F1 **{value['F1']}**  (of {value['gold']})"))
        elif isinstance(value, dict):
            out += rows(value, label)
        else:
            out.append((label, str(value)))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", dest="sets", action="append", choices=SETS)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    for name in args.sets or SETS:
        with tempfile.TemporaryDirectory() as folder:
            if name == "press":
                for article in PRESS:
                    for suffix in (".txt", ".json"):
                        shutil.copy(args.data / "articles" / (article + suffix), folder)
                what, data = "articles", Path(folder)
            elif name == "articles":
                what, data = name, args.data / name
            else:
                what, data = name, args.data / name / "dev.jsonl"
            print(f"\n## {name}\n\n| row | result |\n|---|---|")
            for label, value in rows(score(args.score, what, data, args.limit)):
                print(f"| {label} | {value} |", flush=True)


if __name__ == "__main__":
    main()
