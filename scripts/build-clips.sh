#!/bin/sh
# Makes static/clips: the prompts of scripts/clips.tsv from the Debian packages with Asterisk's studio prompts, one sound
# for each language with a second of silence behind each prompt, and clips.json, which says where each of them is. The
# same bytes in every run (ffmpeg 5.1, libopus 1.3).
#
#   scripts/build-clips.sh        needs apt-get, dpkg-deb and ffmpeg
set -eu
export LC_ALL=C

folder=$(dirname "$0")
list=$folder/clips.tsv
target=$folder/../static/clips
version=1.6.1-1
rate=16000
tab=$(printf '\t')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$target"

unpack() { # language, folder of its voice
  (cd "$work" && apt-get download "asterisk-core-sounds-$1-g722=$version")
  dpkg-deb -x "$work/asterisk-core-sounds-$1-g722_${version}_all.deb" "$work/$1"
  mv "$work/$1/usr/share/asterisk/sounds/$2" "$work/$1/prompts"
}

# Samples of 16 bits, one prompt behind the other. A line for each: id, language, start and length in samples, origin, text.
join() { # language
  : >"$work/$1.pcm"
  grep "^$1$tab" "$list" | while IFS="$tab" read -r language prompt origin text; do
    ffmpeg -v error -nostdin -f g722 -i "$work/$language/prompts/$prompt.g722" -ar $rate -ac 1 -f s16le -y "$work/one.pcm"
    start=$(($(wc -c <"$work/$1.pcm") / 2))
    length=$(($(wc -c <"$work/one.pcm") / 2))
    cat "$work/one.pcm" >>"$work/$1.pcm"
    head -c $((2 * rate)) /dev/zero >>"$work/$1.pcm"
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1-$(echo "$prompt" | tr / -)" "$1" "$start" "$length" "$origin" "$text"
  done >"$work/$1.tsv"
  ffmpeg -v error -y -f s16le -ar $rate -ac 1 -i "$work/$1.pcm" -c:a libopus -b:a 24k -application voip \
    -map_metadata -1 -fflags +bitexact -flags:a +bitexact "$target/$1.opus"
}

unpack en en_US_f_Allison
unpack fr fr_CA_f_June
join en
join fr

# English and French in turn.
paste -d '\n' "$work/en.tsv" "$work/fr.tsv" | awk -F '\t' -v rate=$rate '
  BEGIN { print "{\n \"sounds\": { \"en\": \"en.opus\", \"fr\": \"fr.opus\" },\n \"clips\": [" }
  { printf "%s  { \"id\": \"%s\", \"language\": \"%s\", \"startSeconds\": %.4f, \"seconds\": %.4f, \"origin\": \"%s\", \"text\": \"%s\" }",
      (NR > 1 ? ",\n" : ""), $1, $2, $3 / rate, $4 / rate, $5, $6 }
  END { print "\n ]\n}" }' >"$target/clips.json"
