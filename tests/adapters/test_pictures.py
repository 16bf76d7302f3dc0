"""An uploaded picture becomes a small square without metadata, or is refused without harm."""

import io
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from chat_app.adapters.pictures import SIDE, UnusablePicture, thumbnail

RED, BLUE = (220, 20, 20), (20, 20, 220)


def sent(kind: str, size: tuple[int, int] = (600, 300), *, mode: str = "RGB", **options: object) -> bytes:
    """A picture, red on its left half and blue on its right."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    picture.convert(mode).save(file, kind, **options)
    return file.getvalue()


def made(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(thumbnail(data)))
    assert (picture.format, picture.size) == ("WEBP", (SIDE, SIDE))
    return picture


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(600, 300), (300, 600), (16, 16), (1, 900)])
def test_the_middle_is_cut_out_and_made_small(kind: str, size: tuple[int, int]):
    assert made(sent(kind, size)).mode == "RGB"


def test_both_halves_are_in_the_middle():
    picture = made(sent("PNG"))
    assert [_like(picture.getpixel((x, SIDE // 2))) for x in (20, SIDE - 20)] == ["red", "blue"]


def test_a_picture_taken_on_its_side_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise: left becomes the top
    picture = made(sent("JPEG", exif=exif))
    assert [_like(picture.getpixel((SIDE // 2, y))) for y in (20, SIDE - 20)] == ["red", "blue"]


def test_where_and_with_what_it_was_taken_stays_behind():
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    place = ImageFileDirectory_v2()
    place[1] = "N"
    data = sent("JPEG", exif=exif, comment=b"secret words")
    assert b"Secret Camera" in data
    assert b"secret words" in data
    small = thumbnail(data)
    assert b"Secret" not in small
    assert b"secret" not in small
    assert not Image.open(io.BytesIO(small)).getexif()


def test_what_is_transparent_stays_so():
    assert made(sent("PNG", mode="RGBA")).mode in ("RGB", "RGBA")
    hole = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    file = io.BytesIO()
    hole.save(file, "PNG")
    assert made(file.getvalue()).getpixel((5, 5))[3] == 0  # pyright: ignore[reportOptionalSubscript,reportIndexIssue]


def test_a_small_file_that_would_unfold_to_gigabytes_is_refused():
    with pytest.raises(UnusablePicture):
        thumbnail(_bomb(40_000, 40_000))


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"GIF89a" + bytes(100), b"\x89PNG\r\n\x1a\n",
     sent("PNG")[:200], sent("JPEG")[:300], sent("GIF"), sent("BMP")],
    ids=["nothing", "svg", "half a gif", "a png's head", "half a png", "half a jpeg", "gif", "bmp"],
)  # fmt: skip
def test_what_is_no_picture_of_ours_is_refused(data: bytes):
    with pytest.raises(UnusablePicture):
        thumbnail(data)


def _like(pixel: object) -> str:
    assert isinstance(pixel, tuple)
    return "red" if pixel[0] > pixel[2] else "blue"


def _bomb(width: int, height: int) -> bytes:
    """A PNG whose head promises more than a machine has."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["flat", "palette", "jpeg", "progressive", "sharp"])
def test_no_file_takes_more_memory_than_a_picture_may(form: str):
    """Measured in a process of its own: the most that it ever held, less what it holds for a small picture."""
    size = (4_000, 4_000) if form in ("flat", "palette", "progressive") else (7_000, 7_000)
    code = (
        "import io, resource, sys\n"
        "from PIL import Image\n"
        "from chat_app.adapters.pictures import UnusablePicture, thumbnail\n"
        "data = sys.stdin.buffer.read()\n"
        "try:\n    thumbnail(data)\nexcept UnusablePicture:\n    pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )

    def peak(data: bytes) -> int:
        done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
        return int(done.stdout) * 1024

    picture = Image.new("RGBA", size, (9, 9, 9, 200)) if form == "flat" else Image.new("RGB", size, RED)
    file = io.BytesIO()
    if form in ("jpeg", "progressive"):
        picture.save(file, "JPEG", progressive=form == "progressive")
    else:
        (picture.convert("P") if form == "palette" else picture).save(file, "PNG")
    assert peak(file.getvalue()) - peak(sent("PNG", (16, 16))) < 160 * 1024 * 1024
