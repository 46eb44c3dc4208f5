#!/bin/sh
# Makes tests/fixtures/audio/*.flac from the Debian packages with Asterisk's studio prompts.
#
#   scripts/build-audio-fixtures.sh        needs apt-get, dpkg-deb and ffmpeg
set -eu

target=$(dirname "$0")/../tests/fixtures/audio
version=1.6.1-1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

unpack() { # language, folder of its voice
  (cd "$work" && apt-get download "asterisk-core-sounds-$1-g722=$version")
  dpkg-deb -x "$work/asterisk-core-sounds-$1-g722_${version}_all.deb" "$work/$1"
  mv "$work/$1/usr/share/asterisk/sounds/$2" "$work/$1/prompts"
}

convert() { # language, prompts
  language=$1
  shift
  for prompt in "$@"; do
    ffmpeg -v error -y -f g722 -i "$work/$language/prompts/$prompt.g722" \
      -ar 16000 -ac 1 -sample_fmt s16 -map_metadata -1 -fflags +bitexact -flags:a +bitexact \
      "$target/$language-$prompt.flac"
  done
}

unpack fr fr_CA_f_June
unpack en en_US_f_Allison
convert fr check-number-dial-again please-try-call-later pls-hold-while-try ss-noservice
convert en conf-onlyperson vm-intro vm-nobodyavail
