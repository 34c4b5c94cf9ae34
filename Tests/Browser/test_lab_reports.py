"""Reports of labs, as others read them: the goldens that the Swift tests hold the renderers to.

Nothing here runs slidectl: what the goldens are, its output is.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from axe import Axe

try:
    import jsonschema
except ImportError:
    jsonschema = None

ROOT = Path(__file__).resolve().parents[2]
GOLDENS = ROOT / "Tests/LabReportTests/Snapshots"
PAGES = sorted(path.name for path in GOLDENS.glob("*.html"))
AUDIENCES = ["staff", "student"]


def address(name: str) -> str:
    return (GOLDENS / name).as_uri()


@pytest.fixture(scope="module")
def validator():
    if jsonschema is None:
        pytest.skip("the Python package jsonschema is missing (scripts/install-dependencies test)")
    schema = json.loads((ROOT / "docs/lab-report.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_there_are_pages():
    assert len(PAGES) == 6


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("report", ["report", "hostile"])
def test_json_follows_its_schema(validator, report, audience):
    report = json.loads((GOLDENS / f"{report}.{audience}.json").read_text())
    assert [error.message for error in validator.iter_errors(report)] == []


@pytest.mark.parametrize("change", [
    lambda report: report.pop("labs"),
    lambda report: report["labs"][0].update(verdict="passed"),
    lambda report: report["labs"][0]["points"]["public"].update(earned=6),
    lambda report: report["labs"][0]["points"]["public"].update(earned="6.0000"),
    lambda report: report["labs"][0]["steps"][0].update(secret="x"),
    lambda report: report["labs"][0]["steps"][0]["checks"][0].pop("id"),
])
def test_the_schema_refuses_what_is_no_report(validator, change):
    report = json.loads((GOLDENS / "report.staff.json").read_text())
    change(report)
    assert not validator.is_valid(report)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("report", ["report", "hostile"])
def test_junit_follows_the_schema_of_jenkins(report, audience):
    if not shutil.which("xmllint"):
        pytest.skip("the program xmllint is missing (scripts/install-dependencies test)")
    schema = Path(__file__).parent / "schemas/junit-10.xsd"
    done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, GOLDENS / f"{report}.{audience}.xml"],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("audience", AUDIENCES)
def test_junit_counts_what_it_holds(audience):
    root = ElementTree.parse(GOLDENS / f"report.{audience}.xml").getroot()
    assert len(root.findall("testsuite")) == 2
    for element in [root, *root.findall("testsuite")]:
        assert int(element.get("tests")) == len(list(element.iter("testcase")))
        assert int(element.get("failures")) == len(list(element.iter("failure")))
        assert int(element.get("errors")) == len(list(element.iter("error")))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_gradescope_gets_what_it_asks_for(audience):
    results = json.loads((GOLDENS / f"report.{audience}.gradescope.json").read_text())
    assert results["output_format"] in ("text", "html", "simple_format", "md", "ansi")
    for test in results["tests"]:
        assert test["visibility"] in ("visible", "after_due_date", "after_published", "hidden")
        assert test.get("status", "passed") in ("passed", "failed")
        assert isinstance(test["score"], (int, float)) and isinstance(test["max_score"], (int, float))
    assert round(sum(test["score"] for test in results["tests"]), 3) == results["score"]
    hidden = [test for test in results["tests"] if test["visibility"] != "visible"]
    assert bool(hidden) == (audience == "staff")


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_allows_exactly_the_style(name):
    text = (GOLDENS / name).read_text()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    wanted = "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src '{wanted}'" in text, f"put {wanted} into PageStyle.swift"
    assert "<script" not in text and "default-src 'none'" in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", PAGES)
def test_pages_can_be_used_by_all(open_page, name, width, scheme):
    page = open_page(address(name), size=(width, 740), color_scheme=scheme)
    assert Axe(page).violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "only tables scroll aside"
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(15, 19, 24)"), "the style applies"
    assert page.locator("table caption").count() == page.locator("table").count() > 0
    assert page.locator("h1").count() == 1
    assert page.locator("script, img, a, iframe, object").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_black_on_white_on_paper(open_page, scheme):
    page = open_page(address("report.student.html"), color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    style = page.evaluate("""(({backgroundColor, color}) => [backgroundColor, color])(
        getComputedStyle(document.body))""")
    assert style == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
