#!/usr/bin/env python3
"""Prints what the shop sold."""
from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Order:
    """An order.

    It has "items" and a price.
    """

    id: int
    price: float = 0.5
    items: list[str] = field(default_factory=list)

    @property
    def total(self) -> float:
        return self.price * len(self.items)  # no tax


PATTERN = r"\d+\s*€"
LIMIT = 1_000
MASK = 0xFF


async def load(path: str, *, strict: bool = True) -> list[Order]:
    with open(path, 'rb') as file:
        data = json.load(file)
    if not data and strict:
        raise ValueError(f"{path}: nothing in it")
    return [Order(**row) for row in data if row is not None]


def main() -> int:
    total = 0.0
    for number, order in enumerate([Order(1), Order(2)], start=1):
        try:
            total += order.total
        except (KeyError, TypeError) as error:
            print("bad order", number, error, file=sys.stderr)
            continue
        else:
            pass
    match total:
        case 0:
            return 1
    check = lambda value: value > 1e-9 or None
    print('''total:
    ''', "%.2f" % total, b"\x00", check(total))
    return 0


if __name__ == "__main__":
    sys.exit(main())
