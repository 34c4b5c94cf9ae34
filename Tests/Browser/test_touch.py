"""A swipe to the side turns the page."""

import pytest

from serving import with_slide
from slides import number, show, visible


@pytest.fixture
def page(server, open_page):
    return open_page(server.deck("00-tour"), size=(1024, 768), has_touch=True)


def swipe(page, start: tuple[int, int], end: tuple[int, int]) -> None:
    session = page.context.new_cdp_session(page)
    points = [start, ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2), end]
    for kind, (x, y) in zip(("touchStart", "touchMove", "touchMove"), points):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_swipes_lead_on_and_back(page):
    swipe(page, (800, 650), (300, 660))
    assert visible(page) == [2]
    swipe(page, (300, 650), (800, 640))
    assert visible(page) == [1]


@pytest.mark.parametrize("end", [(790, 650), (820, 100), (700, 500)], ids=["tap", "up", "aslant"])
def test_other_gestures_do_not(page, end):
    show(page, 3)
    swipe(page, (800, 650), end)
    assert visible(page) == [3]


def test_a_swipe_over_wide_code_scrolls_it(course, scratch, open_page):
    wide = "x" * 400
    with_slide(course, "lectures/00-tour.slide", "Wide code", f"```\n{wide}\n```")
    page = open_page(scratch.deck("00-tour"), size=(1024, 768), has_touch=True)
    at = number(page, "Wide code")
    show(page, at)
    box = page.locator("section:not([hidden]) pre").bounding_box()
    y = int(box["y"] + box["height"] / 2)
    swipe(page, (800, y), (300, y))
    assert visible(page) == [at]
    swipe(page, (800, 700), (300, 700))
    assert visible(page) == [at + 1]
