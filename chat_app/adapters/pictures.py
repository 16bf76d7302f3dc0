"""Making a small, safe picture of whatever somebody sent."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.ImageFile import ImageFile

LARGEST = 5 * 1024 * 1024  # bytes that may be sent
# Pixels of the picture that was sent: a small file can unfold to more than a machine has. A JPEG is decoded at a
# fraction of its size, unless it is a progressive one.
PIXELS, PIXELS_OF_JPEG = 16_000_000, 50_000_000
SIDE = 256
KINDS = ("PNG", "JPEG", "WEBP")


class UnusablePicture(Exception):
    """What was sent is no picture that we take."""


def portrait(sent: bytes) -> bytes:
    """A WebP of 256 by 256 pixels: turned upright, its middle cut out, without anything that was hidden in the file.

    It takes up to a second of CPU, and 150 MB: call it in a thread, one at a time. Raises UnusablePicture.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(sent), formats=KINDS) as picture:
            warnings.simplefilter("error")
            if picture.width * picture.height > _most_pixels(picture):
                raise UnusablePicture
            picture.draft("RGB", (4 * SIDE, 4 * SIDE))
            plain = ImageOps.exif_transpose(_reduced(picture))
            small = ImageOps.fit(plain, (SIDE, SIDE), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, Image.DecompressionBombError, Warning, OSError, ValueError, SyntaxError) as error:
        raise UnusablePicture from error
    made = io.BytesIO()
    # A new image of the bare pixels: what came with them (place, camera, profile) stays behind.
    Image.frombytes(small.mode, small.size, small.tobytes()).save(made, "WEBP", quality=85, method=4)
    return made.getvalue()


def _most_pixels(picture: ImageFile) -> int:
    whole = picture.format != "JPEG" or "progressive" in picture.info or "progression" in picture.info
    return PIXELS if whole else PIXELS_OF_JPEG


def _reduced(picture: ImageFile) -> Image.Image:
    """A picture that is still larger than we need, in colours, without the memory that the whole one takes."""
    exif, factor = picture.getexif(), max(1, min(picture.size) // (4 * SIDE))
    plain = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.close()
    small = plain.reduce(factor) if factor > 1 else plain
    small.info["exif"] = exif.tobytes()
    return small
