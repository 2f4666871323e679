#!/bin/sh
# Every message of the program is translated, in every language there is.
set -eu
. tests/scripts/say.sh

sh config/pot.sh "$work/meyar.pot"
for po in config/po/*.po; do
    check "$po" sh config/po-check.sh "$work/meyar.pot" "$po"
done

# The check sees what it is there for: each of these spoils a good translation in one way.
po=config/po/az.po
spoiled() { # WHAT PATTERN: $work/spoiled.po is refused
    refused "$1" "$2" sh config/po-check.sh "$work/meyar.pot" "$work/spoiled.po"
}
msgattrib --no-wrap "$po" >"$work/whole.po"
msggrep --no-wrap -v -K -e '^not assigned$' "$po" >"$work/spoiled.po"
spoiled "a message is missing" "not assigned"
sed '/^msgid "not assigned"$/,/^$/s/^msgstr.*/msgstr ""/' "$work/whole.po" >"$work/spoiled.po"
spoiled "a message is not translated" "not assigned"
sed 's/^msgid "not assigned"$/#, fuzzy\n&/' "$work/whole.po" >"$work/spoiled.po"
spoiled "a message is fuzzy" "not assigned"
{ cat "$work/whole.po"; printf '\nmsgid "gone since"\nmsgstr "itib"\n'; } >"$work/spoiled.po"
spoiled "a message is not in the program any more" "gone since"
sed '/^msgid "no question is called/,/^$/s/^msgstr .*/msgstr "belə sual yoxdur"/' "$work/whole.po" |
    sed '/c-format/d' >"$work/spoiled.po"
spoiled "a directive is left out" "no question is called"
sed '/^msgid "not assigned"$/,/^$/s/^msgstr "/&  /' "$work/whole.po" >"$work/spoiled.po"
spoiled "blanks differ" "ends differ: not assigned"
sed '/^msgid "Every command takes:"$/,/^$/s/:"$/"/2;/^msgid "Every command takes:"$/,/^$/s/^\(msgstr .*\):"/\1"/' \
    "$work/whole.po" >"$work/spoiled.po"
spoiled "a colon is left out" "ends differ: Every command takes"

# The help of every command, in the language that is none: what is said stands in no English line
# (usage and an option that has a line to itself are no language's).
mkdir "$work/pseudo"
cp "$build/meyar" "$work/pseudo/meyar"
ln -s "$(cd "$build" && pwd)/locale-pseudo" "$work/pseudo/locale"
commands=$("$build/meyar" help | sed -n 's/^  meyar \([a-z]*\) .*/\1/p')
help_of() { LC_ALL=C.UTF-8 LANGUAGE=$1 "$work/pseudo/meyar" help $2; }
no_english() { # COMMAND
    help_of en "$1" >"$work/en"
    help_of qps "$1" >"$work/qps"
    grep -q . "$work/qps" && ! grep -Fx -f "$work/en" "$work/qps" | grep -v -e '^ *meyar [a-z]* [[A-Zq]' -e '^ *--[a-z]* [a-z|_]*$' |
        grep .
}
for command in "" $commands; do
    check "help $command" no_english "$command"
done
finish
