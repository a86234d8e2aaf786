"""A bill of materials in CycloneDX 1.6."""

import json
import re
import subprocess
import uuid
from collections.abc import Iterable

from linked import ROOT, Crate

# Identifies bills of this project: a bill with the same content has the same serial number.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "pkg:cargo/cie-api")


def document(package: str, version: str, purl: str, crates: list[Crate]) -> dict[str, object]:
    """The bill of a package of a language, of which `crates` are the native part."""
    facade = crates[0]
    whole = {
        "type": "library",
        "bom-ref": purl,
        "name": package,
        "version": version,
        "purl": purl,
        "licenses": [{"expression": facade.license}],
    }
    parts = [component(crate) for crate in crates] + [standard_library()]
    depends = {crate.key: list(crate.uses) for crate in crates}
    refs = {crate.key: reference(crate) for crate in crates}
    edges = [{"ref": purl, "dependsOn": [refs[facade.key], str(parts[-1]["bom-ref"])]}]
    edges += [{"ref": refs[key], "dependsOn": sorted(refs[use] for use in uses)} for key, uses in depends.items()]
    bill: dict[str, object] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            **timestamp(),
            "component": whole,
        },
        "components": parts,
        "dependencies": edges,
    }
    bill["serialNumber"] = uuid.uuid5(NAMESPACE, json.dumps(bill, sort_keys=True)).urn
    return bill


def reference(crate: Crate) -> str:
    """The package URL, which also names the component within the bill."""
    return f"pkg:cargo/{crate.name}@{crate.version.replace('+', '%2B')}"


def component(crate: Crate) -> dict[str, object]:
    """A crate as a component."""
    told: dict[str, object] = {
        "type": "library",
        "bom-ref": reference(crate),
        "name": crate.name,
        "version": crate.version,
        "scope": "required",
        "purl": reference(crate),
        "licenses": [{"expression": crate.license}],
    }
    if crate.checksum:
        told["hashes"] = [{"alg": "SHA-256", "content": crate.checksum}]
    if crate.repository:
        told["externalReferences"] = [{"type": "vcs", "url": crate.repository}]
    inside = list(carried(crate))
    if inside:
        told["components"] = inside
    return told


def carried(crate: Crate) -> Iterable[dict[str, object]]:
    """What a crate brings along that is no crate, and that has defects of its own."""
    if crate.name == "libsqlite3-sys":
        header = (crate.folder / "sqlite3" / "sqlite3.h").read_text()
        version = re.search(r'#define SQLITE_VERSION +"([0-9.]+)"', header)
        if version is None:
            raise SystemExit("sqlite3.h does not say its version")
        yield {
            "type": "library",
            "bom-ref": f"pkg:generic/sqlite@{version[1]}",
            "name": "sqlite",
            "version": version[1],
            "purl": f"pkg:generic/sqlite@{version[1]}",
            "cpe": f"cpe:2.3:a:sqlite:sqlite:{version[1]}:*:*:*:*:*:*:*",
            "licenses": [{"license": {"id": "blessing"}}],
        }


def standard_library() -> dict[str, object]:
    """Rust's own library, which every program has."""
    said = subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout
    version = said.split()[1]
    return {
        "type": "library",
        "bom-ref": f"pkg:generic/rust-std@{version}",
        "name": "rust-std",
        "version": version,
        "scope": "required",
        "purl": f"pkg:generic/rust-std@{version}",
        "licenses": [{"expression": "MIT OR Apache-2.0"}],
    }


def timestamp() -> dict[str, str]:
    """The day of the sources rather than of the build, so that the same sources give the same bill."""
    asked = ["git", "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%dT%H:%M:%SZ"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, env={"TZ": "UTC", "PATH": "/usr/bin:/bin"})
    return {"timestamp": said.stdout.strip()} if said.returncode == 0 else {}
