"""The keyboard alone leads through a deck, and a screen reader hears each slide once."""

import pytest

from slides import SHOWN, count, number, press, show, until, visible

LISTEN = """window.said = [];
const live = document.querySelector('body > output');
new MutationObserver(() => said.push(live.textContent))
    .observe(live, {childList: true, subtree: true, characterData: true})"""
HEADINGS = "[...document.querySelectorAll('h1')].filter(e => e.checkVisibility()).length"


@pytest.fixture
def page(server, open_page):
    return open_page(server.deck("00-tour"))


def test_keys_turn_the_pages(page):
    last = count(page)
    assert visible(page) == [1]
    walk = [
        ("ArrowRight", 2), ("ArrowDown", 3), ("Space", 4), ("PageDown", 5), ("Enter", 6), ("Backspace", 5),
        ("PageUp", 4), ("ArrowUp", 3), ("ArrowLeft", 2), ("Shift+Space", 1), ("ArrowLeft", 1), ("End", last),
        ("ArrowRight", last), ("Home", 1),
    ]
    for key, expected in walk:
        press(page, key)
        assert visible(page) == [expected], key


def test_every_slide_is_reached_and_alone(page):
    everything = list(range(1, count(page) + 1))
    seen = []
    for _ in everything:
        seen += visible(page)
        assert page.locator("main > section:not([inert])").count() == 1
        assert page.locator("main > section[inert][hidden]").count() == len(everything) - 1
        assert page.evaluate(HEADINGS) == 1
        press(page, "ArrowRight")
    assert seen == everything


def test_each_change_is_announced_once(page):
    assert page.evaluate("document.querySelector('body > output').textContent") == ""
    page.evaluate(LISTEN)
    total = count(page)
    press(page, "ArrowRight", "ArrowLeft", "ArrowLeft", "End", "End", "2", "Enter")
    until(page, "said.length >= 4")
    page.wait_for_timeout(50)
    last = page.locator("main > section").last.locator("h2").text_content()
    assert page.evaluate("said") == [
        f"Slide 2 of {total}: How to read this tour",
        f"Slide 1 of {total}: A tour of the format",
        f"Slide {total} of {total}: {last}",
        f"Slide 2 of {total}: How to read this tour",
    ]
    assert page.locator("[aria-live], [role=status], [role=alert], body > output").count() == 1


def test_digits_lead_to_a_slide(page):
    press(page, "1", "2")
    assert page.evaluate(f"getComputedStyle({SHOWN}, '::after').content") == '"→ 12"'
    assert visible(page) == [1]
    press(page, "Enter")
    assert visible(page) == [12] and page.url.endswith("#12")
    press(page, "3")
    until(page, f"{SHOWN}.id == 3")
    press(page, "9", "9", "9", "Enter")
    assert visible(page) == [count(page)]


def test_escape_takes_digits_back(page):
    press(page, "4", "Escape")
    page.wait_for_timeout(1400)
    assert visible(page) == [1]


def test_f_asks_for_the_full_screen(server, open_page):
    page = open_page(server.address)
    page.add_init_script("window.asked = 0; Element.prototype.requestFullscreen = function () { asked++ }")
    page.goto(server.deck("00-tour"))
    press(page, "f")
    assert page.evaluate("asked") == 1


def test_b_blanks_the_screen_until_any_key(page):
    press(page, "b")
    assert page.evaluate("getComputedStyle(document.body, '::before').position") == "fixed"
    press(page, "ArrowRight")
    assert page.evaluate("getComputedStyle(document.body, '::before').content") == "none"
    assert visible(page) == [1]


def test_keys_with_modifiers_are_the_browsers(page):
    press(page, "Control+ArrowRight", "Alt+ArrowDown", "Control+o")
    assert visible(page) == [1] and page.locator("dialog[open]").count() == 0


def test_what_is_typed_into_code_is_text(page):
    show(page, number(page, "Code: numbers and editing"))
    at = visible(page)
    editor = page.locator("section:not([hidden]) pre[contenteditable]")
    editor.click()
    page.keyboard.type("o t 7 / ?")
    press(page, "ArrowRight", "Space", "End")
    assert visible(page) == at and page.locator("dialog[open]").count() == 0
    assert "o t 7 / ?" in editor.inner_text()


def test_tab_goes_through_a_slide_and_on_to_the_bar(page):
    show(page, number(page, "Links and pictures in text"))
    stops = []
    for _ in range(14):
        press(page, "Tab")
        stops.append(page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent"))
    assert stops[:3] == [
        "A link with words", "A link by reference", "https://pkg.go.dev/golang.org/x/tools/present"]
    assert "Next slide" in stops


def test_the_bar_comes_back_for_the_keyboard(page):
    until(page, "getComputedStyle(document.querySelector('nav')).opacity == '0'")
    page.evaluate("document.querySelector('nav button').focus()")
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).opacity") == "1"
    page.get_by_role("button", name="Next slide").press("Enter")
    assert visible(page) == [2]


def test_space_steps_on_after_a_click_on_the_bar(page):
    page.mouse.move(300, 300)
    page.get_by_role("button", name="Next slide").click()
    assert visible(page) == [2]
    press(page, "Space")
    assert visible(page) == [3]
