"""A course's own style sheet counts on every page, with what it imports and shows, wherever the page comes from."""

import subprocess

import pytest

from serving import Server

SHEET = "@import 'parts/colour.css';\r\nh1 { background-image: url(dot.svg); width: 50px }\r\n"
FILES = {
    "slidectl.yaml": "theme:\n  css: look/theme.css\n",
    "look/theme.css": SHEET,
    "look/parts/colour.css": "h1 { color: rgb(1, 2, 3); border-image: url(../dot.svg) }",
    "look/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"/>',
    "sub/own.slide": "# Own\n\n## Slide\n\n<p style=\"background: url('../look/dot.svg')\">Text</p>\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, newline="")
    return tmp_path


def counts(page) -> None:
    page.wait_for_load_state("networkidle")
    heading = page.locator("h1").first
    assert heading.evaluate("e => getComputedStyle(e).color") == "rgb(1, 2, 3)"
    assert "url(" in heading.evaluate("e => getComputedStyle(e).backgroundImage")


def test_it_counts_where_it_is_served(binary, folder, open_page):
    with Server(binary, folder, folder) as server:
        for path in ("sub/own.slide", "sub/", ""):
            page = open_page(server.url(path))
            counts(page)
            assert "/look/dot.svg" in page.watch.paths("image")


def test_it_counts_in_a_single_file(binary, folder, open_page):
    subprocess.run([binary, "render", "sub/own.slide", "-o", "out.html"], cwd=folder, check=True, timeout=60)
    page = open_page((folder / "out.html").as_uri())
    counts(page)
    assert len(page.watch.requests) == 1


def test_it_counts_in_a_site_on_disk(binary, folder, open_page):
    subprocess.run([binary, "render", ".", "--to", "site", "-o", "out"], cwd=folder, check=True, timeout=60)
    for name in ("sub/own.html", "index.html"):
        page = open_page((folder / "out" / name).as_uri())
        counts(page)
        assert any(path.endswith("/out/look/dot.svg") for path in page.watch.paths("image"))
