"""The JSON Schema: the file in the package is what the records say, in both languages, and holds for what we write."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from planparse import extract
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
from planparse.exporters.yaml import SCHEMA_FILE
from planparse.schema import json_schema, printed, published
from tests.documents import NAMES, sample

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def nodes() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record and every field, by name."""
    schema = json_schema()
    for name, record in {"Plan": schema, **schema["$defs"]}.items():
        yield name, record
        for field, node in record["properties"].items():
            yield f"{name}.{field}", node


def test_the_package_holds_the_schema_of_the_records() -> None:
    assert published() == printed(), "run: python -m planparse.schema --write"


@pytest.mark.parametrize(("name", "node"), [pytest.param(*one, id=one[0]) for one in nodes()])
def test_a_field_is_explained_in_both_languages(name: str, node: dict[str, Any]) -> None:
    assert CHINESE.search(node["title"]) or node["title"] == "SHA-256"
    assert re.match(r"[A-Z][a-z0-9 ]+(: |$)", node["description"]), name


def test_the_command_prints_the_file_without_pydantic() -> None:
    program = (
        "import sys; from planparse.cli import run; run(['schema']); sys.exit('pydantic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, published(), b"")


def test_the_modeline_names_the_file() -> None:
    text = exporter("yaml")(extract(sample(NAMES[0])), Layout()).decode()
    assert text.startswith(f"# yaml-language-server: $schema={SCHEMA_FILE}\n")


def as_json(value: Any) -> Any:
    """YAML's data as JSON has it: a date is a text."""
    if isinstance(value, dict):
        return {key: as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(json_schema())
    return jsonschema.Draft202012Validator(json.loads(published()))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("full", [False, True])
def test_what_extract_writes_holds_against_the_schema(name: str, full: bool, validator: Any) -> None:
    plan = extract(sample(name))
    data = yaml.safe_load(exporter("yaml")(plan, Layout(full=full)))
    assert [error.message for error in validator.iter_errors(as_json(data))] == []
    data = json.loads(exporter("json")(plan, Layout(full=full)))
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", 3.1), ("titel", "修路"), ("lead_units", "甲局"), ("section_kind", "其他"), ("due", True)],
)
def test_an_editor_sees_what_is_wrong(field: str, value: object, validator: Any) -> None:
    data = as_json(yaml.safe_load(exporter("yaml")(extract(sample(NAMES[0])), Layout())))
    data["tasks"][0][field] = value
    assert list(validator.iter_errors(data))
