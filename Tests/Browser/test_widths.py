"""No page scrolls sideways, from a phone's width on, and nothing on a slide is cut off."""

import pytest

from slides import count, show, until

WIDTHS = (320, 390, 768, 1280)
# Elements that reach over an edge and stand in nothing that scrolls.
OUTSIDE = """[...document.querySelectorAll('main *')].filter(e => {
    const box = e.getBoundingClientRect();
    if (!e.checkVisibility() || !box.width || box.right <= innerWidth + 1 && box.left >= -1) return false;
    for (let p = e.parentElement; p.localName != 'main'; p = p.parentElement)
        if (p.scrollWidth > p.clientWidth && getComputedStyle(p).overflowX != 'visible') return false;
    return true;
}).map(e => e.closest('section')?.id + ': ' + e.outerHTML.slice(0, 80))"""
# A slide may hold code that scrolls, but never scrolls sideways as a whole.
SIDEWAYS = """[...document.querySelectorAll('main > section')]
    .filter(s => s.checkVisibility() && s.scrollWidth > s.clientWidth).map(s => s.id)"""


def page_fits(page) -> None:
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_slides_fit_the_width(server, open_page, deck, width, script):
    page = open_page(server.deck(deck), size=(width, 720), java_script_enabled=script)
    if width > 640 and script:
        for number in range(1, count(page) + 1):
            show(page, number)
            page_fits(page)
            assert page.evaluate("document.scrollingElement.scrollHeight <= innerHeight")
            assert page.evaluate(SIDEWAYS) == []
    else:
        page_fits(page)
        assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["lectures/guide.article", "lectures/"])
def test_other_pages_fit_the_width(server, open_page, path, width):
    page_fits(open_page(server.url(path), size=(width, 720)))


@pytest.mark.parametrize("width", (320, 390))
@pytest.mark.parametrize("key", "o/?")
def test_dialogs_fit_a_phone(server, open_page, width, key):
    page = open_page(server.deck("08-containers"), size=(width, 640))
    page.keyboard.press(key)
    if key == "/":
        page.keyboard.type("docker")
    assert page.locator("dialog[open]").evaluate(
        "d => d.scrollWidth <= d.clientWidth && d.getBoundingClientRect().right <= innerWidth")


def test_a_turned_phone_keeps_its_slide(server, open_page):
    page = open_page(server.deck("08-containers") + "#9", size=(390, 760), has_touch=True, is_mobile=True)
    page.set_viewport_size({"width": 844, "height": 390})
    until(page, "document.documentElement.classList.contains('show')")
    assert page.url.endswith("#9") and page.locator("main > section:visible").get_attribute("id") == "9"
    page.set_viewport_size({"width": 390, "height": 760})
    until(page, "!document.documentElement.classList.contains('show')")
    assert abs(page.locator("[id='9']").evaluate("s => s.getBoundingClientRect().top")) < 2
