"""Random blocks of every quantised type, and what the public tool `gguf` makes of them.

    python benchmarks/models/dequantized.py BLOCKS FOLDER
    python benchmarks/models/dequantized.py BLOCKS > tests/unit/core/checkpoint/dequantized.json

For each type it writes FOLDER/TYPE.bytes, BLOCKS blocks of seeded random bytes whose half floats are finite, and
FOLDER/TYPE.values, their values as float32. Where gguf can quantise too, BLOCKS blocks that it made of random values come
before them, and FOLDER/TYPE.source has those values. Standard output is JSON: {"gguf": its version, "types": [...]}.
Without a folder "types" is {TYPE: {"bytes", "values"}}, in hexadecimal.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType
from gguf.quants import dequantize, quantize

# Where the half floats of a block lie.
HALVES = {
    "q4_0": [0],
    "q4_1": [0, 2],
    "q5_0": [0],
    "q5_1": [0, 2],
    "q8_0": [0],
    "q2_k": [80, 82],
    "q3_k": [108],
    "q4_k": [0, 2],
    "q5_k": [0, 2],
    "q6_k": [208],
}
BRAIN_FLOATS = 32


def random_blocks(random, name: str, blocks: int, block_bytes: int) -> np.ndarray:
    data = random.integers(0, 256, (blocks, block_bytes), dtype=np.uint8)
    for offset in HALVES[name]:
        halves = random.integers(0, 0x7C00, blocks, dtype=np.uint16) | (random.integers(0, 2, blocks, dtype=np.uint16) << 15)
        data[:, offset : offset + 2] = halves.astype("<u2").view(np.uint8).reshape(blocks, 2)
    return data


def random_brain_floats(random, blocks: int) -> np.ndarray:
    upper = random.integers(0, 0x7F80, blocks * BRAIN_FLOATS, dtype=np.uint16)
    signs = random.integers(0, 2, blocks * BRAIN_FLOATS, dtype=np.uint16) << 15
    return (upper | signs).astype("<u2").view(np.uint8).reshape(blocks, 2 * BRAIN_FLOATS)


def quantized_values(random, kind, blocks: int, length: int):
    """Values as weights have them and the blocks that gguf makes of them, or None where it cannot."""
    values = (random.standard_normal((blocks, length)) * 0.05).astype(np.float32)
    try:
        return values, quantize(values, kind).reshape(blocks, -1)
    except NotImplementedError:
        return None


def type_files(name: str, blocks: int) -> dict[str, np.ndarray]:
    kind = GGMLQuantizationType[name.upper()]
    random = np.random.default_rng([int(kind), blocks])
    length, block_bytes = GGML_QUANT_SIZES[kind]
    if name == "bf16":
        length, data = BRAIN_FLOATS, random_brain_floats(random, blocks)
    else:
        data = random_blocks(random, name, blocks, block_bytes)
    files = {}
    made = quantized_values(random, kind, blocks, length)
    if made is not None:
        files["source"], quantized = made
        data = np.concatenate([quantized, data])
    return {**files, "bytes": data, "values": dequantize(data, kind).astype("<f4")}


def main() -> None:
    blocks = int(sys.argv[1])
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    hexadecimal = {}
    for name in ["bf16", *HALVES]:
        files = type_files(name, blocks)
        if folder:
            for ending, array in files.items():
                array.tofile(folder / f"{name}.{ending}")
        hexadecimal[name] = {ending: files[ending].tobytes().hex() for ending in ("bytes", "values")}
    types = list(hexadecimal) if folder else hexadecimal
    print(json.dumps({"gguf": version("gguf"), "types": types}, indent=2))


main()
