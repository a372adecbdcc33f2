"""The whole program on a pseudo-terminal, with somebody who answers."""

import os
import re
import select
import signal
import sys
import time


def on_a_terminal(answers: list[bytes], *command: str, prompt: bytes = b">", **environment: str) -> tuple[int, str]:
    """The whole program on a pseudo-terminal, an answer for every question."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.environ.update({"TERM": "xterm", "PYTHONPATH": os.pathsep.join(sys.path), **environment})
        os.execv(sys.executable, [sys.executable, "-m", "holdwater", *(command or ("review", "case.md"))])
    shown, waiting, answered = b"", list(answers), 0
    deadline = time.monotonic() + 60
    while True:
        ready, _, _ = select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:  # it waits for an answer that nobody has: what it showed says where
            os.kill(child, signal.SIGKILL)
            break
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        plain = re.sub(rb"\x1b\[[?0-9;]*[A-Za-z]", b"", shown)  # the line editor switches modes before and after its prompt
        if waiting and plain.rstrip(b" ").endswith(prompt) and b"\n" in shown[answered:]:  # a prompt may come in two pieces
            answered = len(shown)
            time.sleep(0.1)  # the prompt stands there a moment before the line can be edited
            os.write(terminal, waiting.pop(0))
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown.decode("utf-8", "replace").replace("\r\n", "\n")
