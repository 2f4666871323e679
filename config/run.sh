#!/bin/sh
# Opens the screens on the demo campaign, making it first where there is none.
set -eu
if [ ! -t 0 ] || [ ! -t 1 ]; then
    echo "meyar: its screens need a terminal; run this in one" >&2
    exit 1
fi
exec "$1" demo
