"""A stand-in for a model server, on this machine alone: it answers as it is told to, and remembers what it was asked."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any

Answer = str | tuple[int, dict[str, str], bytes]
"""What the model says; or status, headers and body, as they go over the wire."""


def data_of(body: dict[str, Any]) -> dict[str, Any]:
    """The data between the two marker lines of a request."""
    content = body["messages"][1]["content"]
    *_, data, _ = content.split("\n")
    found = json.loads(data)
    assert isinstance(found, dict)
    return found


def asks_where(data: dict[str, Any]) -> bool:
    return "sentences" in data


class Standin:
    """Serves on loopback while it is entered. `answer` gets the data of a request, or its whole body with `raw`."""

    def __init__(self, answer: Callable[[dict[str, Any]], Answer], *, raw: bool = False) -> None:
        self.answer = answer
        self.raw = raw
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    def __enter__(self) -> "Standin":
        standin = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                standin.bodies.append(body)
                standin.headers.append(dict(self.headers))
                answer = standin.answer(body if standin.raw else data_of(body))
                if isinstance(answer, str):
                    answer = (200, {}, json.dumps({"choices": [{"message": {"content": answer}}]}).encode())
                status, headers, data = answer
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except OSError:
                    return  # the client has had enough

            def log_message(self, format: str, *arguments: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def url(self) -> str:
        """What `--propose` is given."""
        return f"http://127.0.0.1:{self.server.server_port}/v1#standin"


def script(proposals: list[dict[str, Any]], alone: Callable[[dict[str, Any]], dict[str, Any]] | None = None) -> Callable[[dict[str, Any]], str]:
    """A model that suggests these, and answers `alone` about each (yes, if nothing else is said)."""

    def answer(data: dict[str, Any]) -> str:
        if asks_where(data):
            return json.dumps({"proposals": proposals})
        return json.dumps(alone(data) if alone is not None else {"holds": True, "text": "A worn relay opened both breakers that night."})

    return answer
