"""Holds esep's inflater against Python's zlib on streams of chance, whole and damaged: what the one takes the other
takes, to the same bytes; what the one refuses the other refuses.

    swift build --product WorkbookProbe
    python3 Tests/WorkbookProbe/inflate_against_zlib.py --streams 3000
"""

import argparse
import random
import struct
import subprocess
import sys
import zlib

WORDS = [b"<c r=\"", b"\" s=\"1\" t=\"s\"><v>", b"</v></c>", b"<row r=\"", b"</row>", b"E-0", b"18450", b"\n"]


def content(chance):
    """Bytes as sheets have them, of few values, of one, or of pure chance, from none to some blocks of the window."""
    size = chance.choice([0, 1, 5, 300, 5000, 40_000, 300_000])
    kind = chance.randrange(5)
    if kind == 0:
        return chance.randbytes(size)
    if kind == 1:
        return bytes([chance.randrange(256)]) * size
    if kind == 2:
        return bytes(chance.choices(range(chance.randrange(1, 5)), k=size))
    if kind == 3:
        piece = chance.randbytes(chance.choice([3, 200, 32_700, 32_768]))
        return (piece * (size // len(piece) + 1))[:size]
    parts = []
    while sum(map(len, parts)) < size:
        parts += chance.choices(WORDS, k=200) + [str(chance.randrange(10**chance.randrange(1, 9))).encode()]
    return b"".join(parts)[:size]


def stream(chance):
    strategy = chance.choice([zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED])
    packer = zlib.compressobj(chance.randrange(10), zlib.DEFLATED, -15, chance.randrange(1, 10), strategy)
    packed = b""
    text = content(chance)
    while text:
        size = chance.randrange(1, len(text) + 1)
        packed += packer.compress(text[:size])
        text = text[size:]
        if chance.randrange(3) == 0:
            packed += packer.flush(chance.choice([zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH]))
    return packed + packer.flush()


def damaged(chance, packed):
    """A bit or byte changed, bytes lost, added or put in, an end torn off, or nothing but chance."""
    bytes_ = bytearray(packed)
    kind = chance.randrange(7)
    # Most of what a stream can do wrong stands at the start of a block.
    place = chance.randrange(min(len(bytes_), chance.choice([8, 100, 1 << 30])))
    if kind == 0:
        bytes_[place] ^= 1 << chance.randrange(8)
    elif kind == 1:
        bytes_[place] = chance.randrange(256)
    elif kind == 2:
        del bytes_[place : place + chance.randrange(1, 20)]
    elif kind == 3:
        bytes_[place:place] = chance.randbytes(chance.randrange(1, 20))
    elif kind == 4:
        del bytes_[place:]
    elif kind == 5:
        bytes_ += chance.randbytes(chance.randrange(1, 20))
    else:
        bytes_ = bytearray(chance.randbytes(chance.randrange(1, 400)))
    return bytes(bytes_)


def verdict(packed):
    """As zlib has it: whether the stream is whole, and if so how long it is and what it unpacks to."""
    unpacker = zlib.decompressobj(-15)
    try:
        text = unpacker.decompress(packed)
    except zlib.error:
        return ("broken",)
    if not unpacker.eof:
        return ("broken",)
    return ("whole", str(len(packed) - len(unpacker.unused_data)), str(len(text)), str(zlib.crc32(text)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--probe", default=".build/debug/WorkbookProbe", help="the built reader")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    whole = 0
    for start in range(0, options.streams, 500):
        count = min(500, options.streams - start)
        streams = []
        for _ in range(count):
            packed = stream(chance)
            streams.append(damaged(chance, packed) if chance.randrange(3) else packed)
        packed = b"".join(struct.pack("<I", len(one)) + one for one in streams)
        done = subprocess.run([options.probe, "inflate"], input=packed, capture_output=True)
        if done.returncode:
            sys.exit(f"the reader ended with {done.returncode} between streams {start} and {start + count}")
        found = [tuple(line.split()) for line in done.stdout.decode().splitlines()]
        if len(found) != count:
            sys.exit(f"{count} streams, {len(found)} verdicts")
        for index, (ours, one) in enumerate(zip(found, streams), start):
            expected = verdict(one)
            whole += expected[0] == "whole"
            if ours[: len(expected)] != expected:
                sys.exit(f"stream {index} of seed {options.seed}: zlib {expected}, esep {ours}: {one[:200].hex()}")
    print(f"{options.streams} streams, {whole} of them whole: the same verdicts and bytes")


if __name__ == "__main__":
    main()
