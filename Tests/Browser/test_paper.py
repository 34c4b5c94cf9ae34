"""A deck prints one slide a page, whatever the screen shows."""

import re
import subprocess

import pytest

from serving import headings
from slides import count, press, visible


def printed(page, path) -> list[str]:
    """The text of each page of the PDF."""
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True)
    return done.stdout.split("\f")[:-1]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_slide_is_a_page(server, open_page, deck, tmp_path, scheme):
    page = open_page(server.deck(deck), color_scheme=scheme)
    pages = printed(page, tmp_path / "deck.pdf")
    titles = headings((server.root / f"lectures/{deck}.slide").read_text())
    assert len(pages) == count(page) == len(titles)
    for text, title in zip(pages, titles):
        assert squeezed(title) in squeezed(text)


def test_without_script_every_slide_begins_a_page(server, open_page, deck, tmp_path):
    page = open_page(server.deck(deck), java_script_enabled=False)
    pages = iter(printed(page, tmp_path / "deck.pdf"))
    # A slide that is larger than its page goes on over the next: nothing fits it without a script.
    for title in headings((server.root / f"lectures/{deck}.slide").read_text()):
        assert any(squeezed(text).startswith(squeezed(title)) for text in pages), title


def test_after_printing_one_slide_is_shown_again(server, open_page, tmp_path):
    page = open_page(server.deck("00-tour") + "#5")
    printed(page, tmp_path / "deck.pdf")
    assert visible(page) == [5]
    press(page, "ArrowRight")
    assert visible(page) == [6]


def test_controls_are_not_printed(server, open_page, tmp_path):
    page = open_page(server.deck("00-tour"))
    press(page, "o")
    page.emulate_media(media="print")
    assert page.locator("nav:visible, dialog:visible, main button:visible").count() == 0


def test_an_article_prints_whole(server, open_page, tmp_path):
    text = "".join(printed(open_page(server.url("lectures/guide.article")), tmp_path / "article.pdf"))
    for title in ("Writing a lecture", "A course is a folder", "Sizes are height first"):
        assert squeezed(title) in squeezed(text)
