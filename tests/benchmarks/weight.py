"""What a reader who was never here fetches for one page, as a browser counts it."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Request


@dataclass(frozen=True)
class Weight:
    """Bytes as they came over the wire, compressed where the server does so, with headers."""

    requests: int
    kb: float
    page_kb: float


def cold_weight(browser: Browser, address: str) -> Weight:
    context = browser.new_context()
    page = context.new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(address, wait_until="networkidle")
    sizes = [_bytes(request) for request in finished]
    own = next(_bytes(request) for request in finished if request.is_navigation_request())
    context.close()
    return Weight(len(sizes), sum(sizes) / 1000, own / 1000)


def _bytes(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]
