"""Light and dark, by the system and by the key; what else a reader's system may ask for."""

import pytest

from slides import SHOWN, number, press, show

# A dark scheme has light ink on dark paper.
LIGHTNESS = """(() => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const of = colour => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
        return (r + g + b) / 765;
    };
    const style = getComputedStyle(document.body);
    return [of(style.backgroundColor), of(style.color)];
})()"""


def is_dark(page) -> bool:
    paper, ink = page.evaluate(LIGHTNESS)
    assert abs(paper - ink) > .7
    return paper < ink


@pytest.mark.parametrize("path", ["lectures/00-tour.slide", "lectures/guide.article", "lectures/"])
def test_pages_follow_the_system(server, open_page, path):
    page = open_page(server.url(path), color_scheme="light")
    assert not is_dark(page)
    page.emulate_media(color_scheme="dark")
    assert is_dark(page)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_key_goes_through_the_schemes_and_is_remembered(server, open_page, system):
    page = open_page(server.deck("00-tour"), color_scheme=system)
    seen = []
    for _ in range(3):
        press(page, "t")
        seen.append((page.evaluate("document.documentElement.style.colorScheme"), is_dark(page)))
        page.reload()
        assert seen[-1] == (page.evaluate("document.documentElement.style.colorScheme"), is_dark(page))
    assert seen == [("light", False), ("dark", True), ("", system == "dark")]


def test_a_choice_holds_for_all_decks(server, open_page):
    page = open_page(server.deck("00-tour"), color_scheme="light")
    press(page, "t", "t")
    page.goto(server.deck("08-containers"))
    assert is_dark(page)


def test_colours_work_without_storage(server, open_page, browser):
    page = open_page(server.address)
    page.add_init_script("""Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('no', 'SecurityError') } })""")
    page.goto(server.deck("00-tour"))
    press(page, "t", "t")
    assert is_dark(page)


def test_nothing_moves_by_itself(server, open_page):
    page = open_page(server.deck("00-tour"), reduced_motion="reduce")
    for keys in (["ArrowRight"], ["o"], ["Escape"], ["/"], ["Escape"], ["End"], ["Home"]):
        press(page, *keys)
        assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("""[...document.querySelectorAll('*')]
        .filter(e => getComputedStyle(e).scrollBehavior == 'smooth').length""") == 0


def test_forced_colours_keep_what_carries_meaning(server, open_page):
    page = open_page(server.deck("00-tour"), forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    show(page, number(page, "Code: what is hidden, what is marked"))
    mark = f"getComputedStyle({SHOWN}.querySelector('pre mark'))"
    assert page.evaluate(f"parseFloat({mark}.borderLeftWidth) > 2 && {mark}.borderLeftStyle") == "solid"
    code = f"getComputedStyle({SHOWN}.querySelector('pre'))"
    assert page.evaluate(f"{code}.borderTopStyle") == "solid", "code keeps a frame where its tint is gone"
    press(page, "o")
    focused = "getComputedStyle(document.activeElement, '::after')"
    assert page.evaluate(f"parseFloat({focused}.borderTopWidth)") > 2
