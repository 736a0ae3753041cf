"""A short run of bench/fuzz.py: broken, cut and mixed files of every format give documents or named errors."""

import random
import runpy
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from purport.sources import FORMATS, ocr

FUZZ = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "fuzz.py"))
seeds = cache(FUZZ["seeds"])


@pytest.fixture(autouse=True)
def _without_tesseract(monkeypatch):
    monkeypatch.setattr(ocr, "check_installed", lambda: None)
    monkeypatch.setattr(ocr, "lines", lambda pixels, width, height, scale: ())
    monkeypatch.setattr(ocr, "made_by", lambda: "none")


@pytest.mark.parametrize("format", FORMATS)
def test_fuzz_every_format_has_a_file_that_is_read(format):
    assert any(FUZZ["check"](data, format)[0] for data in seeds(format))


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**64), which=st.integers(0, 50), inside=st.booleans())
def test_fuzz_broken_files_are_read_or_named(format, seed, which, inside):
    beginnings = seeds(format)
    data = beginnings[which % len(beginnings)]
    change = FUZZ["mutated_inside"] if inside and data[:2] in (b"PK", b"\x1f\x8b") else FUZZ["mutated"]
    FUZZ["check"](change(data, random.Random(seed), beginnings), format)
