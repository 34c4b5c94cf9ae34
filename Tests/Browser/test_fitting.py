"""A slide that is too tall is fitted or scrolls; nothing on it is cut."""

import pytest

from serving import with_slide
from slides import SHOWN, count, number, press, show, until

# What stands below the part that can be reached by scrolling, and what hides some of its own content.
CUT = f"""(slide => {{
    const end = slide.scrollHeight - slide.scrollTop + slide.getBoundingClientRect().top;
    return [...slide.querySelectorAll('*')].filter(e => {{
        if (!e.checkVisibility() || e.closest('svg svg, button')) return false;
        const hides = /hidden|clip/.test(getComputedStyle(e).overflow)
            && !['img', 'video', 'iframe', 'svg'].includes(e.localName);
        return e.getBoundingClientRect().bottom > end + 1
            || hides && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1);
    }}).map(e => e.outerHTML.slice(0, 80));
}})({SHOWN})"""
# What scrolls, but can't be reached by keyboard.
STUCK = f"""(slide => [slide, ...slide.querySelectorAll('*')].filter(e =>
    (e.scrollHeight > e.clientHeight + 1 && e.clientHeight
        || e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
    && /auto|scroll/.test(getComputedStyle(e).overflow) && e.tabIndex != 0
).map(e => e.outerHTML.slice(0, 80)))({SHOWN})"""


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)], ids=str)
def test_nothing_is_cut(server, open_page, deck, size, report):
    page = open_page(server.deck(deck), size=size)
    scrolling = []
    for each in range(1, count(page) + 1):
        show(page, each)
        assert page.evaluate(CUT) == [], f"slide {each}"
        assert page.evaluate(STUCK) == [], f"slide {each}"
        if page.evaluate(f"{SHOWN}.scrollHeight > {SHOWN}.clientHeight + 1"):
            scrolling.append(each)
    report(f"{deck} at {size[0]}x{size[1]}: slides that scroll: {scrolling or 'none'}")


def test_what_is_larger_than_the_floor_scrolls_by_keyboard(course, scratch, open_page):
    long = "\n".join(f"- Item {n} of a list that is much too long" for n in range(1, 61))
    with_slide(course, "lectures/00-tour.slide", "A long list", long)
    page = open_page(scratch.deck("00-tour"))
    at = number(page, "A long list")
    show(page, at)
    assert page.evaluate(CUT) == []
    assert page.evaluate(f"{SHOWN}.tabIndex") == 0
    press(page, "PageDown")
    until(page, f"{SHOWN}.scrollTop > 0")
    assert page.evaluate(f"+{SHOWN}.id") == at
    press(page, *["PageDown"] * 12)
    assert page.evaluate(f"+{SHOWN}.id") > at, "the end of the slide leads on to the next"
    show(page, at)
    press(page, "ArrowRight")
    assert page.evaluate(f"+{SHOWN}.id") == at + 1, "a step to the side doesn't wait for the end"


def test_focus_is_drawn_for_the_keyboard_only(course, scratch, open_page):
    long = "\n".join(f"- Item {n}" for n in range(1, 61))
    with_slide(course, "lectures/00-tour.slide", "A long list", long)
    page = open_page(scratch.deck("00-tour"))
    drawn = (f"[{SHOWN}, ...{SHOWN}.querySelectorAll('*')]"
             ".filter(e => getComputedStyle(e).outlineStyle != 'none').length")
    assert page.evaluate(drawn) == 0
    page.mouse.click(640, 360)
    assert page.evaluate(drawn) == 0
    press(page, "ArrowRight")
    assert page.evaluate(drawn) == 0
    show(page, number(page, "A long list"))
    assert page.evaluate(drawn) == 0
    press(page, "Tab", "Shift+Tab")
    assert page.evaluate(f"document.activeElement == {SHOWN}")
    assert page.evaluate(drawn) == 1, "a slide that scrolls shows that the keyboard reached it"


def test_pictures_have_the_size_that_styles_give_them(course, scratch, open_page):
    (course.root / "assets/wide.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><rect width="9" height="9"/></svg>')
    with_slide(course, "lectures/00-tour.slide", "Pictures", "<div>\n" + "\n".join(
        f'<img alt="wide" src="../assets/wide.svg" {attribute}>' for attribute in (
            'style="height: 60px"', 'style="width: 100px"', 'style="width: 25%"',
            'width="200" style="width: 100px"', 'style="border: 1px solid"')))
    for window in (1280, 1920):
        page = open_page(scratch.deck("00-tour"), size=(window, window * 9 // 16))
        show(page, number(page, "Pictures"))
        quarter, *sizes = page.evaluate(f"""[{SHOWN}.querySelector('img').parentElement.clientWidth / 4,
            ...[...{SHOWN}.querySelectorAll('img')].map(e => [e.clientWidth, e.clientHeight])]""")
        assert sizes[:2] == [[120, 60], [100, 50]]
        assert sizes[2] == pytest.approx([quarter, quarter / 2], abs=1)
        assert sizes[3] == [100, 50]
        # Others grow with the text.
        assert sizes[4][0] > 600 * window // 1280 * .5 and sizes[4][0] == pytest.approx(sizes[4][1] * 2, abs=2)
