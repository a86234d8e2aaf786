"""The licences of what is linked into a package, as their authors ask for them to be handed on."""

import re
from collections.abc import Iterator
from pathlib import Path

from linked import ROOT, Crate

NAMES = re.compile(r"(LICEN[CS]E|COPYING|COPYRIGHT|NOTICE|UNLICENSE)", re.IGNORECASE)
# Files of licences among which a crate lets choose; where Apache-2.0 is one, it is chosen.
CHOICES = re.compile(r"LICEN[CS]E([-_.](APACHE|MIT|ISC|ZLIB|BOOST|BSL).*|\.(txt|md))?$|COPYRIGHT.*|COPYING|UNLICENSE", re.IGNORECASE)
# A licence that asks for its address alone, when what is under it is unchanged.
MPL = "Unchanged; its source is at the address above. Licence: https://www.mozilla.org/MPL/2.0/"

HEAD = """# What others wrote

This package holds, compiled into its native module, the work of others that is listed here with its
licences. Where a licence was to be chosen among several, it is the Apache License 2.0, whose text is the
file LICENSE-APACHE. The Rust standard library is under it too. SQLite is in the public domain.
"""


def text(crates: list[Crate]) -> str:
    """The whole notice."""
    others = [crate for crate in crates if not crate.own]
    parts = [HEAD, "## Under the Apache License 2.0\n"]
    parts += [f"- {line(crate)}" for crate in others if chooses_apache(crate)]
    parts.append("\n## Under other licences, or with notices of their own\n")
    # Many crates come with the same text, letter by letter.
    by_text: dict[str, list[str]] = {}
    for crate in others:
        for said in texts(crate):
            by_text.setdefault(said, []).append(line(crate))
    for said, whose in by_text.items():
        parts += [*(f"- {one}" for one in whose), "", fenced(said), ""]
    return "\n".join([*parts, data()]) + "\n"


TITLE = 300
"""Characters in which a licence has said which it is."""

APACHE = re.compile(r"[ \t]*Apache License\n.*?END OF TERMS AND CONDITIONS", re.S)


def line(crate: Crate) -> str:
    """The name of a crate, its licence and where its source is."""
    return f"{crate.name} {crate.version} ({crate.license}), https://crates.io/crates/{crate.name}/{crate.version}"


def chooses_apache(crate: Crate) -> bool:
    """The crate may be had under the Apache License alone."""
    return "AND" not in crate.license and "Apache-2.0" in re.split(r" OR ", crate.license)


def texts(crate: Crate) -> Iterator[str]:
    """The texts to hand on with a crate, besides that of the Apache License."""
    files = sorted(file for file in crate.folder.iterdir() if file.is_file() and NAMES.match(file.name))
    if chooses_apache(crate):
        # Nothing but what is neither a choice nor tells which there are.
        files = [file for file in files if not CHOICES.match(file.name)]
    elif not files:
        yield without_text(crate)
    for file in files:
        said = tidy(file)
        if "Apache License\n" not in said[:TITLE] or len(said) < 8_000:
            # One that is quoted among others goes along once, too.
            yield APACHE.sub("(The Apache License 2.0: the file LICENSE-APACHE.)", said)


def without_text(crate: Crate) -> str:
    """The licence of a crate that was published without its text."""
    if crate.license == "MPL-2.0":
        return MPL
    if crate.license == "MIT" and crate.authors:
        _, _, terms = tidy(ROOT / "LICENSE-MIT").partition("\n\nPermission")
        return f"MIT License\n\nCopyright (c) {', '.join(crate.authors)}\n\nPermission{terms}"
    raise SystemExit(f"{crate.key} comes without the text of its licence, {crate.license}")


def tidy(file: Path) -> str:
    """A text without blanks that differ for no reason."""
    return "\n".join(line.rstrip() for line in file.read_text(errors="replace").splitlines()).strip()


def fenced(said: str) -> str:
    """A text as it is, whatever is in it."""
    return f"````text\n{said}\n````"


def data() -> str:
    """The tables of places, and who made them."""
    folder = ROOT / "cie-core" / "data"
    table = re.search(r"## Sources and licences\n(.*?)\n\nChanges made: (.*?)\n", (folder / "README.md").read_text(), re.S)
    if table is None:
        raise SystemExit("cie-core/data/README.md does not say where the tables are from")
    terms = tidy(folder / "LICENSE-python-codicefiscale")
    return f"## Data\n\n{table[1].strip()}\n\nCC BY 4.0: https://creativecommons.org/licenses/by/4.0/. Changes made: {table[2]}\n\n{fenced(terms)}"
