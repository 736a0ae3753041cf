"""How the program starts and ends, as a process of its own."""

import json
import os
import signal
import subprocess
import sys

import pytest

PROGRAM = [sys.executable, "-c", "from purport.cli import main; main()"]
ENVIRONMENT = {**os.environ, "PYTHONUNBUFFERED": "1"}
RECORD = "The office said on 6 March 2024 that {} men had left Vágur. The Norran Front claimed that {} had stayed."


def lines(count, start=0):
    records = ({"id": str(n), "text": RECORD.format(n, n + 2)} for n in range(start, start + count))
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def start(*arguments, **more):
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # A shell's background jobs ignore interrupts, and so would what they start.
    more.setdefault("preexec_fn", lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    return subprocess.Popen([*PROGRAM, *arguments], **streams, env=ENVIRONMENT, **more)


def test_help_loads_nothing_heavy():
    code = "import sys; sys.argv = ['purport', '--help']; from purport.cli import main; main()"
    trace = subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in trace.stderr.splitlines()}
    assert "purport.cli.app" in loaded
    assert not loaded & {"spacy", "numpy", "sqlalchemy", "msgspec", "trafilatura", "rich", "rich.console", "jinja2"}


def test_a_closed_pipe_ends_it_without_a_word():
    process = start("read", "--json", "-")
    process.stdout.close()
    _, said = process.communicate(lines(2000))
    assert (process.returncode, said) == (141, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_an_interrupt_ends_it_without_a_word():
    process = start("read", "--json", "-")
    process.stdin.write(lines(600))
    process.stdin.flush()
    assert process.stdout.readline()  # at work: input is still open, so it cannot end by itself
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert process.stderr.read() == b""


def test_readings_come_while_input_goes_on():
    process = start("read", "--json", "-")
    process.stdin.write(lines(600))
    process.stdin.flush()
    first = json.loads(process.stdout.readline())
    assert first["source"]["id"] == "0"
    process.kill()
    process.wait(30)


def test_an_interrupted_add_leaves_a_case_that_can_be_added_to(tmp_path):
    from purport.case import Case

    place = tmp_path / "case.purport"
    process = start("add", str(place), "-")
    process.stdin.write(lines(1000))
    process.stdin.flush()
    while not place.exists() or not place.stat().st_size:
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    with Case.open(place, create=True) as case:
        held = len(case)
    done = subprocess.run([*PROGRAM, "add", str(place), "-"], input=lines(3), capture_output=True, check=True)
    assert done.stderr == b""
    with Case.open(place) as case:
        assert len(case) == max(held, 3)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_documents():
    code = (
        "import resource, sys; from purport.cli import main\n"
        "try: main()\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )

    def peak(count):
        command = [sys.executable, "-c", code, "read", "--json", "-"]
        done = subprocess.run(command, input=lines(count), capture_output=True, check=True)
        assert done.stdout.count(b"\n") == count
        return int(done.stderr) / 1024

    few, many = peak(700), peak(3500)
    assert many < few + 40, f"{few:.0f} MB for 700 documents, {many:.0f} MB for 3,500"
