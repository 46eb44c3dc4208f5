#!/bin/sh
# Makes tests/fixtures/audio from the Debian packages with Asterisk's studio prompts: FLAC files of several prompts,
# and one of them in each format that must be read (formats/).
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

# The same bytes in every run: no dates, no versions, no random serial numbers.
encode() { # options of ffmpeg, name of the file
  ffmpeg -v error -y "$@"
}
exact="-map_metadata -1 -fflags +bitexact -flags:a +bitexact -flags:v +bitexact"

convert() { # language, prompts
  language=$1
  shift
  for prompt in "$@"; do
    encode -f g722 -i "$work/$language/prompts/$prompt.g722" -ar 16000 -ac 1 -sample_fmt s16 $exact \
      "$target/$language-$prompt.flac"
  done
}

sound="-i $target/fr-check-number-dial-again.flac"
other_sound="-i $target/fr-please-try-call-later.flac"
picture="-f lavfi -i color=black:size=32x32:rate=5:duration=3"
long_picture="-f lavfi -i color=black:size=32x32:rate=5:duration=12"
silence="-f lavfi -i anullsrc=r=48000:cl=stereo:d=3"
# Without the encoder's note of its version (SEI).
h264="-c:v libx264 -preset slow -bsf:v filter_units=remove_types=6"

# Each format with a rate and channels that it is met with; what is not compressed has 8 kHz to be small.
convert_formats() {
  to=$target/formats
  mkdir -p "$to"
  encode $sound -ar 8000 -c:a pcm_s16le $exact "$to/speech-s16.wav"
  encode $sound -ar 8000 -c:a pcm_f32le $exact "$to/speech-f32.wav"
  encode $sound -ar 8000 -c:a pcm_s16be $exact "$to/speech.aiff"
  encode $sound -ar 8000 -c:a pcm_s16le -f aiff $exact "$to/speech-sowt.aifc"
  encode $sound -ar 44100 -ac 2 -c:a libmp3lame -b:a 32k $exact "$to/speech.mp3"
  encode $sound -ar 48000 -ac 1 -c:a aac -b:a 24k -movflags +faststart $exact "$to/speech.m4a"
  encode $sound -ar 16000 -ac 1 -c:a aac -b:a 24k $exact "$to/speech.aac"
  encode $sound -ar 44100 -ac 2 -c:a libvorbis -q:a 0 $exact "$to/speech.ogg"
  encode $sound -ac 1 -c:a libopus -b:a 24k $exact "$to/speech.opus"
  encode $sound -ac 2 -c:a libopus -b:a 24k $exact "$to/speech.webm"
  encode $picture $sound $h264 -c:a aac -ar 44100 -ac 2 -b:a 32k $exact "$to/speech.mp4"
  encode $picture $sound $h264 -c:a aac -ar 32000 -ac 1 -b:a 24k $exact "$to/speech.mov"
  encode $picture $sound -c:v libvpx -b:v 10k -c:a libvorbis -ar 22050 -ac 1 -q:a 0 $exact "$to/speech.mkv"
  encode $sound -ar 8000 -c:a flac $exact -f ogg "$to/speech-flac.oga"
  encode $sound -ar 16000 -c:a libmp3lame -b:a 16k $exact "$to/speech-mp3.wav"
  encode $sound -ar 8000 -c:a adpcm_ima_wav $exact "$to/speech-ima.wav"
  encode $sound -ar 8000 -c:a adpcm_ima_qt $exact "$to/speech-ima4.caf"
  encode -i "$to/speech-s16.wav" -af "pan=stereo|c0=c0|c1=c0" -c:a alac -sample_fmt s16p $exact "$to/speech-alac.caf"
  encode $sound -ar 8000 -c:a alac -sample_fmt s16p $exact "$to/speech-alac.m4a"
}

