"""The overview, the search and the help."""

import pytest

from slides import count, dialog, press, show, until, visible

FOCUSED = "document.activeElement.textContent"


@pytest.fixture
def page(server, open_page):
    return open_page(server.deck("08-containers"))


def test_the_overview_shows_all_slides_and_stands_at_the_current_one(page):
    show(page, 3)
    press(page, "o")
    assert dialog(page) == "Overview"
    assert page.locator("dialog[open] > ol > li").count() == count(page)
    assert page.locator("dialog[open] [aria-current=true]").all_inner_texts() == [page.evaluate(FOCUSED)]
    assert page.evaluate(FOCUSED).startswith("3")
    assert page.evaluate("document.querySelectorAll('dialog[open] [id]').length") == 0, "no id stands twice"


def test_arrows_walk_the_overview(page):
    press(page, "o", "ArrowRight")
    assert page.evaluate(FOCUSED).startswith("2")
    columns = page.evaluate("""(links => links.findIndex(a =>
        a.getBoundingClientRect().y > links[0].getBoundingClientRect().y + 9)
    )([...document.querySelectorAll('dialog[open] > ol > li > a')])""")
    assert columns > 1
    press(page, "ArrowDown")
    assert page.evaluate(FOCUSED).startswith(str(2 + columns))
    press(page, "ArrowUp", "ArrowLeft")
    assert page.evaluate(FOCUSED).startswith("1")
    press(page, "ArrowRight", "Enter")
    assert dialog(page) is None and visible(page) == [2]


@pytest.mark.parametrize("opening, closing", [("o", "o"), ("o", "Escape"), ("/", "Escape"), ("?", "Escape")])
def test_dialogs_close(page, opening, closing):
    press(page, opening)
    assert dialog(page)
    press(page, closing)
    assert dialog(page) is None
    press(page, "ArrowRight")
    assert visible(page) == [2]


@pytest.mark.parametrize("name", ["Overview", "Search", "Keys"])
def test_dialogs_open_and_close_by_pointer(page, name):
    page.mouse.move(300, 300)
    page.get_by_role("button", name=name).click()
    assert dialog(page) == name
    page.locator("dialog[open]").get_by_role("button", name="Close").click()
    assert dialog(page) is None


def test_a_click_on_a_tile_leads_there(page):
    press(page, "o")
    page.locator("dialog[open] > ol > li > a").nth(6).click(position={"x": 20, "y": 10})
    assert dialog(page) is None and visible(page) == [7]


def test_search_finds_all_words_in_text_code_and_descriptions(page):
    press(page, "/")
    page.keyboard.type("dockerfile multi")
    found = page.locator("dialog[open] > ol > li")
    texts = page.locator("main > section").evaluate_all("all => all.map(s => s.textContent.toLowerCase())")
    assert found.count() == sum("dockerfile" in text and "multi" in text for text in texts) > 0
    assert page.locator("dialog[open] output").inner_text() == f"{found.count()} found"
    page.locator("dialog[open] input").fill("hypervisor")
    assert found.count() == 1, "the description of a picture is searched"


def test_search_folds_letters_and_accents(page):
    press(page, "/")
    page.keyboard.type("KUBËRNETES")
    folded = page.locator("dialog[open] > ol > li").count()
    page.locator("dialog[open] input").fill("kubernetes")
    assert page.locator("dialog[open] > ol > li").count() == folded > 3


def test_a_hit_leads_to_its_slide_and_is_marked_there(page):
    press(page, "/")
    page.keyboard.type("chroot")
    target = int(page.locator("dialog[open] > ol > li > a").first.get_attribute("href")[1:])
    press(page, "ArrowDown", "Enter")
    assert dialog(page) is None and visible(page) == [target]
    assert page.evaluate("CSS.highlights.get('found').size") >= 1
    press(page, "ArrowRight")
    assert page.evaluate("CSS.highlights.size") == 0


def test_enter_in_the_field_takes_the_first_hit(page):
    press(page, "/")
    page.keyboard.type("chroot")
    press(page, "Enter")
    assert dialog(page) is None and page.evaluate("slidectl.current()") > 0


def test_search_says_when_nothing_is_found(page):
    press(page, "/")
    page.keyboard.type("no such words")
    assert page.locator("dialog[open] output").inner_text() == "0 found"
    press(page, "Enter")
    assert dialog(page) == "Search"


def test_help_names_every_key(page):
    press(page, "?")
    keys = page.locator("dialog[open] kbd").all_inner_texts()
    for key in ("Left", "Right", "Space", "Home", "End", "o", "/", "t", "?", "f", "b", "Escape"):
        assert key in keys
    press(page, "ArrowRight")
    assert visible(page) == [1], "a dialog keeps the keys for itself"


def test_focus_comes_back_from_a_dialog(page):
    until(page, "document.readyState == 'complete'")
    button = page.get_by_role("button", name="Search")
    button.focus()
    press(page, "Enter", "Escape")
    assert page.evaluate("document.activeElement.ariaLabel") == "Search"
