"""Converts uploaded pictures to small WebP files without metadata."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.ImageFile import ImageFile

LARGEST = 5 * 1024 * 1024  # bytes that may be sent
# Pixels of an uploaded picture: a small file can need more memory than the machine has. A JPEG is decoded at a fraction
# of its size, unless it is progressive.
PIXELS, PIXELS_OF_JPEG = 16_000_000, 50_000_000
SIDE = 256
KINDS = ("PNG", "JPEG", "WEBP")


class UnusablePicture(Exception):
    """The file is not a picture of an accepted format and size."""


def thumbnail(sent: bytes) -> bytes:
    """Return a WebP of 256 by 256 pixels: upright, the middle cut out, without metadata.

    Takes up to a second of CPU, and 150 MB: call it in a thread, one at a time. Raises UnusablePicture.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(sent), formats=KINDS) as picture:
            warnings.simplefilter("error")
            if picture.width * picture.height > _pixel_limit(picture):
                raise UnusablePicture
            picture.draft("RGB", (4 * SIDE, 4 * SIDE))
            plain = ImageOps.exif_transpose(_reduce(picture))
            small = ImageOps.fit(plain, (SIDE, SIDE), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, Image.DecompressionBombError, Warning, OSError, ValueError, SyntaxError) as error:
        raise UnusablePicture from error
    made = io.BytesIO()
    # A new image of the pixels alone, without metadata (place, camera, profile).
    Image.frombytes(small.mode, small.size, small.tobytes()).save(made, "WEBP", quality=85, method=4)
    return made.getvalue()


def _pixel_limit(picture: ImageFile) -> int:
    whole = picture.format != "JPEG" or "progressive" in picture.info or "progression" in picture.info
    return PIXELS if whole else PIXELS_OF_JPEG


def _reduce(picture: ImageFile) -> Image.Image:
    """Return a copy in RGB or RGBA, reduced but larger than needed, and free the memory of the whole picture."""
    exif, factor = picture.getexif(), max(1, min(picture.size) // (4 * SIDE))
    plain = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.close()
    small = plain.reduce(factor) if factor > 1 else plain
    small.info["exif"] = exif.tobytes()
    return small
