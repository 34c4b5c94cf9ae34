"""Code: it can be copied, its lines are marked and numbered, its tokens coloured."""

import pytest

from slides import SHOWN, number, press, show, until


@pytest.fixture
def page(server, open_page):
    return open_page(server.deck("00-tour"), permissions=["clipboard-read", "clipboard-write"])


def shown(text: str) -> str:
    """A file's text as the format shows it: a tab is four spaces."""
    return text.replace("\t", "    ")


def copied(page, title: str, index: int) -> str:
    """Copies a block of code by its button; returns the clipboard's text."""
    page.evaluate("navigator.clipboard.writeText('')")
    show(page, number(page, title))
    block = page.locator("section:not([hidden]) .code").nth(index)
    block.hover()
    block.get_by_role("button", name="Copy code").click()
    until(page, "navigator.clipboard.readText().then(t => t != '')")
    return page.evaluate("navigator.clipboard.readText()")


def test_code_is_copied_as_it_stands_in_its_file(server, page):
    source = shown((server.root / "assets/tour/hello.go").read_text()).replace(" // HL", "")
    text = copied(page, "Code: a part of a file", 1)
    assert text.startswith("func greeting") and text in source


def test_a_fence_is_copied_as_it_stands_in_the_deck(server, page):
    deck = (server.root / "lectures/00-tour.slide").read_text()
    assert f"```go\n{copied(page, 'Fences: Go and shell', 0)}```" in deck


def test_of_a_session_only_the_commands_are_copied(page):
    assert copied(page, "Fences: Go and shell", 1) == 'echo "one command" && \\\n    echo "on two lines"'


def test_every_command_of_a_session_is_copied(server, open_page):
    page = open_page(server.deck("08-containers"), permissions=["clipboard-read", "clipboard-write"])
    assert copied(page, "Publishing a port", 0).split("\n") == [
        "docker run -d --name web -p 8080:80 nginx:1.27",
        "curl -s http://localhost:8080/",
        "docker rm -f web",
    ]


def test_copying_is_said_and_works_by_keyboard(page):
    show(page, number(page, "Fences: Dockerfile and YAML"))
    page.locator("section:not([hidden]) .code button").first.focus()
    press(page, "Enter")
    until(page, "document.querySelector('body > output').textContent == 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()").startswith("FROM alpine")


def test_the_button_is_no_part_of_the_code(page):
    assert page.locator("main pre button").count() == 0


def test_named_lines_are_marked(server, page):
    source = shown((server.root / "assets/tour/hello.go").read_text()).split("\n")
    named = [line.split("// HLloop")[0].rstrip() for line in source if line.endswith("// HLloop")]
    show(page, number(page, "Code: what is hidden, what is marked"))
    blocks = page.locator("section:not([hidden]) pre:has(mark)")
    marks = [text.rstrip() for text in blocks.first.locator("mark").all_text_contents()]
    assert marks == named and named
    assert blocks.first.locator("span[data-n]").count() > 0, "the other lines aren't marked"
    assert "OMIT" not in blocks.first.text_content() and "HL" not in blocks.first.text_content()
    # A marked line differs by more than its colour.
    mark = blocks.first.locator("mark").first
    assert mark.evaluate("m => parseFloat(getComputedStyle(m).borderLeftWidth)") > 2


def test_numbers_are_the_lines_of_the_file(server, page):
    source = shown((server.root / "assets/tour/hello.go").read_text()).split("\n")
    show(page, number(page, "Code: numbers and editing"))
    lines = page.locator("section:not([hidden]) pre.numbers [data-n]").evaluate_all(
        "all => all.map(e => "
        "[+e.dataset.n, e.textContent.trimEnd(), getComputedStyle(e, '::before').content])")
    assert len(lines) > 4
    for at, text, written in lines:
        assert source[at - 1].startswith(text)
        assert str(at) in written


def test_tokens_are_coloured(page):
    show(page, number(page, "Fences: Go and shell"))
    colours = page.evaluate(
        f"[...{SHOWN}.querySelectorAll('pre *')].map(e => getComputedStyle(e).color)")
    assert len(set(colours)) >= 4


def test_lines_begin_at_the_left_also_above_a_caption(server, open_page):
    page = open_page(server.deck("08-containers"))
    show(page, number(page, "Our program"))
    edges = page.evaluate(f"""[...{SHOWN}.querySelectorAll('figure pre code')].flatMap(code => {{
        const range = new Range();
        return ['func', 'port', '}}'].map(word => {{
            const walker = document.createTreeWalker(code, 4);
            for (let node; node = walker.nextNode();) {{
                const at = node.data.indexOf(word);
                if (at < 0) continue;
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                return range.getBoundingClientRect().left - code.getBoundingClientRect().left;
            }}
        }});
    }})""")
    assert len(edges) == 3
    assert max(edges[0], edges[2]) < 2, "what isn't indented begins where the code does"
    assert edges[1] > 20
