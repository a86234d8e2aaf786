"""Validates every file of a folder with xmlschema; prints how many there were."""

import pathlib
import sys

import xmlschema

schema = xmlschema.XMLSchema(sys.argv[1])
files = sorted(pathlib.Path(sys.argv[2]).glob("*.xml"))
for file in files:
    try:
        schema.validate(str(file))
    except xmlschema.XMLSchemaException as error:
        sys.exit(f"{file.name}: {error}")
print(len(files))
