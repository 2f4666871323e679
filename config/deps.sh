#!/bin/sh
# Installs what building and testing meyar needs and this machine lacks: on Debian and Ubuntu by
# apt-get, elsewhere it names the packages and stops.
set -eu

debian="gcc make pkg-config libncurses-dev libyaml-dev libgmp-dev libsqlite3-dev libjansson-dev \
libsodium-dev libunistring-dev libxlsxwriter-dev libcmocka-dev libvterm-dev \
python3-openpyxl gettext mandoc"

if command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; then
    missing=
    for p in $debian; do
        dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
    done
    [ -n "$missing" ] || exit 0
    echo "installing:$missing"
    as_root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || {
            echo "meyar needs these packages, and there is no sudo to install them with: $missing" >&2
            exit 1
        }
        as_root=sudo
    fi
    $as_root apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
    exit 0
fi

# Where the packages can't be told apart by a package manager that we drive, a build that finds its
# headers is proof enough.
probe='#include <ncurses.h>
#include <yaml.h>
#include <gmp.h>
#include <sqlite3.h>
#include <jansson.h>
#include <sodium.h>
#include <unistr.h>
#include <xlsxwriter.h>
#include <vterm.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>'
if printf '%s\n' "$probe" | ${CC:-cc} -x c -fsyntax-only - 2>/dev/null; then
    exit 0
fi

echo "meyar needs libraries that are not here. Install them, then run this again:" >&2
if command -v dnf >/dev/null 2>&1; then
    echo "  sudo dnf install gcc make pkgconf ncurses-devel libyaml-devel gmp-devel sqlite-devel jansson-devel libsodium-devel libunistring-devel libxlsxwriter-devel libcmocka-devel libvterm-devel gettext mandoc" >&2
elif command -v pacman >/dev/null 2>&1; then
    echo "  sudo pacman -S --needed gcc make pkgconf ncurses libyaml gmp sqlite jansson libsodium libunistring libxlsxwriter cmocka libvterm gettext mandoc" >&2
elif command -v apk >/dev/null 2>&1; then
    echo "  doas apk add gcc make musl-dev pkgconf ncurses-dev yaml-dev gmp-dev sqlite-dev jansson-dev libsodium-dev libunistring-dev libxlsxwriter-dev cmocka-dev libvterm-dev gettext-dev mandoc" >&2
elif command -v brew >/dev/null 2>&1; then
    echo "  brew install pkgconf ncurses libyaml gmp sqlite jansson libsodium libunistring libxlsxwriter cmocka libvterm gettext mandoc" >&2
else
    echo "  ncurses (wide), libyaml, GMP, SQLite 3.37 or newer, jansson, libsodium, libunistring, libxlsxwriter, cmocka, libvterm, gettext, mandoc" >&2
fi
exit 1
