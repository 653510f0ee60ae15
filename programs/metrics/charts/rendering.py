"""Asks the drawing process. Each worker has one of its own, while pictures are being made."""

import base64
import contextlib
import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock
from typing import IO, Any, cast

PROGRAM = Path(__file__).with_name("renderer.py")
# A process that starts on a busy machine takes seconds, a picture a twentieth of one.
MOST_SECONDS = 20.0
_MOST_AT_ONCE = 65_536


class DrawingError(Exception):
    """No picture came back; the message says what the drawing process said, if anything."""


class Renderer:
    """Starts the process when a picture is wanted; it ends by itself when none is for a while."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def svg(self, spec: dict[str, Any]) -> bytes:
        return self._ask({"spec": spec})["svg"].encode()

    def png(self, svg: bytes) -> bytes:
        return base64.b64decode(self._ask({"svg": svg.decode()})["png"])

    def stop(self) -> None:
        with self._lock:
            self._end()

    def _ask(self, asked: dict[str, Any]) -> dict[str, str]:
        line = json.dumps(asked).encode() + b"\n"
        with self._lock:
            answer = self._answer(line)
        if "error" in answer:
            raise DrawingError(answer["error"])
        return answer

    def _answer(self, line: bytes) -> dict[str, str]:
        """Asks twice where the process ended just before it was asked."""
        for _attempt in range(2):
            process = self._running()
            try:
                asking = cast(IO[bytes], process.stdin)
                asking.write(line)
                asking.flush()
                answer: dict[str, str] = json.loads(_line_of(process))
            except (OSError, EOFError, ValueError):
                self._end()
            except BaseException:
                # What it would still answer is not for whoever asks next.
                self._end()
                raise
            else:
                return answer
        raise DrawingError("the drawing process ended without an answer")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603  (our own program, no words of others)
                [sys.executable, "-I", str(PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # A terminal's Ctrl-C is for the server, which closes the pipe.
                start_new_session=True,
            )
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            # What could not be sent is of no use any more.
            with contextlib.suppress(OSError):
                cast(IO[bytes], pipe).close()
        self._process.wait()
        self._process = None


def _line_of(process: subprocess.Popen[bytes]) -> bytes:
    """Up to the next end of a line; DrawingError where it takes too long."""
    pipe = cast(IO[bytes], process.stdout).fileno()
    until = time.monotonic() + MOST_SECONDS
    parts: list[bytes] = []
    while not parts or not parts[-1].endswith(b"\n"):
        ready, _writable, _failed = select.select([pipe], [], [], max(0, until - time.monotonic()))
        if not ready:
            raise DrawingError(f"no picture within {MOST_SECONDS:.0f} seconds")
        part = os.read(pipe, _MOST_AT_ONCE)
        if not part:
            raise EOFError
        parts.append(part)
    return b"".join(parts)


renderer = Renderer()
