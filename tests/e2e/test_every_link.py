"""Every page is sound HTML, every link leads somewhere, and every page can be reached."""

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from tests.demo_server import PROJECT
from tests.e2e.crawl import Crawl, is_file, is_further_part, without_fragment

CLICKS = 4


def test_the_html_checker_finds_no_error(crawl: Crawl, tmp_path: Path) -> None:
    names = {}
    for number, (path, page) in enumerate(crawl.pages.items()):
        names[f"{number}.html"] = path
        (tmp_path / f"{number}.html").write_text(page.html)
    jar = PROJECT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "json"]
    answer = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(answer.stderr)["messages"]
    words = [f"{names[Path(m['url']).name]}: {m['message']} {m.get('extract')}" for m in messages]
    assert len(names) > 340
    assert words == []


def test_every_page_of_the_sitemap_answers_and_has_one_first_heading(crawl: Crawl) -> None:
    wrong = [path for path in crawl.in_sitemap if crawl.pages[path].status != 200]
    assert wrong == []
    assert [path for path in crawl.pages if crawl.read(path).headings != 1] == []


def test_no_id_stands_twice_on_a_page(crawl: Crawl) -> None:
    twice = []
    for path in crawl.pages:
        ids = crawl.read(path).ids
        twice += [f"{path}#{one}" for one in set(ids) if ids.count(one) > 1]
    assert twice == []


def test_no_link_is_broken(crawl: Crawl) -> None:
    """Each address once; of the links to the form one for each page and each kind of fact."""
    linked: dict[str, str] = {}
    for path in list(crawl.pages):
        for link in crawl.links_of(path):
            linked.setdefault(without_fragment(link), path)
    asked = _without_most_of_the_form(linked)
    answers = {path: page.status for path, page in crawl.pages.items()}
    others = crawl.fetch_all(path for path in asked if path not in answers)
    answers |= {path: page.status for path, page in others.items()}
    broken = [
        f"{linked[path]} links to {path}"
        for path in asked
        if answers[path] != 200 and path != linked[path]  # a missing page links to its own parts
    ]
    assert len(asked) > 400
    assert broken == []


def _without_most_of_the_form(linked: dict[str, str]) -> list[str]:
    asked: dict[Any, str] = {}
    for link in linked:
        address = urlsplit(link)
        values = parse_qs(address.query)
        if address.path != "/contact/" or not values:
            asked[link] = link
            continue
        about = values.get("field", [""])[0]
        asked.setdefault(("page", *values.get("page", [])), link)
        asked.setdefault(("field", "a row" if _is_uuid(about) else about), link)
    return list(dict.fromkeys(asked.values()))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def test_no_anchor_leads_nowhere(crawl: Crawl) -> None:
    missing = []
    ids: dict[str, set[str]] = {}
    for path in list(crawl.pages):
        for link in crawl.links_of(path):
            target, _hash, anchor = link.partition("#")
            if not anchor:
                continue
            if target not in ids:
                ids[target] = set(crawl.read(target).ids)
            if anchor not in ids[target]:
                missing.append(f"{path} links to {link}")
    assert missing == []


def test_no_page_is_further_than_four_clicks_from_home(crawl: Crawl) -> None:
    """Following links and the further pages of lists, as a reader without the search would."""
    reached = {"/"}
    at_the_edge = ["/"]
    for _click in range(CLICKS):
        linked = {without_fragment(link) for path in at_the_edge for link in crawl.links_of(path)}
        links = {link for link in linked if not is_file(link)}
        followed = {link for link in links if "?" not in link or is_further_part(link)}
        at_the_edge = sorted(followed - reached)
        reached |= followed
    assert sorted(set(crawl.in_sitemap) - reached) == []
