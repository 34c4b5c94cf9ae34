"""What travels: one request for a page, nothing foreign, and nothing that asks for a loose policy."""

import gzip
import re
import sys
import time
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from serving import Server
from slides import count, press, show

PAGES = ["lectures/", "lectures/guide.article", "lectures/00-tour.slide", "lectures/01-legacy.slide",
         "lectures/08-containers.slide"]


def get(url: str, **headers: str):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=named)
    with urllib.request.urlopen(request, timeout=10) as response:
        return response.headers, response.read()


class Attributes(HTMLParser):
    """Collects what a strict policy forbids, and the files that a page names."""

    def __init__(self, text: str):
        super().__init__()
        self.forbidden, self.named = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "style" or name.startswith("on"):
                self.forbidden.append((tag, name, value))
            elif name in ("src", "poster", "data") and value:
                self.named.add(value)


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_is_strict_and_the_page_obeys(server, path):
    headers, body = get(server.url(path))
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    for word in ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "*", "http:", "https:"):
        assert word not in policy
    assert Attributes(body.decode()).forbidden == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_one_request_besides_its_lectures_own_files(server, open_page, path):
    _, body = get(server.url(path))
    text = body.decode()
    own = {urlsplit(urljoin(server.url(path), name)).path for name in Attributes(text).named}
    own |= {urlsplit(urljoin(server.url(path), name)).path for name in re.findall(r'url\("?([^")]+)', text)}
    page = open_page(server.url(path))
    if path.endswith(".slide"):
        for number in range(1, count(page) + 1):
            show(page, number)
        press(page, "o", "End", "Escape", "/", "Escape")
    asked = page.watch.paths()
    rest = [each for each in asked if each not in own and each != "/.slidectl/events"]
    assert rest == [urlsplit(server.url(path)).path]
    if path.endswith(".slide"):
        assert asked.count("/.slidectl/events") == 1


def test_pictures_of_slides_far_away_wait(server, open_page):
    page = open_page(server.deck("08-containers"))
    page.wait_for_timeout(200)
    assert not any("kubernetes" in path for path in page.watch.paths())


@pytest.fixture(scope="module")
def sixty(binary, tmp_path_factory):
    """The address of a generated deck of 60 slides, the one of `make bench`."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts/bench"))
    try:
        import decks
    finally:
        sys.path.pop(0)
    folder = tmp_path_factory.mktemp("generated")
    deck = decks.write(folder, 60)
    with Server(binary, folder, folder) as running:
        yield running.url(deck.name)


def test_sixty_slides_are_one_request(sixty, open_page):
    page = open_page(sixty)
    assert count(page) == 61
    for number in range(1, 62):
        show(page, number)
    document, *rest = [path for path in page.watch.paths() if path != "/.slidectl/events"]
    assert document == urlsplit(sixty).path
    assert len(rest) == 12 and all(path.startswith("/pictures-60/") for path in rest)


def test_sixty_slides_are_small(sixty, open_page, report):
    headers, raw = get(sixty)
    assert "Content-Encoding" not in headers
    assert len(raw) <= 100_000
    headers, packed = get(sixty, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip" and gzip.decompress(packed) == raw
    # Brotli is made behind the first answer; the browser asks for it on loopback, and says what it received.
    end = time.monotonic() + 20
    while (page := open_page(sixty)).watch.requests[0].response().header_value("content-encoding") != "br":
        assert time.monotonic() < end, "Brotli never came"
        page.wait_for_timeout(200)
    sizes = page.evaluate("(({encodedBodySize: e, decodedBodySize: d}) => [e, d])"
                          "(performance.getEntriesByType('navigation')[0])")
    report(f"60 generated slides: {sizes[1]:,} B raw, {len(packed):,} B by gzip, {sizes[0]:,} B by Brotli")
    assert sizes[1] == len(raw)
    assert sizes[0] <= 20_000
    assert len(packed) <= 20_000
