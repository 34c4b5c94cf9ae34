"""The table of results, with ratios and budgets."""

from dataclasses import dataclass
from typing import Callable

MISSING = "n/a"


@dataclass
class Figures:
    """Many measurements of one thing."""

    values: list[float]

    def share(self, part: float) -> float:
        ordered = sorted(self.values)
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)]

    @property
    def median(self) -> float:
        return self.share(0.5)

    @property
    def p95(self) -> float:
        return self.share(0.95)


@dataclass
class Row:
    what: str
    ours: float | None
    theirs: float | None = None
    unit: str = ""
    budget: str = ""
    # Whether the budget is met; it is missed where the figure is missing.
    meets: Callable[[float, float | None], bool] | None = None
    # What stands in place of a figure that is missing.
    missing: str = MISSING

    @property
    def ratio(self) -> str:
        if not self.ours or not self.theirs:
            return ""
        ratio = self.ours / self.theirs
        return f"1/{1 / ratio:.1f}" if ratio < 1 else f"{ratio:.1f}"

    @property
    def verdict(self) -> str:
        if self.meets is None:
            return ""
        return "met" if self.ours is not None and self.meets(self.ours, self.theirs) else "**missed**"

    def cells(self) -> list[str]:
        return [
            self.what, self.shown(self.ours), self.shown(self.theirs) if self.theirs is not None else "–", self.ratio,
            self.budget, self.verdict]

    def shown(self, value: float | None) -> str:
        if value is None:
            return self.missing
        digits = 0 if value >= 1000 or value == int(value) else 1 if value >= 100 else 2
        return f"{value:,.{digits}f} {self.unit}".strip()


def at_most(limit: float):
    return lambda ours, _: ours <= limit


def at_least(limit: float):
    return lambda ours, _: ours >= limit


def share_of_peer(part: float):
    return lambda ours, theirs: theirs is not None and ours <= theirs * part


def markdown(rows: list[Row]) -> str:
    """The rows as a Markdown table whose columns stand under one another."""
    cells = [["what", "slidectl", "present", "ratio", "budget", ""]] + [row.cells() for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(6)]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
