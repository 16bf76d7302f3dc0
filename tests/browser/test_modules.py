"""The modules of `chat_app/browser`: pure ones have unit tests, which `make test` runs in Node."""

from pathlib import Path

PROJECT = Path(__file__).parents[2]
MODULES = {file.name.removesuffix(".js") for file in (PROJECT / "chat_app" / "browser").glob("*.js")}
TESTED = {file.name.removesuffix(".test.js") for file in (PROJECT / "tests" / "browser").glob("*.test.js")}


def test_every_module_that_touches_no_page_has_unit_tests():
    pure = {name for name in MODULES if not name.endswith(".page")}
    assert pure == TESTED
