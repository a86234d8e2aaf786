"""Reads Code 39 from the images named on standard input with zxing-cpp; a JSON object by name."""

import json
import sys

import zxingcpp
from PIL import Image

found = {}
for path in sys.stdin.read().split("\n"):
    if path:
        image = Image.open(path).convert("L")
        results = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.Code39)
        found[path] = [result.text for result in results]
json.dump(found, sys.stdout)
