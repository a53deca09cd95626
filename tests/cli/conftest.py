"""What the tests of the command line share."""

import json
from importlib.resources import files

import jsonschema
import pytest


@pytest.fixture(scope="session")
def check_json():
    """A function that checks plain values against the schema that ships with the package."""
    schema = json.loads(files("cleanarticle").joinpath("result.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema).validate
