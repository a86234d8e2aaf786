"""The bill of materials and the notices, against CycloneDX's schema and against the dependencies as they are."""

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import unittest
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import bom
import notices
import linked as fresh
from linked import ROOT, Crate

FEATURES = ("python", "node", "mobile")


@cache
def linked(feature: str) -> list[Crate]:
    """The crates of a language; cargo is asked once."""
    return fresh.linked(feature)


class Bill(unittest.TestCase):
    """The bill of each language."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.crates = {feature: linked(feature) for feature in FEATURES}
        cls.bills = {
            feature: bom.document("cie", "1.2.3", "pkg:pypi/cie@1.2.3", crates) for feature, crates in cls.crates.items()
        }

    def test_it_is_valid_by_the_schema_of_cyclonedx(self) -> None:
        try:
            from cyclonedx.schema import SchemaVersion
            from cyclonedx.validation.json import JsonStrictValidator
        except ImportError:
            if os.environ.get("CIE_PEERS") == "required":
                raise
            self.skipTest("cyclonedx-python-lib is not installed")
        validator = JsonStrictValidator(SchemaVersion.V1_6)
        for feature, bill in self.bills.items():
            self.assertIsNone(validator.validate_str(json.dumps(bill)), feature)
        broken = json.dumps({**self.bills["python"], "components": [{"type": "crate"}]})
        self.assertIsNotNone(validator.validate_str(broken))

    def test_each_reference_is_a_component_and_each_component_is_reached(self) -> None:
        for feature, bill in self.bills.items():
            edges = {edge["ref"]: edge["dependsOn"] for edge in bill["dependencies"]}
            known = {part["bom-ref"] for part in bill["components"]}
            top = bill["metadata"]["component"]["bom-ref"]
            self.assertEqual(set(edges) - {top}, {ref for ref in known if "cargo" in ref}, feature)
            reached, ahead = set(), [top]
            while ahead:
                ref = ahead.pop()
                if ref not in reached:
                    reached.add(ref)
                    ahead += edges.get(ref, [])
            self.assertEqual(reached - {top}, known, feature)

    def test_versions_and_hashes_are_those_of_the_lock_file(self) -> None:
        locked = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
        expected = {(one["name"], one["version"]): one.get("checksum") for one in locked}
        for bill in self.bills.values():
            for part in bill["components"]:
                if not part["purl"].startswith("pkg:cargo/"):
                    continue
                checksum = expected[part["name"], part["version"]]
                self.assertEqual([one["content"] for one in part.get("hashes", [])], [checksum] if checksum else [])

    def test_each_language_has_its_own_runtime_and_no_tools(self) -> None:
        names = {feature: {crate.name for crate in crates} for feature, crates in self.crates.items()}
        for feature, runtime in (("python", "pyo3"), ("node", "napi"), ("mobile", "uniffi")):
            for other, has in names.items():
                self.assertEqual(runtime in has, other == feature, (runtime, other))
        for tool in ("proptest", "serde_derive", "syn", "cc", "napi-build", "tempfile"):
            self.assertNotIn(tool, names["python"] | names["node"])

    def test_the_same_sources_give_the_same_bill(self) -> None:
        again = bom.document("cie", "1.2.3", "pkg:pypi/cie@1.2.3", fresh.linked("node"))
        self.assertEqual(again, self.bills["node"])
        self.assertNotEqual(again["serialNumber"], self.bills["python"]["serialNumber"])

    def test_sqlite_is_told_apart(self) -> None:
        """Its defects are not those of the crate that carries it."""
        for bill in self.bills.values():
            inside = [one for part in bill["components"] for one in part.get("components", [])]
            self.assertEqual([one["name"] for one in inside], ["sqlite"])
            self.assertRegex(inside[0]["version"], r"^3\.\d+\.\d+$")


class Notices(unittest.TestCase):
    """The notice that goes with a package."""

    def test_every_crate_is_named_with_its_licence(self) -> None:
        for feature in FEATURES:
            crates = linked(feature)
            said = notices.text(crates)
            for crate in crates:
                self.assertEqual(f"- {crate.name} {crate.version} ({crate.license})" in said, not crate.own, crate.key)

    def test_texts_that_must_go_along_do(self) -> None:
        said = notices.text(linked("python"))
        for words in (
            "Copyright 2015-2025 Brian Smith",  # ring, ISC
            "Copyright (c) Tokio Contributors",  # tokio, MIT
            "Copyright © WHATWG",  # encoding_rs, BSD-3-Clause
            "UNICODE LICENSE V3",  # unicode-normalization
            "Community Data License Agreement",  # webpki-roots
            "Fabio Caccamo",  # the tables of places
            "CC BY 4.0",
        ):
            self.assertIn(words, said)
        # The Apache License is a file of its own, and stands in none of the notices again.
        self.assertNotIn("TERMS AND CONDITIONS FOR USE, REPRODUCTION", said)

    def test_what_is_unchanged_under_the_mpl_says_where_its_source_is(self) -> None:
        said = notices.text(linked("mobile"))
        self.assertRegex(said, r"uniffi_core [\d.]+ \(MPL-2.0\), https://crates.io/crates/uniffi_core/[\d.]+\n")
        self.assertIn("https://www.mozilla.org/MPL/2.0/", said)

    def test_a_licence_without_its_text_is_written_out(self) -> None:
        """The crate `napi-sys` is under the MIT licence and was published without it."""
        said = notices.text(linked("node"))
        self.assertIn("Copyright (c) LongYinan\n\nPermission is hereby granted", said)

    def test_the_folder_is_a_command(self) -> None:
        with tempfile.TemporaryDirectory() as out:
            command = [sys.executable, str(Path(__file__).parent), "--feature", "node", "--package", "@cie/sdk"]
            subprocess.run([*command, "--purl", "pkg:npm/%40cie/sdk", "--out", out], check=True)
            bill = json.loads((Path(out) / "sbom.cdx.json").read_text())
            self.assertTrue(re.fullmatch(r"pkg:npm/%40cie/sdk@\d+\.\d+\.\d+", bill["metadata"]["component"]["purl"]))
            self.assertGreater((Path(out) / "THIRD-PARTY.md").stat().st_size, 10_000)


if __name__ == "__main__":
    unittest.main()
