"""Draws specifications; a program of its own, because the drawing library takes 80 MB and more.

Reads one JSON object a line: `{"spec": {...}}` for an SVG, `{"svg": "..."}` for a PNG of it.
Answers with one line each: `{"svg": "..."}`, `{"png": "..."}` in base64, or `{"error": "..."}`.
Ends by itself when nobody has asked for a while. Imports nothing of the portal.
"""

import base64
import json
import signal
import sys
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
IDLE_SECONDS = 30
# For screens with two dots a pixel, and for print.
PNG_SCALE = 2


def main() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    for line in sys.stdin.buffer:
        signal.alarm(0)
        answer = json.dumps(_answer(vl_convert, line)).encode()
        sys.stdout.buffer.write(answer + b"\n")
        sys.stdout.buffer.flush()
        # Without a handler, this signal ends the process.
        signal.alarm(IDLE_SECONDS)


def _answer(library: Any, line: bytes) -> dict[str, str]:
    asked = json.loads(line)
    try:
        if "svg" in asked:
            png = library.svg_to_png(asked["svg"], scale=PNG_SCALE)
            return {"png": base64.b64encode(png).decode()}
        # The data is in the specification; nothing is fetched.
        return {"svg": library.vegalite_to_svg(asked["spec"], allowed_base_urls=[])}
    except ValueError as error:
        return {"error": str(error)[:500]}


if __name__ == "__main__":
    main()
