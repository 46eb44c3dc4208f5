#!/bin/sh
# Makes static/samples/*.flac, the recordings a visitor can try, from the prompts in tests/fixtures/audio.
#
#   scripts/build-samples.sh        needs ffmpeg
set -eu

prompts=$(dirname "$0")/../tests/fixtures/audio
samples=$(dirname "$0")/../static/samples
mkdir -p "$samples"

join() { # language, first prompt, second prompt
  ffmpeg -v error -y -i "$prompts/$1-$2.flac" -i "$prompts/$1-$3.flac" \
    -filter_complex '[0]apad=pad_dur=0.7[first];[first][1]concat=v=0:a=1' \
    -ar 16000 -ac 1 -sample_fmt s16 -map_metadata -1 -fflags +bitexact -flags:a +bitexact \
    "$samples/sample-$1.flac"
}

join fr ss-noservice pls-hold-while-try
join en vm-intro vm-nobodyavail
