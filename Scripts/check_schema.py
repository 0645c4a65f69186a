"""Checks every vector file against the JSON Schema (needs `jsonschema`)."""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator

vectors = pathlib.Path(__file__).resolve().parent.parent / "Vectors"
schema = json.loads((vectors / "schema" / "vectors.schema.json").read_text())
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
manifest = json.loads((vectors / "manifest.json").read_text())
problems = []
for entry in manifest["files"]:
    document = json.loads((vectors / entry["path"]).read_text())
    for error in validator.iter_errors(document):
        problems.append(f"{entry['path']}: {error.json_path}: {error.message}")
    # What a schema of one file cannot say: the header is that of the manifest.
    for member in ("optimizer", "format"):
        if document[member] != entry[member]:
            problems.append(f"{entry['path']}: {member} contradicts the manifest")
print(*problems, sep="\n", file=sys.stderr, end="\n" if problems else "")
print(f"{len(manifest['files'])} files, {len(problems)} problems")
sys.exit(1 if problems or not manifest["files"] else 0)
