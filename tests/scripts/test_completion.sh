#!/bin/sh
# Command lines are completed: in bash as bash does it, in zsh as far as its syntax where it is there.
set -eu
. tests/scripts/say.sh
command -v bash >/dev/null || { echo "no bash here"; exit 0; }
script=$work/meyar.bash
"$build/meyar" completion bash >"$script"
"$build/meyar" completion zsh >"$work/_meyar"
mkdir "$work/files" "$work/files/older"
cd "$work/files"
touch 2019.meyar 2018.meyar "my own.meyar" rubric.yaml registry.csv notes.txt

# completes WANTED WORD…: what is offered for the last word, sorted, with | between.
completes() {
    wanted=$1
    shift
    # shellcheck disable=SC2016
    came=$(bash --norc -c 'source "$0"
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _meyar
        [ ${#COMPREPLY[@]} = 0 ] || printf "%s\n" "${COMPREPLY[@]}" | LC_ALL=C sort -u | paste -sd "|"' \
        "$script" "$@" 2>&1)
    [ "$came" = "$wanted" ] || { echo "'$*' came to: $came"; return 1; }
}
check "commands" completes "score" meyar sc
check "commands and files" completes "2018.meyar|2019.meyar" meyar 20
check "files of campaigns alone" completes "2018.meyar|2019.meyar|my own.meyar|older" meyar score ""
check "a file with a blank" completes "my own.meyar" meyar score my
check "nothing for a body" completes "" meyar score 2019.meyar ""
check "rubrics" completes "older|rubric.yaml" meyar check ""
check "any number of rubrics" completes "older|rubric.yaml" meyar check rubric.yaml ""
check "options of a command" completes "--by|--campaign|--help|--json|--quiet|--read-only|--why" \
    meyar score 2019.meyar -
check "an option" completes "--rubric" meyar init new.meyar --ru
check "no option of another command" completes "" meyar verify --js
check "options before the file" completes "2019.meyar" meyar score --json 2019
check "an option's file" completes "older|registry.csv" meyar init new.meyar --registry ""
check "an option's file behind =" completes "registry.csv" meyar init new.meyar --registry = reg
check "an option's words" completes "csv|html|json|text|xlsx" meyar report 2019.meyar --format ""
check "no words for a name" completes "" meyar score 2019.meyar --campaign ""
check "after an option's value" completes "older|rubric.yaml" meyar check --by Aytən ""
check "commands to get help on" completes "history" meyar help hi
check "shells" completes "bash|zsh" meyar completion ""
check "the screens' options" completes "--version" meyar --ve

# Every command and every option of the help is in both.
cd - >/dev/null
words() {
    commands=$("$build/meyar" help | sed -n 's/^  meyar \([a-z]*\) .*/\1/p')
    [ "$commands" ] || return 1
    for command in $commands; do
        grep -q "^ *'$command:" "$work/_meyar" || { echo "zsh lacks $command"; return 1; }
        for option in $("$build/meyar" help "$command" | sed -n 's/^  \(--*[a-z-]*\).*/\1/p'); do
            grep -q "^ *$command) _meyar_words '.*$option" "$script" ||
                { echo "bash lacks $command $option"; return 1; }
            sed -n "/^ *$command) _arguments/,/;;/p" "$work/_meyar" | grep -q -e "'$option\[" ||
                { echo "zsh lacks $command $option"; return 1; }
        done
    done
}
check "all of the table" words
if command -v zsh >/dev/null; then
    check "zsh reads it" zsh -n "$work/_meyar"
    loads() { zsh -f -c 'autoload -U compinit; compinit -D -u; source "$0"; [ "$_comps[meyar]" = _meyar ]' "$work/_meyar"; }
    check "zsh takes it" loads
fi
refused "another shell" "bash" "$build/meyar" completion tcsh
finish
