"""The crates that are linked into the facade when it is built for one language."""

import json
import os
import re
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FACADE = "cie-api"
# "1 tokio v1.54.1 (*)", "0 cie-api v0.1.0 (/path)": how deep it stands, name, version.
LINE = re.compile(r"(\d+)(\S+) v(\S+)")


@dataclass
class Crate:
    """A crate in the program."""

    name: str
    version: str
    license: str
    authors: list[str]
    folder: Path
    repository: str | None
    # SHA-256 of what the registry gave; none for the project's own crates.
    checksum: str | None
    uses: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What tells it from the others: two versions of a crate may be linked."""
        return f"{self.name}@{self.version}"

    @property
    def own(self) -> bool:
        """It is one of the project's crates."""
        return self.checksum is None


def cargo(*arguments: str) -> str:
    """What cargo says; it may not change the lock file, nor go on the network."""
    command = [os.environ.get("CARGO", "cargo"), *arguments, "--locked", "--offline"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def host() -> str:
    """The target that this machine builds for."""
    version = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    return version.partition("host: ")[2].split()[0]


def tree(feature: str, target: str) -> list[tuple[int, str]]:
    """Every use of a crate by another: depth and key. `cargo tree` resolves features as the build
    does, which `cargo metadata` does not; macros run in the compiler and are in no program."""
    printed = cargo(
        *("tree", "--package", FACADE, "--features", feature, "--target", target),
        *("--edges", "normal,no-proc-macro", "--prefix", "depth", "--charset", "ascii"),
    )
    matches = [LINE.match(line) for line in printed.splitlines() if line]
    return [(int(match[1]), f"{match[2]}@{match[3]}") for match in matches if match]


def linked(feature: str, target: str | None = None) -> list[Crate]:
    """The crates of the program for this language, the facade first, the others by name."""
    described = json.loads(cargo("metadata", "--format-version=1", "--all-features"))["packages"]
    packages = {f"{package['name']}@{package['version']}": package for package in described}
    locked = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    checksums = {f"{one['name']}@{one['version']}": one.get("checksum") for one in locked}

    crates: dict[str, Crate] = {}
    above: list[str] = []
    for depth, key in tree(feature, target or host()):
        package = packages[key]
        crate = crates.setdefault(
            key,
            Crate(
                name=package["name"],
                version=package["version"],
                license=expression(package["license"]),
                authors=[author.partition(" <")[0] for author in package["authors"]],
                folder=Path(package["manifest_path"]).parent,
                repository=package["repository"],
                checksum=checksums[key],
            ),
        )
        del above[depth:]
        if above and key not in crates[above[-1]].uses:
            crates[above[-1]].uses.append(crate.key)
        above.append(crate.key)
    facade, *others = crates.values()
    return [facade, *sorted(others, key=lambda crate: crate.key)]


def expression(license: str) -> str:
    """A licence as SPDX writes it; old crates put a stroke for "or"."""
    return license.replace("/", " OR ")
