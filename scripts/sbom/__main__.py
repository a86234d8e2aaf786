"""Writes what goes with a package: its bill of materials, and the licences of what is linked into it.

    python3 scripts/sbom --feature node --package @cie/sdk --purl pkg:npm/%40cie/sdk --out FOLDER

writes FOLDER/sbom.cdx.json and FOLDER/THIRD-PARTY.md.
"""

import argparse
import json
from pathlib import Path

import bom
import notices
from linked import linked

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--feature", required=True, choices=["python", "node", "mobile"], help="the language of the facade")
parser.add_argument("--package", required=True, help="the name of the package")
parser.add_argument("--purl", required=True, help="its package URL, without the version")
parser.add_argument("--target", help="what it is built for; this machine unless given")
parser.add_argument("--out", required=True, type=Path, help="the folder to write into")
given = parser.parse_args()

crates = linked(given.feature, given.target)
version = crates[0].version
bill = bom.document(given.package, version, f"{given.purl}@{version}", crates)
given.out.mkdir(parents=True, exist_ok=True)
(given.out / "sbom.cdx.json").write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n")
(given.out / "THIRD-PARTY.md").write_text(notices.text(crates))
