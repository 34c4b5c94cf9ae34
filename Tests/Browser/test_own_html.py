"""A deck's own HTML is trusted, as in `present`: its scripts and style sheets work, wherever the page comes from."""

import subprocess

import pytest

from serving import Server

DECK = """# Own

## Slide

.html own.html

Words <style>i { color: rgb(4, 5, 6) }</style> and <i>more</i>
"""
HTML = """<link rel="stylesheet" href="own.css">\r
<p class="own">Text</p><p id="said"></p>\r
<script>\r
var first = 'inline'\r
</script>\r
<script src="own.js">ignored</script>\r
<object data="dot.svg" width="20" height="20"></object><embed src="dot.svg" width="20" height="20">\r
"""
FILES = {
    "own.slide": DECK,
    "own.html": HTML,
    "own.css": ".own { color: rgb(1, 2, 3); content: '</style>' }",
    "own.js": "document.querySelector('#said').textContent = `${first} </script> <!-- <script>`",
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"/>',
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, newline="")
    return tmp_path


def works(page) -> None:
    page.keyboard.press("ArrowRight")
    assert page.locator("#said").inner_text() == "inline </script> <!-- <script>"
    colour = "e => getComputedStyle(e).color"
    assert page.locator(".own").evaluate(colour) == "rgb(1, 2, 3)"
    assert page.locator("main i").last.evaluate(colour) == "rgb(4, 5, 6)"


def test_it_works_where_it_is_served(binary, folder, open_page):
    with Server(binary, folder, folder) as server:
        works(open_page(server.url("own.slide")))


def test_it_works_in_a_single_file(binary, folder, open_page):
    subprocess.run([binary, "render", "own.slide", "-o", "out/own.html"], cwd=folder, check=True, timeout=60)
    page = open_page((folder / "out/own.html").as_uri())
    works(page)
    assert len(page.watch.requests) == 1


def test_it_works_in_a_site_on_disk(binary, folder, open_page):
    subprocess.run([binary, "render", ".", "--to", "site", "-o", "out"], cwd=folder, check=True, timeout=60)
    works(open_page((folder / "out/own.html").as_uri()))
