"""Checks the JSON Schema of configs: check.py CELLBENCH ROOT.

The schema must be valid, accept every shipped config, and refuse every config of Tests/Corpus/schema/broken.yaml. The program must
refuse those too, so that neither knows keys, words or bounds that the other does not.
"""

import copy
import json
import pathlib
import subprocess
import sys
import tempfile

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

yaml = YAML(typ="safe")


def plain(value: object) -> object:
    """`value` as JSON has it, with texts as keys."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def changed(config: dict, path: list, value: object) -> dict:
    """A copy of `config` with `value` at `path`; the value DELETE removes the key."""
    result = copy.deepcopy(config)
    inner = result
    for key in path[:-1]:
        inner = inner[key] if isinstance(inner, list) else inner.setdefault(key, {})
    if value == "DELETE":
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return result


def refuses(program: str, config: dict) -> bool:
    """True if the program calls a config malformed."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(config, file)
        file.flush()
        return subprocess.run([program, "validate", file.name], capture_output=True, check=False).returncode == 65


def main(program: str, root: pathlib.Path) -> int:
    """Runs the checks; returns 0 if all pass."""
    schema = json.loads(subprocess.run([program, "schema"], capture_output=True, check=True).stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    wrong = []
    shipped = sorted(root.glob("Configs/**/*.yaml")) + sorted(root.glob("Tests/cellbenchTests/Golden/*.yaml"))
    shipped = [file for file in shipped if "claims" not in file.name]
    for file in shipped:
        for error in validator.iter_errors(plain(yaml.load(file))):
            wrong.append(f"{file.relative_to(root)}: {error.json_path}: {error.message[:200]}")
    broken = yaml.load(root / "Tests/Corpus/schema/broken.yaml")
    base = plain(broken["base"])
    for error in validator.iter_errors(base):
        wrong.append(f"the base of broken configs: {error.json_path}: {error.message[:200]}")
    for number, (path, value) in enumerate(broken["broken"]):
        config = plain(changed(broken["base"], path, value))
        what = f"broken config {number + 1} ({'.'.join(map(str, path))}: {json.dumps(plain(value))})"
        if validator.is_valid(config):
            wrong.append(f"{what}: the schema takes it")
        if not refuses(program, config):
            wrong.append(f"{what}: the program takes it")
    print("\n".join(wrong) or f"{len(shipped)} configs fit the schema, {len(broken['broken'])} broken ones do not")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
