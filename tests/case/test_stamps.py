"""Time stamps of an authority that runs here: OpenSSL's, behind a small server."""

import shutil
import sqlite3
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from purport.case import Case
from purport.errors import CaseError, OptionError

CONFIGURATION = """
[tsa]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
certs = {folder}/tsa.pem
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs OpenSSL")


def openssl(*arguments, **more):
    return subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, **more).stdout


def certificate(folder, name, *more):
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / f"{name}.key", *more)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    here = tmp_path_factory.mktemp("tsa")
    certificate(here, "root", "-x509", "-subj", "/CN=Invented root", "-days", "2", "-out", here / "root.pem")
    certificate(here, "other", "-x509", "-subj", "/CN=Another root", "-days", "2", "-out", here / "other.pem")
    certificate(here, "tsa", "-subj", "/CN=Invented authority", "-out", here / "tsa.csr")
    usage = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\nbasicConstraints=CA:FALSE\n"
    (here / "usage").write_text(usage)
    signing = ("-CA", here / "root.pem", "-CAkey", here / "root.key", "-CAcreateserial", "-days", "2")
    openssl("x509", "-req", "-in", here / "tsa.csr", *signing, "-extfile", here / "usage", "-out", here / "tsa.pem")
    (here / "serial").write_text("01")
    (here / "tsa.conf").write_text(CONFIGURATION.format(folder=here))
    return here


@pytest.fixture
def authority(folder):
    class Authority(BaseHTTPRequestHandler):
        asked = b""

        def do_POST(self):
            Authority.asked = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query").write_bytes(Authority.asked)
            command = (
                "ts",
                "-reply",
                "-config",
                folder / "tsa.conf",
                "-section",
                "tsa",
                "-queryfile",
                folder / "query",
            )
            answer = openssl(*command) if self.path == "/tsr" else b"no"
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Authority)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_stamp_is_kept_and_proved_without_the_network(case, authority, folder):
    head = case.verify().head
    given = case.stamp(f"{authority}/tsr", author="Runa Dahl")
    assert given.hash == head
    assert case.stamps(folder / "root.pem") == (given,)
    assert list(case.log())[-1].act == "stamped"
    assert case.verify().counts["stamps"] == 1
    with pytest.raises(CaseError, match="not signed by an authority"):
        case.stamps(folder / "other.pem")


def test_stamp_that_was_changed_is_found(case, authority, folder):
    case.stamp(f"{authority}/tsr")
    with sqlite3.connect(case.path) as connection:
        (token,) = connection.execute("SELECT token FROM stamps").fetchone()
        changed = token[:-40] + bytes([token[-40] ^ 1]) + token[-39:]
        connection.execute("UPDATE stamps SET token = ?", (changed,))
    connection.close()
    assert case.verify().broken.table == "stamps"
    with pytest.raises(CaseError):
        case.stamps(folder / "root.pem")


def test_answer_that_is_no_stamp_leaves_nothing(case, authority):
    with pytest.raises(CaseError, match="no time stamp"):
        case.stamp(f"{authority}/other")
    with pytest.raises(CaseError, match="no answer"):
        case.stamp("http://127.0.0.1:1/tsr")
    assert case.verify().counts.get("stamps") is None


def test_stamp_needs_an_address_and_something_to_stamp(case, tmp_path, folder):
    with pytest.raises(OptionError, match="no address"):
        case.stamp("file:///etc/passwd")
    with Case.open(tmp_path / "empty.purport", create=True) as empty, pytest.raises(CaseError, match="nothing"):
        empty.stamp("http://127.0.0.1:1/tsr")
    with pytest.raises(OptionError, match="no certificate"):
        case.stamps(folder / "usage")
