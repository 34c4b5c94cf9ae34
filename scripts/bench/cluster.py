"""What the embedded cluster takes: until it is ready, to show pods, to run them, and to hold many of them."""

import subprocess
from pathlib import Path

from table import Row, at_most

# As many pods as the memory's budget is for.
PODS = 2000


def measure(program: Path, *words: str) -> dict[str, list[float]]:
    """The figures of one process of the bench by their names."""
    run = subprocess.run([program, *words], check=True, capture_output=True, text=True, timeout=900)
    lines = (line.split() for line in run.stdout.splitlines())
    return {name: [float(value) for value in values] for name, *values in lines}


def rows(binary: Path) -> list[Row]:
    """All figures; raises RuntimeError where nothing can be measured."""
    program = binary.with_name("BenchCluster")
    if not program.exists():
        raise RuntimeError(f"{program} isn't there")
    found: dict[str, list[float]] = {}
    for words in (["ready"], ["deploy"], ["pods", str(PODS)]):
        found |= measure(program, *words)
    ms = {name: [value / 1000 for value in values] for name, values in found.items() if len(values) == 3}
    return [
        Row("cluster: begun → ready for pods, median", ms["ready"][1], None, "ms", "≤ 300 ms", at_most(300)),
        Row("cluster: deployment of 3 → available, median", ms["deploy"][1], None, "ms", "≤ 1 s", at_most(1000)),
        Row(f"cluster: get pods, 10 of {PODS:,}, p50", ms["get-pods-10"][1], None, "ms", "≤ 5 ms", at_most(5)),
        Row(f"cluster: get pods, 500 of {PODS:,}, p50", ms["get-pods-500"][1], None, "ms"),
        Row(f"cluster: {PODS:,} pods → all available", ms["settle"][1], None, "ms"),
        Row("– of that the processors'", ms["settle-cpu"][1], None, "ms"),
        Row(f"cluster: memory with {PODS:,} running pods", found["rss"][0] / 1024, None, "MiB", "≤ 150 MiB", at_most(150)),
    ]
