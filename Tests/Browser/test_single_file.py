"""`render --to html` makes one file that opens by a double click."""

import subprocess

import pytest

from slides import count, press, show, visible


@pytest.fixture
def file(binary, server, deck, tmp_path):
    path = tmp_path / f"{deck}.html"
    source = server.root / f"lectures/{deck}.slide"
    subprocess.run([binary, "render", source, "--to", "html", "-o", path], check=True, timeout=60)
    return path


def test_it_works_from_the_disk_and_asks_for_nothing(file, open_page):
    page = open_page(file.as_uri())
    total = count(page)
    broken = []
    for number in range(1, total + 1):
        show(page, number)
        broken += page.evaluate("""[...document.querySelectorAll('main > section:not([hidden]) img')]
            .filter(e => !e.naturalWidth).map(e => e.alt)""")
    assert broken == []
    assert [request.url.split("#")[0] for request in page.watch.requests] == [file.as_uri()]
    press(page, "Home", "ArrowRight", "o", "Escape", "/", "Escape", "t")
    assert visible(page) == [2]


def test_it_needs_no_script(file, open_page):
    page = open_page(file.as_uri(), java_script_enabled=False)
    assert page.locator("main > section:visible").count() == count(page)
