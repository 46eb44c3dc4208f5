"""Transcribes a WAV file with whisper.cpp, to show that it opens the model we ship and understands speech with it.

    python3 -m venv /tmp/whisper-cpp && /tmp/whisper-cpp/bin/pip install pywhispercpp==1.5.1
    /tmp/whisper-cpp/bin/python scripts/check-with-whisper-cpp.py speech.wav [--language en] [--model FOLDER]
"""

import argparse
import hashlib
import json
import tempfile
import wave
from pathlib import Path

import numpy
from pywhispercpp.model import Model

SAMPLE_RATE_HZ = 16000
DEFAULT_MODEL = Path(__file__).parent.parent / "static" / "models" / "whisper-base-q8_0"


def join_shards(folder: Path, target: Path) -> None:
    """Joins a model's shards into one ggml file, comparing every hash with the manifest."""
    manifest = json.loads((folder / "manifest.json").read_text())
    whole = hashlib.sha256()
    with target.open("wb") as joined:
        for shard in manifest["shards"]:
            data = (folder / shard["file"]).read_bytes()
            if hashlib.sha256(data).hexdigest() != shard["sha256"]:
                raise SystemExit(f"{shard['file']} is damaged")
            whole.update(data)
            joined.write(data)
    if whole.hexdigest() != manifest["sha256"]:
        raise SystemExit("the joined file is damaged")


def read_wav(path: Path) -> numpy.ndarray:
    """Reads 16-bit PCM as mono at 16 kHz. Linear interpolation is good enough to be understood."""
    with wave.open(str(path)) as wav:
        if wav.getsampwidth() != 2:
            raise SystemExit(f"{path} is not 16-bit PCM")
        frames = numpy.frombuffer(wav.readframes(wav.getnframes()), "<i2")
        samples = frames.reshape(-1, wav.getnchannels()).mean(axis=1) / 32768
        rate_hz = wav.getframerate()
    if rate_hz != SAMPLE_RATE_HZ:
        times = numpy.arange(0, len(samples) / rate_hz, 1 / SAMPLE_RATE_HZ)
        samples = numpy.interp(times, numpy.arange(len(samples)) / rate_hz, samples)
    return samples.astype(numpy.float32)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("wav", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--model", type=Path, default=DEFAULT_MODEL, help="folder with manifest.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.bin"
        join_shards(options.model, file)
        model = Model(str(file), n_threads=2)
        segments = model.transcribe(read_wav(options.wav), language=options.language)
        print(" ".join(segment.text.strip() for segment in segments))


if __name__ == "__main__":
    main()
