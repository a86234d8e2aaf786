#!/usr/bin/env python3
"""lxml's side of the codec bench: usage: codec_peer.py RECORD

Prints `NAME<tab>MICROSECONDS` for one record, the best of the rounds. The wheel is installed into a
virtual environment under target/ the first time.
"""

import operator
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

WHEELS = ["lxml==6.0.2"]
VENV = Path(__file__).resolve().parent / "target" / "codec-venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
ROUNDS = 100
COUNT = 50


def in_own_environment():
    """Goes on inside the virtual environment, made if it is not there."""
    if Path(sys.prefix).resolve() == VENV:
        return
    ready = VENV / "ready"
    if not ready.exists():
        venv.create(VENV, with_pip=True)
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *WHEELS]
        subprocess.run(pip, check=True)
        ready.touch()
    os.execv(PYTHON, [PYTHON, *sys.argv])


def main():
    in_own_environment()
    from lxml import etree, objectify

    record = Path(sys.argv[1]).read_bytes()

    def texts():
        return [element.text for element in etree.fromstring(record).iter()]

    # Every field by its path, as a program that knows the message asks for it.
    def paths(element, path):
        children = list(element)
        if not children:
            return [path]
        return [found for child in children for found in paths(child, (*path, child.tag))]

    leaves = paths(etree.fromstring(record), ())
    asked = ["/".join(path) for path in leaves]
    getters = [operator.attrgetter(".".join("{}" + name for name in path)) for path in leaves]

    def fields():
        root = etree.fromstring(record)
        return [root.findtext(path) for path in asked]

    # The same by a program that steps into each part once and asks it for its fields by name.
    def steps(element):
        return [(child.tag, steps(child)) for child in element]

    plan = steps(etree.fromstring(record))

    def walk(element, plan, found):
        for name, inner in plan:
            if inner:
                walk(element.find(name), inner, found)
            else:
                found.append(element.findtext(name))

    def parts():
        found = []
        walk(etree.fromstring(record), plan, found)
        return found

    # Only a group of several would make one name mean two elements.
    def step_values(element, plan, found):
        for name, inner in plan:
            # Without braces objectify would look in the namespace of the element around it.
            child = getattr(element, "{}" + name)
            if inner:
                step_values(child, inner, found)
            else:
                found.append(child.pyval)

    def part_values():
        found = []
        step_values(objectify.fromstring(record), plan, found)
        return found

    def values():
        root = objectify.fromstring(record)
        return [getter(root).pyval for getter in getters]

    assert fields() == parts() and values() == part_values()
    assert "ROSSI" in texts() and "ROSSI" in fields() and "ROSSI" in values()
    for name, work in [
        ("lxml, every text in order", texts),
        ("lxml, every field by its name, part by part", parts),
        ("lxml, every field by its path", fields),
        ("lxml.objectify, every field, part by part", part_values),
        ("lxml.objectify, every field", values),
    ]:
        rounds = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            for _ in range(COUNT):
                work()
            rounds.append((time.perf_counter() - start) * 1e6 / COUNT)
        print(f"{name}\t{min(rounds):.3f}")


if __name__ == "__main__":
    main()
