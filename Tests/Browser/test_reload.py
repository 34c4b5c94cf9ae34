"""The page follows every save: only what changed is exchanged, and the reader stays where they are."""

import pytest

from saves import Saves, Watcher
from serving import with_slide
from slides import SHOWN, count, dialog, number, press, show, until, visible

DECK = "lectures/00-tour.slide"
TITLE = "How to read this tour"
PROBLEM = "document.querySelector('.problem')"
BROKEN = "## The header\n\n.code missing.go\n"


@pytest.fixture
def page(course, scratch, open_page):
    return open_page(scratch.deck("00-tour"))


@pytest.fixture
def watcher(page):
    return Watcher(page)


def test_fifty_saves_are_followed(course, page, watcher, report):
    shown = number(page, "Text")
    show(page, shown)
    saves, times = Saves(course), []
    for kind, save, expected, moved in saves.fifty():
        began = watcher.save(save, expected)
        times.append(began)
        shown += moved
        assert visible(page) == [shown], f"save {len(times)} ({kind}) lost the slide"
        assert page.evaluate(f"{SHOWN}.querySelector('h2').textContent") == "Text", kind
        assert page.url.endswith(f"#{shown}"), kind
        assert page.locator(".problem").count() == (kind == "broken"), kind
    assert len(times) == 50
    times.sort()
    report(f"save to change in the page, 50 saves: p50 {times[24]:.1f} ms, p95 {times[47]:.1f} ms, "
           f"longest {times[-1]:.1f} ms")
    assert page.watch.paths("document").count(f"/{DECK}") == 1, "the page was never loaded anew"


def test_a_change_leaves_the_other_slides_alone(course, page, watcher):
    page.evaluate("[...document.querySelectorAll('main > section')].forEach(s => s.kept = true)")
    watcher.save(lambda: course.replace(DECK, "## Text\n", "## Text, changed\n"),
                 "document.getElementById('8').textContent.startsWith('Text, changed')")
    fresh = page.locator("main > section").evaluate_all("all => all.filter(s => !s.kept).map(s => +s.id)")
    assert fresh == [8]


def test_a_long_slide_keeps_its_scroll_position(course, page, watcher):
    long = "\n".join(f"- Item {n}" for n in range(1, 61))
    watcher.save(lambda: with_slide(course, DECK, "A long list", long),
                 "[...document.querySelectorAll('h2')].some(h => h.textContent == 'A long list')")
    show(page, number(page, "A long list"))
    page.evaluate(f"{SHOWN}.scrollTop = 120")
    watcher.save(lambda: course.replace(DECK, "- Item 60\n", "- The end\n"),
                 f"{SHOWN}.textContent.includes('The end')")
    assert page.evaluate(f"{SHOWN}.scrollTop") == 120
    assert page.evaluate(f"{SHOWN}.tabIndex") == 0


def test_the_overview_stays_open_and_its_focus_follows(course, page, watcher):
    show(page, 8)
    press(page, "o", "ArrowRight")
    chosen = page.evaluate("document.activeElement.textContent")
    watcher.save(lambda: with_slide(course, DECK, "New", "Text"),
                 "document.querySelectorAll('dialog[open] > ol > li').length == 37")
    assert dialog(page) == "Overview"
    after = page.evaluate("document.activeElement.textContent")
    assert after.split()[1:] == chosen.split()[1:] and int(after.split()[0]) == int(chosen.split()[0]) + 1


def test_a_phone_keeps_its_place(course, scratch, open_page):
    page = open_page(scratch.deck("00-tour"), size=(390, 760))
    page.evaluate("document.getElementById('12').scrollIntoView()")
    until(page, "location.hash == '#12'")
    before = page.evaluate("document.getElementById('12').getBoundingClientRect().top")
    Watcher(page).save(
        lambda: with_slide(course, DECK, "New", "Text"),
        "document.querySelectorAll('main > section').length == 37")
    assert abs(page.evaluate("document.getElementById('13').getBoundingClientRect().top") - before) < 2


def test_a_broken_save_is_shown_over_the_last_good_slide(course, page, watcher):
    show(page, number(page, TITLE))
    text = page.evaluate(f"{SHOWN}.innerText")
    total = count(page)
    watcher.save(lambda: course.replace(DECK, "## The header\n", BROKEN), PROBLEM)
    assert page.locator(".problem").get_attribute("role") == "alert"
    assert "00-tour.slide:34" in page.locator(".problem").inner_text()
    assert "missing.go" in page.locator(".problem").inner_text()
    assert count(page) == total and page.evaluate(f"{SHOWN}.innerText") == text
    press(page, "ArrowRight", "ArrowLeft")
    assert visible(page) == [2], "the deck can be shown meanwhile"
    press(page, "Escape")
    assert page.locator(".problem").count() == 0
    watcher.save(lambda: course.replace(DECK, BROKEN, "## The header, mended\n"),
                 "[...document.querySelectorAll('h2')].some(h => h.textContent == 'The header, mended')")
    assert page.locator(".problem").count() == 0


def test_a_panel_left_open_goes_with_the_problem(course, page, watcher):
    watcher.save(lambda: course.replace(DECK, "## The header\n", BROKEN), PROBLEM)
    watcher.save(lambda: course.replace(DECK, BROKEN, "## The header\n"), f"!{PROBLEM}")


def test_a_deck_taken_away_and_put_back(course, page, watcher):
    text = course.read(DECK)
    (course.root / DECK).unlink()
    page.wait_for_timeout(300)
    assert visible(page) == [1]
    watcher.save(lambda: course.save(DECK, text.replace("## Text\n", "## Text again\n")),
                 "document.getElementById('8').textContent.startsWith('Text again')")


def test_two_pages_follow_each_its_own_deck(course, scratch, open_page, page, watcher):
    other = open_page(scratch.deck("08-containers"))
    other.evaluate("window.kept = true")
    watcher.save(lambda: course.replace(DECK, "## Text\n", "## Text, changed\n"),
                 "document.getElementById('8').textContent.startsWith('Text, changed')")
    Watcher(other).save(
        lambda: course.replace("lectures/08-containers.slide", "## Layers\n", "## Layers, changed\n"),
        "[...document.querySelectorAll('h2')].some(h => h.textContent == 'Layers, changed')")
    assert other.evaluate("kept")
