#!/bin/sh
# Finding: the mel filters of transformers' WhisperFeatureExtractor, rounded to f32, are not those that openai-whisper ships.
#
# Guess before the run: both are librosa's Slaney filters of 400 samples at 16 kHz, and equal to the bit in f32. A script
# of ours wrote whisper.cpp files with the one in place of the other on that guess.
#
# Seen with transformers 5.24.0 and openai-whisper 20250625: of 80 bands 118 values differ, by 1.9e-9 at most, an f32's
# last bits. That is enough: of 20 short clips read by whisper-base in 8 bit, one that is hard to hear had other words. So
# texts of one checkpoint in two formats can be compared only with the same filters in both: a ggml file carries its own,
# a Hugging Face folder none.
#
# Output seen:
#   transformers 5.24.0, openai-whisper 20250625
#   80 bands: 118 of 16080 values differ, by 1.9e-09 at most
#   128 bands: 85 of 25728 values differ, by 3.7e-09 at most
#
# Run: findings/whisper-mel-filters.sh    needs Python 3.10 or newer with venv
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6 transformers==5.24.0
env/bin/pip install --quiet --disable-pip-version-check --no-deps openai-whisper==20250625
cat > probe.py <<'PROBE'
import importlib.metadata
import importlib.util
import sys
from pathlib import Path

import numpy
from transformers import WhisperFeatureExtractor

EXPECTED = {80: "118 of 16080 values differ, by 1.9e-09 at most", 128: "85 of 25728 values differ, by 3.7e-09 at most"}
versions = [f"{name} {importlib.metadata.version(name)}" for name in ("transformers", "openai-whisper")]
print(", ".join(versions))
[package] = importlib.util.find_spec("whisper").submodule_search_locations
shipped = numpy.load(Path(package) / "assets" / "mel_filters.npz")
is_as_seen = True
for bands, expected in EXPECTED.items():
    theirs = shipped[f"mel_{bands}"]
    made = WhisperFeatureExtractor(feature_size=bands).mel_filters.T.astype(numpy.float32)
    differing = int((theirs != made).sum())
    most = float(numpy.abs(theirs - made).max())
    seen = f"{differing} of {theirs.size} values differ, by {most:.1e} at most"
    print(f"{bands} bands: {seen}")
    is_as_seen &= seen == expected
if not is_as_seen:
    sys.exit("CHANGED: not as it was seen")
PROBE
env/bin/python probe.py
