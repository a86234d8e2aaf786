"""What can be tried of the Swift package where there is no Swift compiler."""

import ctypes
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import tree_sitter_swift
from clang import cindex
from tree_sitter import Language, Parser

PACKAGE = Path(__file__).parents[1]
HEADER = PACKAGE / "Sources" / "cieFFI" / "cieFFI.h"
SWIFT = Parser(Language(tree_sitter_swift.language()))


def library() -> Path:
    """The library as the packages carry it."""
    (found,) = (PACKAGE.parent / "kotlin" / "generated" / "native").glob("*/*cie_sdk.*")
    return found


def faults(source: str) -> list[str]:
    """The lines that are not Swift."""
    # The grammar does not know this attribute, which hides what it stands before from documentation.
    known = source.replace("@_documentation(visibility: private)", "")
    tree = SWIFT.parse(known.encode())
    lines = known.splitlines()
    wrong, left = [], [tree.root_node]
    while left:
        node = left.pop()
        if node.is_error or node.is_missing:
            wrong.append(f"{node.start_point[0] + 1}: {lines[node.start_point[0]].strip()}")
        left.extend(child for child in node.children if child.has_error or child.is_missing)
    return wrong


class Sources(unittest.TestCase):
    """They are Swift."""

    def test_every_source_parses(self) -> None:
        sources = [PACKAGE / "Package.swift", *PACKAGE.glob("*/*/*.swift")]
        self.assertGreater(len(sources), 2)
        for source in sources:
            self.assertEqual(faults(source.read_text()), [], source.name)
        self.assertNotEqual(faults("struct { let"), [])

    def test_the_readme_is_a_part_of_the_tests(self) -> None:
        tests = (PACKAGE / "Tests" / "CIETests" / "CIETests.swift").read_text()
        blocks = re.findall(r"```swift\n(.*?)```", (PACKAGE / "README.md").read_text(), re.DOTALL)
        self.assertGreater(len(blocks), 1)
        for block in blocks:
            self.assertEqual(faults(block), [])
            for line in block.splitlines():
                self.assertIn(line.strip(), tests)

    def test_people_are_hidden_in_every_record(self) -> None:
        source = (PACKAGE / "Sources" / "CIE" / "CIE.swift").read_text()
        records = re.findall(r"^public struct (?!FfiConverter)(\w+)", source, re.MULTILINE)
        shown = re.findall(r"^extension (\w+): CustomStringConvertible, CustomReflectable", source, re.MULTILINE)
        self.assertEqual(records, shown)
        (card,) = re.findall(r"^extension Card: Custom.*?^}", source, re.MULTILINE | re.DOTALL)
        self.assertNotIn("self.serial", card)
        self.assertIn("self.issuedOn", card)


class Library(unittest.TestCase):
    """Header, module map and library fit each other."""

    def test_the_module_is_imported(self) -> None:
        # Objective-C imports modules as Swift does.
        where = ["-fmodules", f"-fmodule-map-file={HEADER.with_name('module.modulemap')}"]
        # The headers of the compiler itself, such as stdbool.h, are not in the package that parses.
        compiler = subprocess.check_output(["cc", "-print-file-name=include"], text=True).strip()
        with tempfile.TemporaryDirectory() as cache:
            program = "@import cieFFI;\nRustBuffer empty;\n"
            unit = cindex.Index.create().parse(
                "import.m",
                args=[*where, f"-fmodules-cache-path={cache}", "-isystem", compiler],
                unsaved_files=[("import.m", program)],
            )
            self.assertEqual([str(one) for one in unit.diagnostics], [])

    def test_the_library_has_every_function_of_the_header(self) -> None:
        names = re.findall(r"\b((?:uniffi|ffi)_cie_api_\w+)\(", HEADER.read_text())
        self.assertGreater(len(names), 50)
        loaded = ctypes.CDLL(str(library()))
        self.assertEqual([name for name in names if not hasattr(loaded, name)], [])

    def test_a_program_links_and_calls(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "program"
            source = Path(__file__).with_name("library.c")
            # Two words of the header that clang alone knows.
            words = ["-D_Nullable=", "-D_Nonnull="]
            links = [f"-L{library().parent}", "-lcie_sdk", f"-Wl,-rpath,{library().parent}"]
            subprocess.run(
                ["cc", "-Wall", "-Werror", *words, f"-I{HEADER.parent}", source, "-o", program, *links],
                check=True,
            )
            count, code = subprocess.check_output([program], text=True).split()
        self.assertEqual(code, "CIE-CORE-010")
        self.assertGreater(int(count), 100)


if __name__ == "__main__":
    unittest.main()
