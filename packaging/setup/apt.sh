# Installs Debian packages when we are root, and otherwise says the one line that does. Sourced by its neighbours.

apt_install() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "setup: this system has no apt-get; install what these Debian packages hold: $*" >&2
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "setup: some system packages are missing. Run this line, then try again:" >&2
        echo "    sudo apt-get install --no-install-recommends $*" >&2
        return 1
    fi
    echo "setup: installing $*"
    mkdir -p out
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } \
        >out/apt.log 2>&1 </dev/null; then
        tail -n 20 out/apt.log >&2
        echo "setup: apt-get failed; the whole log is in out/apt.log" >&2
        return 1
    fi
}
