"""Making a small, safe picture of whatever somebody sent."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 5 * 1024 * 1024  # bytes that may be sent
PIXELS = 50_000_000  # of the picture that was sent: a small file can unfold to more than a machine has
SIDE = 256
KINDS = ("PNG", "JPEG", "WEBP")


class UnusablePicture(Exception):
    """What was sent is no picture that we take."""


def portrait(sent: bytes) -> bytes:
    """A WebP of 256 by 256 pixels: turned upright, its middle cut out, without anything that was hidden in the file.

    It takes up to a second of CPU: call it in a thread. Raises UnusablePicture.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(sent), formats=KINDS) as picture:
            warnings.simplefilter("error")
            if picture.width * picture.height > PIXELS:
                raise UnusablePicture
            picture.draft("RGB", (4 * SIDE, 4 * SIDE))  # a large JPEG is decoded at a fraction of its size
            upright = ImageOps.exif_transpose(picture)
            plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            small = ImageOps.fit(plain, (SIDE, SIDE), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, Image.DecompressionBombError, Warning, OSError, ValueError, SyntaxError) as error:
        raise UnusablePicture from error
    made = io.BytesIO()
    # A new image of the bare pixels: what came with them (place, camera, profile) stays behind.
    Image.frombytes(small.mode, small.size, small.tobytes()).save(made, "WEBP", quality=85, method=4)
    return made.getvalue()
