"""How much of a file is read, and how much it may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    # Of the file, and of all that is packed in it.
    file_bytes: int = 30_000_000
    unpacked_bytes: int = 150_000_000
    # What is packed smaller than that was made to do harm; text is packed to a tenth.
    packed_to: float = 1 / 200
    members: int = 5_000
    # What comes after these is left out.
    pages: int = 300
    characters: int = 600_000
    # Of the process that reads.
    memory_bytes: int = 1_000_000_000
    seconds: float = 90.0


LIMITS = Limits()
