#!/bin/sh
# Run every check, show all that fails, and let pytest's summary stand last.
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"
failed=""

# The tests start the program many times; what is compiled must be kept for the next of them.
unset PYTHONDONTWRITEBYTECODE

check() {
    printf '== %s\n' "$*"
    "$@" || failed="$failed $1"
}

check ruff check .
check ruff format --check .
check mypy
check lint-imports --no-logo
# A worker begins with the first or the last half of the tests, so that what the tests of a module
# share is made once; the one that is done first takes over from the other.
check pytest --quiet --numprocesses auto --dist worksteal --durations 10

if [ -n "$failed" ]; then
    printf 'Feilet:%s\n' "$failed" >&2
    exit 1
fi
