#!/usr/bin/env python3
"""JAXB's side of the codec bench: usage: jaxb_peer.py RECORD

Writes a Java class for each element of the record, has Maven build it with JAXB's reference
implementation under target/, and runs a warmed loop. Prints `NAME<tab>MICROSECONDS`.
"""

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE / "target" / "jaxb"


def class_name(path):
    return "X" + "_".join(path)


def classes(element, path, found):
    """Fields of each element that has children, merged over its occurrences."""
    fields = found.setdefault(class_name(path), {})
    names = [child.tag for child in element]
    for child in element:
        inner = (*path, child.tag)
        kind = "String"
        if len(child):
            kind = class_name(inner)
            classes(child, inner, found)
        many = names.count(child.tag) > 1 or fields.get(child.tag, ("", False))[1]
        fields[child.tag] = (kind, many)
    return found


def source(root):
    namespace, name = root.tag[1:].split("}")
    found = classes(root, (name,), {})
    text = "import jakarta.xml.bind.annotation.*;\nimport java.util.*;\n\npublic class Model {\n"
    for cls, fields in found.items():
        if cls == class_name((name,)):
            text += f'  @XmlRootElement(name = "{name}", namespace = "{namespace}")\n'
        text += f"  @XmlAccessorType(XmlAccessType.FIELD)\n  public static class {cls} {{\n"
        for field, (kind, many) in fields.items():
            kind = f"List<{kind}>" if many else kind
            text += f'    @XmlElement(name = "{field}") public {kind} f_{field};\n'
        text += "  }\n"
    return text + f"  public static final Class<?> ROOT = {class_name((name,))}.class;\n}}\n"


def main():
    for tool in ("mvn", "java"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is not installed")
    record = Path(sys.argv[1])
    sources = BUILD / "src" / "main" / "java"
    sources.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "jaxb" / "pom.xml", BUILD)
    shutil.copy(HERE / "jaxb" / "src" / "main" / "java" / "Bench.java", sources)
    (sources / "Model.java").write_text(source(ET.parse(record).getroot()))
    maven = ["mvn", "--quiet", "--batch-mode", "package", "dependency:copy-dependencies"]
    built = subprocess.run(maven, cwd=BUILD, capture_output=True, text=True)
    if built.returncode:
        sys.exit(built.stdout[-2000:] + built.stderr[-2000:])
    path = f"{BUILD / 'target' / 'classes'}:{BUILD / 'target' / 'dependency'}/*"
    subprocess.run(["java", "-Xmx512m", "-cp", path, "Bench", str(record)], check=True)


if __name__ == "__main__":
    main()
