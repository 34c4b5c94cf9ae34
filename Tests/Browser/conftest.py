"""What the tests of the pages share: one browser, one server for the real lectures, scratch copies to edit.

Every page that a test opens is watched: a console error, a script error, a failed request or a request to
another machine fails the test that opened it, whatever else it looks at.
"""

import os
import shutil
from pathlib import Path

import pytest

from serving import Course, Server
from watching import Watch

try:
    from playwright.sync_api import sync_playwright
except ImportError:
    sync_playwright = None

ROOT = Path(__file__).resolve().parents[2]
DECKS = sorted(path.stem for path in ROOT.glob("lectures/*.slide"))
SUMMARY = pytest.StashKey[list]()


def what_is_missing() -> str | None:
    if sync_playwright is None:
        return "the Python package playwright is missing (scripts/install-dependencies test)"
    if not shutil.which("chromium"):
        return "the program chromium is missing (scripts/install-dependencies test)"
    return None


def pytest_configure(config):
    config.stash[SUMMARY] = []
    if os.environ.get("CI") == "true" and (missing := what_is_missing()):
        pytest.exit(f"The pages can't be tested: {missing}.", returncode=1)
    # A skipped test says why, also with -q.
    config.option.reportchars += "s"


def pytest_collection_modifyitems(items):
    if missing := what_is_missing():
        for item in items:
            item.add_marker(pytest.mark.skip(reason=missing))


def pytest_generate_tests(metafunc):
    if "deck" in metafunc.fixturenames:
        metafunc.parametrize("deck", DECKS)


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash[SUMMARY]:
        terminalreporter.write_line(line)


@pytest.fixture
def report(request):
    """Adds a line to what is printed at the end of the run."""
    return request.config.stash[SUMMARY].append


@pytest.fixture(scope="session")
def binary() -> Path:
    path = Path(os.environ.get("SLIDECTL", ROOT / ".build/debug/slidectl")).resolve()
    if not path.exists():
        pytest.exit(f"{path} is missing: run `swift build`, or name a binary by SLIDECTL.", returncode=1)
    return path


@pytest.fixture(scope="session")
def server(binary):
    """Serves the lectures of the repository."""
    with Server(binary, ROOT / "lectures", ROOT) as running:
        yield running


@pytest.fixture
def course(tmp_path) -> Course:
    """A copy of the lectures and their assets that a test may edit."""
    return Course.copied(ROOT, tmp_path / "course")


@pytest.fixture
def scratch(binary, course):
    """Serves the copy."""
    with Server(binary, course.root / "lectures", course.root) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu",
                  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield running
        running.close()


@pytest.fixture
def open_page(browser):
    """Opens an address in a context of its own: `open_page(url, size=(w, h), **options of the context)`.

    `expecting` are the statuses above 399 that the test is about.
    """
    contexts, watches = [], []

    def opened(url, size=(1280, 720), expecting=(), **options):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.watch = Watch(context, expecting)
        watches.append(page.watch)
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    for watch in watches:
        assert watch.problems == []
