"""A small editor: starts `holdwater lsp` as a child process and speaks the protocol with it, with nothing but the standard library."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

Message = dict[str, Any]


class Client:
    """One conversation. Use `start`."""

    def __init__(self, command: list[str], **environment: str) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **environment}
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self._in = self.process.stdin
        self._messages: queue.Queue[Message | None] = queue.Queue()
        self._kept: list[Message] = []
        self._number = 0
        self._said: list[bytes] = []
        self._threads = [
            threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True),
            threading.Thread(target=self._listen, args=(self.process.stderr,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    # Sending

    def send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._in.flush()

    def notify(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> int:
        """Sends a request and does not wait; `answer` does."""
        self._number += 1
        self.send({"id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: int, seconds: float = 30) -> Message:
        """The whole answer to a request: with `result`, or with `error`."""
        return self._take(lambda message: message.get("id") == number and "method" not in message, f"answer {number}", seconds)

    def request(self, method: str, params: Any) -> Any:
        """The result of a request. Raises RuntimeError for an error."""
        answer = self.answer(self.ask(method, params))
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        return answer["result"]

    def reply(self, message: Message, result: Any) -> None:
        """Answers a request of the server."""
        self.send({"id": message["id"], "result": result})

    # Receiving

    def notified(self, method: str, seconds: float = 30) -> Any:
        """The parameters of the first notification of that name that has not been taken yet."""
        return self._take(lambda message: message.get("method") == method, method, seconds)["params"]

    def asked(self, method: str, seconds: float = 30) -> Message:
        """The first request of the server of that name, whole: it waits for a `reply`."""
        return self._take(lambda message: message.get("method") == method and "id" in message, method, seconds)

    def diagnostics(self, version: int | None = None, seconds: float = 30) -> list[Message]:
        """The findings published for a version (the next ones at all without one); those for other versions are dropped."""
        while True:
            params = self.notified("textDocument/publishDiagnostics", seconds)
            if version is None or params.get("version") == version:
                found: list[Message] = params["diagnostics"]
                return found

    def nothing(self, method: str, seconds: float) -> bool:
        """Whether no notification of that name arrives for so long."""
        try:
            self.notified(method, seconds)
        except TimeoutError:
            return True
        return False

    def errors(self) -> str:
        """What the server has said on standard error."""
        return b"".join(self._said).decode("utf-8", "replace")

    def _take(self, fits: Any, what: str, seconds: float) -> Message:
        for place, message in enumerate(self._kept):
            if fits(message):
                return self._kept.pop(place)
        end = time.monotonic() + seconds
        while True:
            try:
                message_or_end = self._messages.get(timeout=max(0.001, end - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"no {what} within {seconds} s; the server said: {self.errors()}") from None
            if message_or_end is None:
                raise RuntimeError(f"the server ended before {what}; it said: {self.errors()}")
            if fits(message_or_end):
                return message_or_end
            self._kept.append(message_or_end)

    def _read(self, stream: BinaryIO) -> None:
        """Whole messages into the queue, None at the end. A byte that belongs to no message ends it."""
        while True:
            size = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    size = int(value)
                elif name.lower() != b"content-type":
                    self._said.append(b"no header: " + line)
                    line = b""
                    break
            if not line:
                self._messages.put(None)
                return
            self._messages.put(json.loads(stream.read(size)))

    def _listen(self, stream: BinaryIO) -> None:
        while data := stream.readline():
            self._said.append(data)

    # The usual things

    def initialize(self, capabilities: Message | None = None) -> Message:
        result: Message = self.request("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities or {}})
        self.notify("initialized", {})
        return result

    def open(self, uri: str, text: str, version: int = 1, language: str = "markdown") -> None:
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": version, "text": text}})

    def edit(self, uri: str, version: int, *changes: Message) -> None:
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": list(changes)})

    def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        """The result of a request about a place."""
        params = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}, **more}
        return self.request(f"textDocument/{method}", params)

    def leave(self) -> int:
        """Says good-bye in the proper order, and returns the exit code."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(30)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(30)
        self._in.close()
        for thread in self._threads:
            thread.join(10)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


@contextmanager
def start(*options: str, **environment: str) -> Iterator[Client]:
    """A server in a process of its own, gone afterwards."""
    client = Client([sys.executable, "-X", "dev", "-m", "holdwater", "lsp", *options], **environment)
    try:
        yield client
    finally:
        client.close()
