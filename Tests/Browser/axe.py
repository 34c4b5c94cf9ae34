"""axe-core, which looks for what keeps people from using a page."""

import json
from importlib.resources import files

# target-size is off by default; frames show other people's pages.
OPTIONS = {
    "elementRef": True,
    "rules": {"target-size": {"enabled": True}},
    "iframes": False,
}
SUMMARY = """results => {
    const shown = document.querySelector('dialog[open]') ?? document.querySelector('main');
    const {top, bottom} = shown.getBoundingClientRect();
    const inside = e => shown.localName == 'main'
        || e.getBoundingClientRect().top > top && e.getBoundingClientRect().bottom < bottom;
    // Elements with words of their own; neither a frame's, not scrolled out of a dialog.
    const texts = [...shown.querySelectorAll('*')].filter(e => e.checkVisibility({opacityProperty: true})
        && inside(e) && !e.closest('[aria-hidden], svg, video, iframe, audio')
        && [...e.childNodes].some(n => n.nodeType == 3 && /[\\p{L}\\p{N}]{2}/u.test(n.data)));
    const weighed = new Set([results.passes, results.incomplete, results.violations].flat()
        .filter(r => r.id == 'color-contrast').flatMap(r => r.nodes.map(n => n.element)));
    return {
        texts: texts.length,
        contrasts: texts.filter(e => weighed.has(e)).length,
        missed: texts.filter(e => !weighed.has(e)).map(e => e.outerHTML.slice(0, 80)),
        violations: results.violations.flatMap(v => v.nodes.map(n =>
            `${v.id}: ${n.target}: ${n.failureSummary}`)),
    };
}"""


class Axe:
    """axe in one page. It comes in by the DevTools protocol, past the policy that keeps scripts out."""

    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.evaluate((files("axe_playwright_python") / "axe.min.js").read_text() + "\n;0")

    def evaluate(self, expression: str):
        answer = self.session.send("Runtime.evaluate", {
            "expression": expression, "awaitPromise": True, "returnByValue": True,
            "allowUnsafeEvalBlockedByCSP": True,
        })
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def violations(self) -> list[str]:
        """What axe finds in the page as it is shown now: rule, element, reason."""
        found = self.evaluate(f"axe.run(document, {json.dumps(OPTIONS)}).then({SUMMARY})")
        # axe passes over what it takes for hidden: that it saw the text has to be certain.
        assert found["contrasts"] == found["texts"] > 0, f"axe weighed the contrast of {found}"
        return found["violations"]
