#!/bin/sh
# Manners: formatting, static analysis, the manual, translations, shell scripts. Installs the tools
# where they are missing, on Debian and Ubuntu.
set -eu
cd "$(dirname "$0")/.."

tools="clang-format clang-tidy cppcheck mandoc gettext"
missing=
for tool in clang-format clang-tidy cppcheck mandoc msgfmt; do
    command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
if [ -n "$missing" ]; then
    command -v apt-get >/dev/null 2>&1 || { echo "lint needs$missing; install them" >&2; exit 1; }
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -q
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $tools
fi

flags="-std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_FILE_OFFSET_BITS=64 -I."
failed=
step() { # NAME COMMAND…: runs it, prints its output only where it fails
    name=$1
    shift
    out=$(mktemp)
    if "$@" >"$out" 2>&1; then
        echo "ok $name"
    else
        cat "$out"
        echo "FAILED $name"
        failed=yes
    fi
    rm -f "$out"
}

sources() { find forms model tui tests -name '*.c' | sort; }
headers() { find forms model tui tests -name '*.h' | sort; }

formatted() { { sources; headers; } | xargs clang-format --dry-run -Werror; }
tidy() { # what the program is made of: in tests the analyser does not know that a failing assert ends them
    sources | grep -v '^tests/' | flags=$flags xargs -P2 -n4 \
        sh -c "clang-tidy --quiet --warnings-as-errors='*' \"\$@\" -- \$flags" tidy
}
checked() {
    # shellcheck disable=SC2086
    cppcheck -j2 --quiet --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
        --std=c11 --suppress=missingIncludeSystem --suppress=unknownMacro -I. \
        -D_XOPEN_SOURCE=700 --library=gnu forms model tui
}
scripts() { for s in config/*.sh tests/*.sh tests/*/*.sh; do [ ! -f "$s" ] || sh -n "$s"; done; bash -n .ci/run; }
translations() { for po in config/po/*.po; do [ ! -f "$po" ] || msgfmt -c -o /dev/null "$po"; done; }

step "clang-format" formatted
step "sh -n" scripts
step "mandoc -Tlint" mandoc -Tlint -Wwarning config/meyar.1
step "msgfmt -c" translations
step "cppcheck" checked
step "clang-tidy" tidy
[ -z "$failed" ]
