"""An address names a slide, both ways, and the browser's own keys work."""

import pytest

from slides import number, press, until, visible


@pytest.fixture
def page(server, open_page):
    return open_page(server.deck("08-containers"))


def test_a_fresh_address_opens_its_slide(server, open_page, deck):
    assert visible(open_page(server.deck(deck) + "#4")) == [4]


def test_the_address_follows_the_slide(page):
    press(page, "ArrowRight", "ArrowRight")
    assert page.url.endswith("#3")
    page.reload()
    assert visible(page) == [3]


def test_a_changed_fragment_and_the_way_back(server, page):
    page.goto(server.deck("08-containers") + "#5")
    assert visible(page) == [5]
    page.evaluate("location.hash = '12'")
    until(page, "slidectl.current() == 11")
    assert visible(page) == [12]
    page.go_back()
    until(page, "slidectl.current() == 4")
    assert visible(page) == [5]


def test_turning_pages_leaves_one_step_back(server, open_page):
    page = open_page(server.address)
    page.goto(server.deck("08-containers"))
    press(page, *["ArrowRight"] * 5)
    page.go_back()
    assert page.url == server.address


def test_the_heading_of_a_subsection_opens_its_slide(server, open_page):
    page = open_page(server.deck("00-tour") + "#TOC_4.1.")
    assert visible(page) == [number(page, "Slides and subsections")]


@pytest.mark.parametrize("fragment", ["0", "9999", "nothing", "%00", "-1", "1.5", "toString"])
def test_a_fragment_that_names_nothing_opens_the_first_slide(server, open_page, fragment):
    assert visible(open_page(server.deck("08-containers") + "#" + fragment)) == [1]
