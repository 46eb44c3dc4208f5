"""Reads recordings with faster-whisper or whisper.cpp, which stay loaded.

    python native_reader.py faster-whisper|whisper.cpp MODEL THREADS

MODEL is a CTranslate2 folder or a ggml file. The program prints a line of JSON that says what runs. Then it reads lines
{"path", "language"} (null: the reader finds the language), and answers each with {"text", "language", "seconds"}: from
the file to the text, decoded with PyAV by both.
"""

import json
import os
import sys
import time

BEAMS = 5
SAMPLE_RATE_HZ = 16000


def open_faster_whisper(model: str, threads: int):
    import ctranslate2
    import faster_whisper

    # 8 bit, as the app has it; everything else is what faster-whisper does unless told otherwise.
    settings = {"compute_type": "int8", "cpu_threads": threads}
    whisper = faster_whisper.WhisperModel(model, device="cpu", local_files_only=True, **settings)

    def read(path: str, language: str | None):
        segments, info = whisper.transcribe(path, language=language, beam_size=BEAMS)
        return join_texts(segments), info.language

    versions = {"faster-whisper": faster_whisper.__version__, "ctranslate2": ctranslate2.__version__}
    return read, {"versions": versions, "settings": {**settings, "beam_size": BEAMS}}


def open_whisper_cpp(model: str, threads: int):
    import pywhispercpp.model
    from faster_whisper.audio import decode_audio

    # What whisper-cli does unless told otherwise: it sets these where the library has none or others.
    settings = {"n_threads": threads, "beam_search": {"beam_size": BEAMS, "patience": -1.0}, "greedy": {"best_of": BEAMS}}
    whisper = pywhispercpp.model.Model(model, params_sampling_strategy=1, print_progress=False, **settings)

    def read(path: str, language: str | None):
        samples = decode_audio(path, sampling_rate=SAMPLE_RATE_HZ)
        segments = whisper.transcribe(samples, language=language or "auto")
        return join_texts(segments), language

    versions = {"pywhispercpp": pywhispercpp.model.__version__}
    return read, {"versions": versions, "settings": settings, "system": whisper.system_info()}


READERS = {"faster-whisper": open_faster_whisper, "whisper.cpp": open_whisper_cpp}


def join_texts(segments) -> str:
    return " ".join(segment.text.strip() for segment in segments)


def main() -> None:
    # What a library prints is no answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def answer(value) -> None:
        print(json.dumps(value), file=answers, flush=True)

    name, model, threads = sys.argv[1:]
    read, description = READERS[name](model, int(threads))
    answer(description)
    for line in sys.stdin:
        request = json.loads(line)
        started = time.monotonic()
        text, language = read(request["path"], request["language"])
        answer({"text": text, "language": language, "seconds": time.monotonic() - started})


if __name__ == "__main__":
    main()
