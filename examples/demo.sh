#!/bin/sh
# The demo: read an account, print what it says and what follows, replay it, ask what if, drop a source, write the report.
#   sh examples/demo.sh            the two example accounts
#   sh examples/demo.sh FILE       any account of yours: findings and report
set -eu
BIN=${BIN:-.venv/bin}
OUT=${OUT:-out}
mkdir -p "$OUT"
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold='' plain=''; fi
run() {
  printf '\n%s$ whoknew' "$bold"
  for word in "$@"; do case $word in *' '*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac; done
  printf '%s\n\n' "$plain"
  "$BIN/whoknew" "$@"
}

if [ $# -gt 0 ] && [ -n "$1" ]; then
  run read "$1" --report "$OUT/$(basename "${1%.*}").html"
  exit 0
fi

# The account is read once and saved; the questions are then asked of what was read.
a=$OUT/damascus.json
run read examples/damascus/a.txt --report "$OUT/damascus.html"
"$BIN/whoknew" read examples/damascus/a.txt --json >"$a"
run replay "$a" --at 2024-12-08
run what-if "$a" 'tell Maher al-Assad: he was leaving' --at 2024-12-07
run drop commander "$a"

b=$OUT/merger.json
run read examples/merger/account.txt --report "$OUT/merger.html"
"$BIN/whoknew" read examples/merger/account.txt --json >"$b"
run replay "$b" --at 2025-02-08
run what-if "$b" 'tell Marian Averill: the works were for sale' --at 2025-02-08
run drop 'members of the family' "$b"
run deceived "$b"
run in-the-dark "$b"

printf '\nThe reports: %s and %s. Your own: make demo ACCOUNT=your-file\n' "$OUT/damascus.html" "$OUT/merger.html"
