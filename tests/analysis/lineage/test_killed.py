"""Linking that is killed goes on where it was, and ends as if it had not been."""

import re
import signal
import subprocess
import sys
from functools import partialmethod
from importlib import import_module, resources
from pathlib import Path
from time import sleep

import pytest

from purport.analysis.copies.linker import Linker
from purport.analysis.lineage.case import link_texts
from purport.case import Case

BENCH = Path(__file__).parents[3] / "bench"
IN_SMALL_BATCHES = """
import sys
from functools import partialmethod
from purport.analysis.copies.linker import Linker
from purport.analysis.lineage.case import link_texts
from purport.case import Case

Linker.link_batch = partialmethod(Linker.link_batch, batch=5)
with Case.open(sys.argv[1]) as case:
    for left in link_texts(case):
        print(left, flush=True)
"""


@pytest.fixture(scope="module")
def readings():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCH))
        generator = import_module("copies_generator")
        return [generator.reading(each) for each in generator.reports("tuning", 70, 3)]


def filled(path, readings):
    with Case.open(path, create=True) as case:
        case.add(readings)
    return path


def killed(path, after, wait):
    """Link in a process of its own, and kill it some time after so many batches."""
    process = subprocess.Popen([sys.executable, "-c", IN_SMALL_BATCHES, str(path)], stdout=subprocess.PIPE, text=True)
    for _ in range(after):
        process.stdout.readline()
    sleep(wait)
    process.kill()
    process.communicate()
    return process.returncode


def linked(path, monkeypatch):
    """The tables of lineage once all is linked, and how many texts were left to the first batch."""
    monkeypatch.setattr(Linker, "link_batch", partialmethod(Linker.link_batch, batch=5))
    script = resources.files("purport.case").joinpath("sql", "0006_lineage.sql").read_text(encoding="utf-8")
    names = re.findall(r"^CREATE TABLE (\w+)", script, re.M)
    with Case.open(path) as case:
        lefts = list(link_texts(case))
        with case.transaction() as connection:
            rows = {name: sorted(connection.exec_driver_sql(f"SELECT * FROM {name}").all()) for name in names}
            rows["editions"] = sorted(connection.exec_driver_sql("SELECT * FROM editions").all())
    return rows, lefts[0]


def test_linking_that_is_killed_ends_with_the_same_links(readings, tmp_path, monkeypatch):
    broken = filled(tmp_path / "broken.purport", readings)
    codes = [killed(broken, after, wait) for after, wait in ((1, 0.0), (2, 0.005), (1, 0.02))]
    assert -signal.SIGKILL in codes
    found, left = linked(broken, monkeypatch)
    whole, all_left = linked(filled(tmp_path / "whole.purport", readings), monkeypatch)
    assert left < all_left
    assert found == whole
    assert found["copied"] and found["sentences"]
    with Case.open(broken) as case:
        assert case.verify().holds
