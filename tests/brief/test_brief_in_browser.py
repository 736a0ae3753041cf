"""The brief's page in a real browser: it renders by itself, and each citation leads to a marked passage."""

import re
import shutil
import subprocess
from importlib import resources

import pytest

import purport
from purport.brief import compose, to_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with resources.as_file(resources.files("purport") / "samples") as samples:
        readings = list(purport.read_files([samples]))
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(to_html(compose(readings)), encoding="utf-8")
    return path


def browse(page, *flags):
    profile = f"--user-data-dir={page.parent / 'profile'}"
    command = [CHROMIUM, *FLAGS, profile, *flags, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def test_brief_in_a_browser_leads_from_each_citation_to_a_passage(page):
    dom = browse(page, "--dump-dom")
    targets = set(re.findall(r'href="#([^"]+)"', dom))
    held = set(re.findall(r'\bid="([^"]+)"', dom))
    assert len(targets) > 20
    assert targets <= held


def test_brief_in_a_browser_is_drawn(page):
    picture = page.parent / "brief.png"
    browse(page, "--window-size=1200,900", f"--screenshot={picture}")
    assert picture.stat().st_size > 20_000
