"""What the tests of the residents share: the files, the tables, the reference material."""

import csv
import os
import sys
from pathlib import Path

COUNTER = Path(__file__).resolve().parents[1]
ROOT = COUNTER.parents[1]
if str(COUNTER) not in sys.path:
    sys.path.insert(0, str(COUNTER))


def read(name):
    """The rows of a file of this example, as dictionaries."""
    with open(COUNTER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def table(name):
    """The rows of a table of `cie-core/data`."""
    path = ROOT / "cie-core" / "data" / name
    lines = [line for line in path.read_text("utf-8").splitlines() if line[:1] != "#"]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"))) for line in lines[1:]]


def labels(row):
    """The labels of a row."""
    return set(filter(None, row["caso"].split("+")))


def labelled(rows, label):
    """The rows that bear a label."""
    return [row for row in rows if label in labels(row)]


def shared(path):
    """A file of the reference material beside the checkout, or None."""
    folder = Path(os.environ.get("CIE_SHARED", ROOT.parent / "shared"))
    return folder / path if (folder / path).exists() else None


def markdown_table(heading):
    """The rows of the table under a heading of `residents.md`, cells without back quotes."""
    text = (COUNTER / "residents.md").read_text("utf-8")
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    # A blank in back quotes would be trimmed away with the cell; none of the tables has one.
    return [
        [cell.strip().replace("`", "") for cell in line.strip("|").split("|")]
        for line in lines[2:]
    ]


def skipped(what):
    """Says loudly that something was not checked."""
    print(f"SKIPPED: {what}", file=sys.stderr)
