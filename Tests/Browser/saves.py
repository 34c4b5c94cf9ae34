"""Saves of a lecture by script, and the time until the page shows them."""

from collections.abc import Callable, Iterator

DECK, CODE, PICTURE = "lectures/00-tour.slide", "assets/tour/hello.go", "assets/tour/compass.svg"
TITLES = "[...document.querySelectorAll('main > section > h2')].map(h => h.textContent)"
WATCH = """const until = (test, deadline = 5000) => new Promise((good, bad) => {
    const seen = new MutationObserver(look), slow = setTimeout(() => end(bad, 'not within 5 s'), deadline);
    function end(how, what) {
        seen.disconnect();
        removeEventListener('load', look, true);
        clearTimeout(slow);
        how(what);
    }
    function look() { if (test()) end(good, Date.now()) }
    seen.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    addEventListener('load', look, true);
});"""

Save = Callable[[], float]


class Watcher:
    """Looks at each change of a page's tree until it holds what is expected."""

    def __init__(self, page):
        self.page = page
        # The stream must be open before the first save.
        page.wait_for_timeout(300)

    def save(self, save: Save, expected: str) -> float:
        """Saves; waits until the page is as expected; returns the milliseconds between."""
        assert not self.page.evaluate(f"!!({expected})"), f"true before the save: {expected}"
        self.page.evaluate(f"() => {{ {WATCH} window.changed = until(() => {expected}) }}")
        began = save()
        return self.page.evaluate("changed") - began


class Saves:
    """Seven kinds of saves, again and again.

    Each is a kind, the save, what the page then shows, and by how much the slide looked at moves (it is
    next to the picture, which loads only when it is near).
    """

    def __init__(self, course):
        self.course = course

    def fifty(self) -> Iterator[tuple[str, Save, str, int]]:
        for round in range(7):
            yield self.text(round)
            yield self.code(round)
            yield self.insert(round)
            yield self.remove(round)
            yield self.picture(round)
            yield self.broken(round)
            yield self.mended(round)
        yield self.text(7)

    def edit(self, old: str, new: str) -> Save:
        return lambda: self.course.replace(DECK, old, new)

    def text(self, round: int):
        line = "the source is the point"
        old, new = line + f" {round - 1}" * (round > 0), f"{line} {round}"
        expected = f"document.getElementById('2').innerText.includes('{new}')"
        return "text", self.edit(old + "\n", new + "\n"), expected, 0

    def code(self, round: int):
        old, new = f'"Hello{round or ""}, "', f'"Hello{round + 1}, "'
        expected = f"document.querySelector('main').textContent.includes('return {new} + name')"
        return "code", lambda: self.course.replace(CODE, old, new), expected, 0

    def insert(self, round: int):
        save = self.edit("## The header\n", f"## Inserted {round}\n\nText\n\n## The header\n")
        return "insert", save, f"{TITLES}.includes('Inserted {round}')", 1

    def remove(self, round: int):
        save = self.edit(f"## Inserted {round}\n\nText\n\n", "")
        return "remove", save, f"!{TITLES}.includes('Inserted {round}')", -1

    def picture(self, round: int):
        side = 300 + round
        drawing = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">'
                   '<circle cx="150" cy="150" r="90"/></svg>')
        expected = f"document.querySelector('main img[alt=\"A compass\"]').naturalWidth == {side}"
        return "picture", lambda: self.course.save(PICTURE, drawing), expected, 0

    def broken(self, round: int):
        save = self.edit("## Lists\n", "## Lists\n\n.code missing.go\n")
        return "broken", save, "document.querySelector('.problem')", 0

    def mended(self, round: int):
        save = self.edit("## Lists\n\n.code missing.go\n", "## Lists\n")
        return "mended", save, "!document.querySelector('.problem')", 0
