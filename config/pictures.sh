#!/bin/sh
# Writes README.md with its pictures as the tests of the screens have them: the block that follows
# <!-- picture: NAME --> is tests/golden/NAME.txt. To standard output.
# Usage: pictures.sh
set -eu
cd "$(dirname "$0")/.."
awk '
    picture != "" && /^```/ {
        if (!inside) {
            print
            file = "tests/golden/" picture ".txt"
            while ((got = (getline line <file)) > 0)
                if (line !~ /^cursor [0-9]+,[0-9]+$/)
                    print line
            close(file)
            if (got < 0) {
                print file " is not there" >"/dev/stderr"
                exit 1
            }
            inside = 1
            next
        }
        inside = 0
        picture = ""
    }
    inside { next }
    match($0, /^<!-- picture: [a-z0-9-]+ -->$/) { picture = substr($0, 15, length($0) - 18) }
    { print }
' README.md
