"""Another maker and reader of images (Pillow: libjpeg-turbo, zlib, littlecms), for tests.

    peer.py write KIND < image > file     the image again as another program writes it
    peer.py pixels < file > samples       upright, on white, in sRGB, 8 bits: RGB row by row
    peer.py about < file > json           what the file says of itself
    peer.py page DPI X Y TILT < photo and signature, each after its length > file
"""

import io
import json
import struct
import sys
import zlib

from PIL import Image, ImageCms, ImageDraw, ImageOps


def exif(orientation):
    """EXIF data as a phone writes them, with a place and a model."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x0110] = "SECRET PHONE"
    data.get_ifd(0x8825).update({1: "N", 2: (41.0, 53.0, 30.0), 3: "E", 4: (12.0, 29.0, 39.0)})
    return data


def interlaced(image):
    """PNG in the seven passes of Adam7 (ISO/IEC 15948, 8.2), which Pillow reads but does not write."""
    width, height = image.size
    pixels = image.load()
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    rows = bytearray()
    for left, top, across, down in passes:
        for y in range(top, height, down):
            row = [pixels[x, y] for x in range(left, width, across)]
            if row:
                rows += b"\0" + bytes(channel for pixel in row for channel in pixel)
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 1)
    file = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b"")
    assert Image.open(io.BytesIO(file)).tobytes() == image.tobytes()
    return file


def write(kind, data):
    image = Image.open(io.BytesIO(data)).convert("RGB")
    out = io.BytesIO()
    jpeg = {"format": "JPEG", "quality": 95, "dpi": (400, 400)}
    if kind == "baseline":
        image.save(out, **jpeg)
    elif kind == "progressive":
        image.save(out, progressive=True, **jpeg)
    elif kind == "gray":
        image.convert("L").save(out, **jpeg)
    elif kind == "cmyk":
        image.convert("CMYK").save(out, **jpeg)
    elif kind.startswith("exif"):
        # The pixels as the sensor saw them: the turn in the metadata brings them upright.
        turn = int(kind[4:])
        back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
        stored = image if turn == 1 else image.transpose(Image.Transpose(back[turn]))
        stored.save(out, exif=exif(turn), comment=b"SECRET PLACE", **jpeg)
    elif kind == "png":
        image.save(out, format="PNG")
    elif kind == "interlaced":
        return interlaced(image)
    elif kind == "png16":
        gray = image.convert("L")
        Image.frombytes("I;16", gray.size, bytes(b for v in gray.tobytes() for b in (v, v))).save(out, format="PNG")
    elif kind == "palette":
        image.quantize(200).save(out, format="PNG")
    elif kind == "transparent":
        image.putalpha(image.convert("L"))
        image.save(out, format="PNG")
    elif kind == "profile":
        # A wide space as the `SECRET` of nobody: littlecms makes it, colours move in it.
        image.save(out, icc_profile=wide(), **jpeg)
    else:
        raise SystemExit(f"unknown kind {kind}")
    return out.getvalue()


def wide():
    """A matrix profile with the primaries of Display P3 and a gamma of 2.2 (ICC.1:2022, 10)."""
    fixed = lambda value: struct.pack(">i", round(value * 65536))
    xyz = lambda *v: b"XYZ \0\0\0\0" + b"".join(map(fixed, v))
    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"wide\0" + b"\0" * 78 + b"\0\0\0"
    tags = {
        b"desc": text, b"cprt": b"text\0\0\0\0none\0\0\0\0", b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.5151, 0.2412, -0.0011), b"gXYZ": xyz(0.2920, 0.6922, 0.0419), b"bXYZ": xyz(0.1571, 0.0666, 0.7841),
        b"rTRC": gamma, b"gTRC": gamma, b"bTRC": gamma,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data
    header = bytearray(128)
    struct.pack_into(">I", header, 0, start + len(body))
    header[8:24] = b"\x02\x10\0\0mntrRGB XYZ "
    header[36:40] = b"acsp"
    header[68:80] = fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return bytes(header) + table + body


def pixels(data):
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    profile = image.info.get("icc_profile")
    if image.mode == "I;16":
        raw = image.tobytes()
        image = Image.frombytes("L", image.size, raw[1::2])
    if profile and image.mode == "RGB":
        image = ImageCms.profileToProfile(image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), 1)
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB").tobytes()


def about(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    said = {
        "format": image.format, "mode": image.mode, "size": image.size,
        "dpi": [round(float(d)) for d in image.info.get("dpi", ())],
        "exif": len(image.getexif()), "icc": "icc_profile" in image.info,
        "comment": "comment" in image.info,
        "segments": [name for name, _ in getattr(image, "applist", [])],
    }
    return json.dumps(said).encode()


def page(arguments, data):
    dpi, x, y, tilt = int(arguments[0]), *map(float, arguments[1:4])
    length = struct.unpack(">I", data[:4])[0]
    photo = Image.open(io.BytesIO(data[4:4 + length])).convert("RGB")
    ink = data[4 + length:]
    mm = lambda value: round(value * dpi / 25.4)
    sheet = Image.new("RGB", (mm(210), mm(297)), (244, 243, 238))
    grain = Image.effect_noise(sheet.size, 6).convert("RGB")
    sheet = Image.blend(sheet, grain, 0.03)
    photo = photo.resize((mm(35), mm(45)), Image.Resampling.LANCZOS)
    mask = Image.new("L", photo.size, 255)
    # Pillow turns the other way round: positive is against the clock.
    turn = {"resample": Image.Resampling.BICUBIC, "expand": True}
    photo, mask = photo.rotate(-tilt, **turn), mask.rotate(-tilt, **turn)
    centre = (mm(x) - photo.width // 2, mm(y) - photo.height // 2)
    sheet.paste(photo, centre, mask)
    if ink:
        strokes = Image.open(io.BytesIO(ink)).convert("L")
        strokes = strokes.resize((mm(60), mm(15)), Image.Resampling.LANCZOS)
        blue = Image.new("RGB", strokes.size, (40, 45, 110))
        sheet.paste(blue, (mm(100), mm(200)), ImageOps.invert(strokes))
    out = io.BytesIO()
    sheet.save(out, format="JPEG", quality=92, dpi=(dpi, dpi))
    return out.getvalue()


data = sys.stdin.buffer.read()
command, rest = sys.argv[1], sys.argv[2:]
if command == "write":
    sys.stdout.buffer.write(write(rest[0], data))
elif command == "pixels":
    sys.stdout.buffer.write(pixels(data))
elif command == "about":
    sys.stdout.buffer.write(about(data))
else:
    sys.stdout.buffer.write(page(rest, data))
