#!/bin/sh
# Run every check, show all that fails, and let pytest's summary stand last.
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"
failed=""

check() {
    printf '== %s\n' "$*"
    "$@" || failed="$failed $1"
}

check ruff check .
check ruff format --check .
check mypy
check lint-imports --no-logo
check pytest --quiet --numprocesses auto

if [ -n "$failed" ]; then
    printf 'Feilet:%s\n' "$failed" >&2
    exit 1
fi
