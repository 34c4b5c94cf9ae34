"""Questions to a deck's page that several tests ask."""

import time

VISIBLE = "[...document.querySelectorAll('main > section')].filter(s => s.checkVisibility()).map(s => +s.id)"
SHOWN = "document.querySelector('main > section:not([hidden])')"


def visible(page) -> list[int]:
    """The numbers of the slides that can be seen."""
    return page.evaluate(VISIBLE)


def count(page) -> int:
    return page.locator("main > section").count()


def show(page, number: int) -> None:
    """Shows a slide, and waits until its pictures are there."""
    page.evaluate(f"slidectl.show({number - 1})")
    pictures(page)


def pictures(page) -> None:
    page.evaluate(f"Promise.all([...{SHOWN}.querySelectorAll('img')].map(e => e.decode().catch(() => 0)))")


def number(page, title: str) -> int:
    """The number of the slide with this title."""
    titles = page.locator("main > section").evaluate_all(
        "all => all.map(s => s.querySelector('h1, h2')?.textContent)")
    return titles.index(title) + 1


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def dialog(page) -> str | None:
    """The name of the dialog that is open."""
    return page.evaluate("document.querySelector('dialog[open]')?.ariaLabel ?? null")


def until(page, expression: str, seconds: float = 5) -> None:
    """Waits until an expression is true. (Playwright's own wait needs `eval`, which the pages forbid.)"""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(10)
