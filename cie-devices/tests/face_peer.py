"""Another JPEG 2000 codec (OpenJPEG, in Pillow), for tests.

    face_peer.py encode FORM MODE WIDTH HEIGHT < samples > file
    face_peer.py decode < file > samples

FORM: `jp2` or `j2k` without loss, `lossy` at a tenth of the size, `tiled` in tiles of 128.
"""

import io
import sys

from PIL import Image

data = sys.stdin.buffer.read()
if sys.argv[1] == "encode":
    form, mode = sys.argv[2:4]
    options = {
        "jp2": {},
        "j2k": {"no_jp2": True},
        "lossy": {"irreversible": True, "quality_layers": [10]},
        "tiled": {"tile_size": (128, 128)},
    }[form]
    out = io.BytesIO()
    size = (int(sys.argv[4]), int(sys.argv[5]))
    Image.frombytes(mode, size, data).save(out, format="JPEG2000", **options)
    sys.stdout.buffer.write(out.getvalue())
else:
    sys.stdout.buffer.write(Image.open(io.BytesIO(data)).tobytes())
