#!/bin/sh
# The demo: read an account, print what it says and what follows, replay it, ask what if, drop a source, write the report.
# sh examples/demo.sh            the two example accounts
# sh examples/demo.sh FILE       any account of yours: findings and report
set -eu
BIN=${BIN:-.venv/bin}
OUT=${OUT:-out}
mkdir -p "$OUT"
say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
[ -t 1 ] && [ -z "${NO_COLOR:-}" ] || say() { printf '\n== %s\n' "$*"; }
whoknew() { "$BIN/whoknew" "$@"; }

if [ $# -gt 0 ] && [ -n "$1" ]; then
  report="$OUT/$(basename "${1%.*}").html"
  whoknew read "$1" --report "$report"
  exit 0
fi

a=examples/damascus/a.txt
say "whoknew read $a"
whoknew read "$a" --report "$OUT/damascus.html"