# What is read with care, or not at all.
convert_odd_ones() {
  to=$target/odd
  mkdir -p "$to"
  encode $picture $h264 -an $exact "$to/no-sound-track.mp4"
  encode $other_sound $sound -map 0:a -map 1:a -c:a:0 ac3 -b:a:0 32k -c:a:1 libopus -b:a:1 24k \
    $exact "$to/ac3-then-opus.mkv"
  encode $sound $other_sound -map 0:a -map 1:a -ar 16000 -c:a aac -b:a:0 16k -b:a:1 32k \
    $exact "$to/two-languages.mp4"
  encode $sound -ar 16000 -c:a aac -b:a 16k -output_ts_offset 36000 $exact -f mpegts \
    "$to/clock-at-ten-hours.mpegts"
  encode $sound -t 1 -ar 8000 -c:a adpcm_ms $exact "$to/adpcm.wav"
  encode $sound -t 1 -c:a ac3 -b:a 32k $exact "$to/ac3.mp4"
  encode $sound -t 1 -ar 8000 -c:a libopencore_amrnb -b:a 4.75k $exact "$to/call.amr"
  encode $silence $sound -map 0:a -map 1:a -c:a libopus -b:a 16k -metadata:s:a:0 title=Desktop \
    -metadata:s:a:1 title=Mic -metadata:s:a:1 language=fre $exact "$to/silent-then-speech.mkv"
  encode $long_picture $sound -c:v libvpx -b:v 10k -c:a libopus -b:a 16k $exact "$to/sound-ends-early.webm"
  encode -stream_loop 4 $sound -ar 16000 -c:a aac -b:a 16k -movflags frag_keyframe+empty_moov \
    -frag_duration 1000000 $exact "$to/fragmented.mp4"
}

# A tone from 0.25 to 0.95 s of each 1.2 s: where it begins says where a reader has the first sample.
tone="-f lavfi -i aevalsrc=0.5*sin(2000*PI*t)*between(mod(t\,1.2)\,0.25\,0.95):s=48000:d"

# A jump of the clock: half a minute that no sound was recorded for.
pause="-af asetpts=PTS+gte(T\,1.2)*30/TB"

# What begins before zero or behind it, by the codec or by the clock of the container.
convert_times() {
  to=$target/times
  mkdir -p "$to"
  for rate in 8000 16000 44100; do
    encode $tone=1.2 -ar $rate -c:a libmp3lame -b:a 24k $exact "$to/tone-$rate.mp3"
  done
  encode $tone=1.2 -c:a aac -b:a 24k $exact "$to/tone.aac"
  encode $tone=1.2 -c:a aac -b:a 24k $exact "$to/tone.m4a"
  encode $tone=1.2 -c:a aac -b:a 24k -movflags +empty_moov+frag_keyframe+default_base_moof -frag_duration 300000 \
    $exact "$to/tone-fragments.mp4"
  encode $tone=1.2 -ar 16000 -c:a aac -b:a 24k $exact "$to/tone-aac.mkv"
  encode $tone=1.2 -ar 8000 -c:a libmp3lame -b:a 24k $exact "$to/tone-mp3.mkv"
  encode $tone=1.2 -c:a libopus -b:a 16k $exact "$to/tone.opus"
  encode $tone=1.2 -c:a libopus -b:a 16k $exact "$to/tone-opus.mp4"
  encode $tone=1.2 -c:a libopus -b:a 16k $exact "$to/tone-opus.webm"
  encode $tone=1.2 -c:a libvorbis -q:a 0 $exact "$to/tone.ogg"
  encode $tone=1.2 -c:a libvorbis -q:a 0 $exact "$to/tone-vorbis.webm"
  encode $tone=1.2 -ar 16000 -c:a flac $exact "$to/tone.flac"
  encode $tone=1.2 -ar 16000 -c:a flac $exact "$to/tone-flac.mkv"
  encode $tone=1.2 -ar 8000 -c:a pcm_s16le $exact "$to/tone.mov"
  encode $tone=1.2 -c:a aac -b:a 24k $exact -f mpegts "$to/tone-at-1.4s.mpegts"
  encode $tone=1.2 -ar 16000 -c:a libmp3lame -b:a 24k -output_ts_offset 300 $exact -f mpegts "$to/tone-at-300s.mpegts"
  encode -f lavfi -i color=black:size=32x32:rate=10:duration=1.5 -itsoffset 0.3 $tone=1.2 $h264 -c:a aac -b:a 24k \
    $exact -f mpegts "$to/tone-after-picture.mpegts"
  # As from a recorder that was muted: no packets, and times that go on.
  encode $tone=2.4 -c:a libopus -b:a 16k $pause $exact "$to/pause.webm"
  encode $tone=2.4 -c:a libvorbis -q:a 0 $pause $exact "$to/pause-vorbis.mkv"
  encode $tone=2.4 -ar 16000 -c:a aac -b:a 24k $pause \
    -movflags +empty_moov+frag_keyframe+default_base_moof -frag_duration 300000 $exact "$to/pause.mp4"
}

unpack fr fr_CA_f_June
unpack en en_US_f_Allison
convert fr check-number-dial-again please-try-call-later pls-hold-while-try ss-noservice
convert en conf-onlyperson vm-intro vm-nobodyavail
convert_formats
convert_odd_ones
convert_times
