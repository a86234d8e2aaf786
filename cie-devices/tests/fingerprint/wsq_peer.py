"""Another WSQ codec (NIST's, through the package `wsq`), for tests.

    wsq_peer.py encode WIDTH HEIGHT < gray > file
    wsq_peer.py decode < file > gray
"""

import io
import sys

import wsq  # noqa: F401  registers the format with Pillow
from PIL import Image

data = sys.stdin.buffer.read()
if sys.argv[1] == "encode":
    size = (int(sys.argv[2]), int(sys.argv[3]))
    out = io.BytesIO()
    Image.frombytes("L", size, data).save(out, format="WSQ")
    sys.stdout.buffer.write(out.getvalue())
else:
    sys.stdout.buffer.write(Image.open(io.BytesIO(data)).convert("L").tobytes())
