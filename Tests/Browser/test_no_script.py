"""Without JavaScript a page is a document: everything is there, in order."""

import pytest

from serving import headings
from slides import count

TOPS = "[...document.querySelectorAll('main > section')].map(s => s.getBoundingClientRect().top + scrollY)"
UNSEEN = """[...document.querySelectorAll('main > section, main > section *')]
    .filter(e => e.textContent.trim()
        && !e.checkVisibility({opacityProperty: true, visibilityProperty: true}))
    .map(e => e.outerHTML.slice(0, 80))"""


def test_all_slides_can_be_read_in_order(server, open_page, deck):
    page = open_page(server.deck(deck), java_script_enabled=False)
    titles = page.locator("main > section").evaluate_all(
        "all => all.map(s => s.querySelector('h1, h2')?.textContent.trim() ?? '')")
    assert titles == headings((server.root / f"lectures/{deck}.slide").read_text())
    tops = page.evaluate(TOPS)
    assert tops == sorted(tops) and len(set(tops)) == len(tops)
    assert page.evaluate(UNSEEN) == []


def test_a_fragment_leads_to_its_slide(server, open_page, deck):
    page = open_page(server.deck(deck), java_script_enabled=False)
    number = min(12, count(page) - 2)
    page.goto(server.deck(deck) + f"#{number}")
    assert abs(page.evaluate(f"document.getElementById('{number}').getBoundingClientRect().top")) < 2


def test_an_article_has_its_headings_and_contents(server, open_page):
    page = open_page(server.url("lectures/guide.article"), java_script_enabled=False)
    assert page.locator("h1:visible").all_inner_texts() == ["Writing a lecture"]
    assert page.locator("main h2:visible").all_inner_texts()[:2] == [
        "1. A course is a folder", "2. A slide is one thought"]
    targets = page.locator("nav a").evaluate_all("all => all.map(a => a.getAttribute('href').slice(1))")
    assert len(targets) >= 9
    assert page.evaluate("all => all.filter(id => !document.getElementById(id))", targets) == []


def test_the_index_leads_to_every_lecture(server, open_page):
    page = open_page(server.address, java_script_enabled=False)
    links = page.locator("main a").evaluate_all("all => all.map(a => a.pathname)")
    files = sorted(path.name for path in (server.root / "lectures").iterdir() if path.suffix in (".slide", ".article"))
    assert sorted(path.removeprefix("/lectures/") for path in links if path.startswith("/lectures/")) == files
    assert page.get_by_role("link", name="Containers").count() == 1
    page.get_by_role("link", name="A tour of the format").click()
    assert page.locator("main > section:visible").count() > 30


@pytest.mark.parametrize("path", ["lectures/00-tour.slide", "lectures/guide.article", "lectures/"])
def test_every_page_names_its_language_and_title(server, open_page, path):
    page = open_page(server.url(path), java_script_enabled=False)
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title()
