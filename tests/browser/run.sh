#!/bin/sh
# Looks at the reports of the demo in a real browser (check.js), both languages. Needs Chromium, node
# and npm, and the network once for what package.json names: so it is no part of `make check`.
# Usage: run.sh BUILD
set -eu
build=$(cd "$1" && pwd)
out=$build/browser
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || :)}
[ -n "$browser" ] || { echo "there is no Chromium here; name one in CHROMIUM" >&2; exit 1; }
command -v npm >/dev/null || { echo "npm is needed (Debian: apt-get install npm)" >&2; exit 1; }

mkdir -p "$out"
cp tests/browser/package.json tests/browser/check.js "$out"
(cd "$out" && npm install --no-package-lock --no-audit --no-fund --silent)
rm -f "$out"/demo.meyar "$out"/*.html "$out"/*.png "$out"/*.pdf
"$build/meyar" demo "$out/demo.meyar" --no-open >/dev/null
for language in en az; do
    for body in "" NYN; do
        LC_ALL=C.UTF-8 LANGUAGE=$language "$build/meyar" report "$out/demo.meyar" ${body:+--body "$body"} \
            --format html -o "$out/${body:-campaign}-$language.html"
    done
done
cd "$out"
node check.js "$browser" campaign-en.html campaign-az.html NYN-en.html NYN-az.html
