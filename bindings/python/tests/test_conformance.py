"""The conformance vectors: the same files that Rust, Node and Kotlin run."""

import json
import re
import unittest
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
    return date.fromisoformat(value) if of == "Day" else value


def shown(answer: Any) -> Any:
    """An answer of the package as JSON has it."""
    if isinstance(answer, StrEnum):
        return str(answer)
    if isinstance(answer, date):
        return answer.isoformat()
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
        called = set()
        for file in sorted((FOLDER / "vectors").glob("*.json")):
            vectors = json.loads(file.read_text())
            self.assertEqual((vectors["schema"], vectors["count"]), (1, len(vectors["cases"])))
            for case in vectors["cases"]:
                called.add(case["call"])
                with self.subTest(case["name"], call=case["call"]):
                    self.run_case(case)
        behaviour = json.loads((FOLDER / "behaviour.json").read_text())
        self.assertEqual(called | set(behaviour), set(SCHEMA["functions"]))

    def run_case(self, case: dict[str, Any]) -> None:
        types = dict(SCHEMA["functions"][case["call"]]["arguments"])
        given = {name: made(value, types[name]) for name, value in case["with"].items()}
        function = getattr(cie, case["call"])
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

    def test_the_package_is_the_schemas(self) -> None:
        for name, texts in SCHEMA["choices"].items():
            self.assertEqual([str(one) for one in getattr(cie, name)], texts, name)
        for name, fields in SCHEMA["records"].items():
            for field, _ in fields:
                self.assertTrue(hasattr(getattr(cie, name), field), f"{name}.{field}")
        for name in SCHEMA["functions"]:
            self.assertTrue(callable(getattr(cie, name)), name)


if __name__ == "__main__":
    unittest.main()
