"""Checks the JSON Schema of configs: check.py CELLBENCH ROOT.

The schema must be valid and accept every shipped config. Of Tests/Corpus/schema/configs.yaml it must accept the sound configs and
refuse the broken ones. The program must do the same, so that neither knows keys, words or bounds that the other does not.
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

FEWEST_BROKEN = 60
KIND = {True: "sound", False: "broken"}


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


def status(program: str, config: dict) -> int:
    """Exit status of the program for a config: 0 for a sound one, 65 for a malformed one."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(config, file)
        file.flush()
        return subprocess.run([program, "validate", file.name], capture_output=True, check=False).returncode


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
    corpus = yaml.load(root / "Tests/Corpus/schema/configs.yaml")
    changes = [([], None, True)]
    changes += [(path, value, is_sound) for is_sound in (True, False) for path, value in corpus[KIND[is_sound]]]
    for path, value, is_sound in changes:
        config = plain(changed(corpus["base"], path, value) if path else corpus["base"])
        what = f"a {KIND[is_sound]} config ({'.'.join(map(str, path))}: {json.dumps(plain(value))})"
        verb = "refuses" if is_sound else "takes"
        if validator.is_valid(config) != is_sound:
            wrong.append(f"{what}: the schema {verb} it")
        if (found := status(program, config)) != (0 if is_sound else 65):
            wrong.append(f"{what}: the program {verb} it, with status {found}")
    count = {is_sound: len(shipped) * is_sound + sum(change[2] == is_sound for change in changes) for is_sound in KIND}
    if count[False] < FEWEST_BROKEN:
        wrong.append(f"{count[False]} broken configs; there are to be {FEWEST_BROKEN}")
    print("\n".join(wrong) or f"{count[True]} configs fit the schema, {count[False]} broken ones do not")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
