"""The conformance vectors: the same files that Rust, Node and Kotlin run."""

import json
import re
import unittest
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import cie

FOLDER = Path(__file__).parents[2] / "conformance"
SCHEMA = json.loads((FOLDER / "schema.json").read_text())


def made(value: Any, of: str) -> Any:
    """The value in JSON as the package takes it, by its type in the schema."""
    if inner := re.fullmatch(r"Option<(.*)>", of):
        return None if value is None else made(value, inner[1])
    if inner := re.fullmatch(r"Vec<(.*)>", of):
        return [made(one, inner[1]) for one in value]
    if of in SCHEMA["records"]:
        fields = dict(SCHEMA["records"][of])
        given = {name: made(one, fields[name]) for name, one in value.items()}
        return getattr(cie, of)(**given)
    if of in SCHEMA["choices"]:
        return getattr(cie, of)(value)
    if of == "Bytes":
        return b64decode(value)
    return date.fromisoformat(value) if of == "Day" else value


def shown(answer: Any) -> Any:
    """An answer of the package as JSON has it."""
    if isinstance(answer, StrEnum):
        return str(answer)
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, bytes):
        return b64encode(answer).decode()
    if isinstance(answer, list):
        return [shown(one) for one in answer]
    if isinstance(answer, Mapping):
        return {name: shown(one) for name, one in answer.items()}
    fields = SCHEMA["records"].get(type(answer).__name__)
    return {name: shown(getattr(answer, name)) for name, _ in fields} if fields else answer


def has(answer: Any, expected: Any) -> bool:
    """Whether an answer has what is expected, as the runner in Rust says it."""
    if isinstance(expected, dict):
        return all(name in answer and has(answer[name], one) for name, one in expected.items())
    if isinstance(expected, list):
        answers = iter(answer)
        return all(any(has(one, wanted) for one in answers) for wanted in expected)
    if isinstance(expected, str) and isinstance(answer, str):
        return answer.startswith(expected)
    return bool(answer == expected)


class Conformance(unittest.TestCase):
    """Every vector, every function, every name of the schema."""

    def test_every_vector_holds(self) -> None:
        called = set(json.loads((FOLDER / "behaviour.json").read_text()))
        for file in sorted((FOLDER / "vectors").glob("*.json")):
            vectors = json.loads(file.read_text())
            self.assertEqual((vectors["schema"], vectors["count"]), (1, len(vectors["cases"])))
            for case in vectors["cases"]:
                with self.subTest(case["name"], file=file.name):
                    called |= self.run_case(case)
        all_ = set(SCHEMA["functions"])
        for name, about in SCHEMA["objects"].items():
            all_ |= {f"{name}.{method}" for method in ["new", *about["methods"]]}
        self.assertEqual(called, all_)

    def run_case(self, case: dict[str, Any]) -> set[str]:
        """Runs a case: a call, or an object with the calls of its steps. What it reached."""
        if "object" not in case:
            about = SCHEMA["functions"][case["call"]]
            self.run_call(case, getattr(cie, case["call"]), about["arguments"], case["with"])
            return {case["call"]}
        name = case["object"]
        about = SCHEMA["objects"][name]
        if "fails" in case:
            self.run_call(case, getattr(cie, name), about["new"], case["new"])
            return {f"{name}.new"}
        types = dict(about["new"])
        given = {one: made(value, types[one]) for one, value in case["new"].items()}
        object_ = getattr(cie, name)(**given)
        for step in case["steps"]:
            method = getattr(object_, step["call"])
            self.run_call(step, method, about["methods"][step["call"]]["arguments"], step["with"])
        return {f"{name}.new"} | {f"{name}.{step['call']}" for step in case["steps"]}

    def run_call(
        self, case: dict[str, Any], function: Any, arguments: Any, with_: dict[str, Any]
    ) -> None:
        types = dict(arguments)
        given = {name: made(value, types[name]) for name, value in with_.items()}
        if "fails" in case:
            expected = case["fails"]
            with self.assertRaises(cie.CieError) as raised:
                function(**given)
            error = raised.exception
            self.assertEqual((error.code, error.kind), (expected["code"], expected["kind"]))
            for name in expected.keys() & {"byte", "line"}:
                self.assertEqual(getattr(error.position, name), expected[name])
            return
        answer = shown(function(**given))
        if "gives" in case:
            self.assertEqual(answer, case["gives"])
        else:
            self.assertTrue(has(answer, case["has"]), answer)

    def test_the_errors_are_those_of_every_language(self) -> None:
        catalogue = json.loads((FOLDER / "errors.json").read_text())
        self.assertEqual(shown(cie.error_catalogue()), catalogue)

    def test_the_package_is_the_schemas(self) -> None:
        for name, texts in SCHEMA["choices"].items():
            self.assertEqual([str(one) for one in getattr(cie, name)], texts, name)
        for name, fields in SCHEMA["records"].items():
            for field, _ in fields:
                self.assertTrue(hasattr(getattr(cie, name), field), f"{name}.{field}")
        for name in [*SCHEMA["functions"], *SCHEMA["objects"]]:
            self.assertTrue(callable(getattr(cie, name)), name)
        for name, methods in SCHEMA["callbacks"].items():
            for method in methods:
                self.assertTrue(callable(getattr(getattr(cie, name), method)), name)


if __name__ == "__main__":
    unittest.main()
