"""axe-core finds nothing: on no slide while it is shown, no dialog, no other page; light and dark."""

import pytest

from axe import Axe
from serving import Server
from slides import count, press, show

SCHEMES = ["light", "dark"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_slide(server, open_page, deck, scheme):
    page = open_page(server.deck(deck), color_scheme=scheme)
    axe, found = Axe(page), []
    for number in range(1, count(page) + 1):
        show(page, number)
        found += [f"slide {number}: {violation}" for violation in axe.violations()]
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("key", "o/?")
def test_dialogs(server, open_page, scheme, width, key):
    page = open_page(server.deck("08-containers"), size=(width, 720), color_scheme=scheme)
    press(page, "ArrowRight", key)
    if key == "/":
        page.keyboard.type("docker")
    assert page.locator("dialog[open]").count() == 1
    assert Axe(page).violations() == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["lectures/", "lectures/guide.article"])
def test_other_pages(server, open_page, path, width, scheme):
    assert Axe(open_page(server.url(path), size=(width, 720), color_scheme=scheme)).violations() == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_deck_as_a_document(server, open_page, deck, scheme):
    assert Axe(open_page(server.deck(deck), size=(320, 720), color_scheme=scheme)).violations() == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_of_a_broken_deck(binary, course, open_page, scheme):
    (course.root / "lectures/broken.slide").write_text("# Broken\n\n## One\n\n.code missing.go\n\n.image\n")
    with Server(binary, course.root / "lectures", course.root) as running:
        page = open_page(running.deck("broken"), color_scheme=scheme, expecting=[500])
        assert page.locator(".diagnostics > li").count() >= 1
        assert "broken.slide:5" in page.locator(".diagnostics").inner_text()
        assert Axe(page).violations() == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_panel_of_problems(course, scratch, open_page, scheme):
    page = open_page(scratch.deck("00-tour"), color_scheme=scheme)
    course.replace("lectures/00-tour.slide", "## The header\n", "## The header\n\n.code missing.go\n")
    page.locator(".problem").wait_for()
    assert Axe(page).violations() == []
