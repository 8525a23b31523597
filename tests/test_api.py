"""The public API: one screen, its doctests, and how an analysis shows itself."""

import doctest
import http.server
import threading
from pathlib import Path

import pytest

import whoknew
from whoknew.errors import ReadingError

TEXT = "“We are leaving,” Ana Marsh told the crew on Friday. <script>alert(1)</script> Two deckhands said she knew.\n"


def test_doctests_of_the_api() -> None:
    assert doctest.testmod(whoknew).failed == 0


def test_a_text_a_path_and_a_string_path_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    ids = {whoknew.read(source).account.id for source in (TEXT, path, str(path))}
    assert len(ids) == 1


def test_a_name_of_no_file_is_not_taken_for_a_text() -> None:
    with pytest.raises(ReadingError, match="cannot be read"):
        whoknew.read("no-such-account.txt")


def test_repr_is_short_and_html_is_escaped() -> None:
    analysis = whoknew.read(TEXT, title="Leaving <b>")
    assert repr(analysis).startswith("<Analysis “Leaving <b>”")
    assert len(repr(analysis)) < 400
    shown = analysis._repr_html_()
    assert "<script" not in shown
    assert "Leaving &lt;b&gt;" in shown


def test_a_url_that_the_user_names_is_read() -> None:
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<html><head><title>T</title></head><body><p>{'Ana Marsh told the crew that help was coming. ' * 9}</p></body></html>"
            self.send_response(200 if self.path == "/a" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *arguments: object) -> None:
            return

    server = http.server.HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        account = whoknew.read(f"{address}/a").account
        assert account.url == f"{address}/a"
        assert "help was coming" in account.text
        with pytest.raises(whoknew.WhoknewError, match="could not be fetched"):
            whoknew.read(f"{address}/missing")
    finally:
        server.shutdown()
