"""axe-core, which looks for what keeps people from using a page."""

import json
from importlib.resources import files

# target-size is off by default; frames show other people's pages.
OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
    "iframes": False,
}


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
        found = self.evaluate(f"axe.run(document, {json.dumps(OPTIONS)}).then(r => ({{passes: r.passes.length, "
                              "violations: r.violations.flatMap(v => v.nodes.map(n => "
                              "`${v.id}: ${n.target}: ${n.failureSummary}`))}))")
        assert found["passes"] > 10, "axe looked at nothing"
        return found["violations"]
