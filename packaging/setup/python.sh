#!/bin/sh
# Makes .venv from the lock, hash by hash; does nothing when it already stands for this lock in this folder.
# PYTHON may name the interpreter to build on.
set -eu
. "$(dirname "$0")/apt.sh"

venv=$PWD/.venv
stamp=$venv/.stands-for
key="$(cat requirements/dev.txt pyproject.toml | sha256sum | cut -d ' ' -f 1) $venv"
suits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'
version_of() { "$1" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])'; }
runs() { "$1" -c "$suits" >/dev/null 2>&1; }
makes_venvs() { runs "$1" && "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# A folder that was moved or copied has scripts that point at the old place.
stands() {
    runs "$venv/bin/python" && grep -qF "$venv" "$venv/bin/activate" 2>/dev/null || return 1
    [ -z "${PYTHON:-}" ] || [ "$(version_of "$PYTHON")" = "$(version_of "$venv/bin/python")" ]
}

# The first interpreter that passes a test by running: a name on the PATH may be a shim for nothing.
first() {
    for name in python3.12 python3.13 python3.11 python3; do
        "$1" "$name" && echo "$name" && return
    done
    return 1
}

choose() {
    if [ -n "${PYTHON:-}" ]; then
        makes_venvs "$PYTHON" && echo "$PYTHON" && return
        echo "setup: PYTHON=$PYTHON cannot make virtual environments (no venv or no ensurepip)" >&2
        return 1
    fi
    first makes_venvs && return
    apt_install python3 python3-venv >&2 || return 1
    first makes_venvs && return
    echo "setup: no Python 3.11, 3.12 or 3.13 that can make virtual environments; name one with PYTHON=..." >&2
    return 1
}

if [ -n "${PYTHON:-}" ] && ! runs "$PYTHON"; then
    echo "setup: PYTHON=$PYTHON does not run, or is not Python 3.11, 3.12 or 3.13" >&2
    exit 1
fi
if stands; then
    [ "$(cat "$stamp" 2>/dev/null)" = "$key" ] && exit 0
else
    python=$(choose)
    echo "setup: making .venv with Python $(version_of "$python")"
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

rm -f "$stamp"
pip() { "$venv/bin/python" -m pip -qq --no-input --disable-pip-version-check "$@" </dev/null; }
echo "setup: installing the locked packages (some minutes the first time)"
pip install --require-hashes --only-binary :all: -r requirements/dev.txt
pip install --no-deps --no-build-isolation -e .
echo "$key" >"$stamp"
