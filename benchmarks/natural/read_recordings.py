"""Reads recordings with faster-whisper, whose weights are those of the app before they were quantised.

    python read_recordings.py FOLDER WAV...

FOLDER is a CTranslate2 model. Prints one line of JSON with the version, then one for each recording.
"""

import json
import sys
import time

import faster_whisper

BEAMS = 5
THREADS = 2


def main() -> None:
    folder, *paths = sys.argv[1:]
    # 8 bit, as the app has it; everything else is what faster-whisper does unless told otherwise.
    model = faster_whisper.WhisperModel(
        folder, device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
    )
    print(json.dumps({"version": faster_whisper.__version__}), flush=True)
    for path in paths:
        started = time.monotonic()
        segments, info = model.transcribe(path, beam_size=BEAMS)
        text = " ".join(segment.text.strip() for segment in segments)
        seconds = time.monotonic() - started
        print(json.dumps({"text": text, "language": info.language, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
