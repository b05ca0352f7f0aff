#!/bin/sh
# Sees to what Qt needs from the system: its libraries, a Chinese font and a virtual display.
set -eu
. "$(dirname "$0")/apt.sh"
PATH=$PATH:/usr/sbin:/sbin

# Libraries are looked for by name, not by package: the package names change between releases.
libraries=$(ldconfig -p)
missing=
need() {
    case $libraries in
    *"$1 "*) ;;
    *) missing="$missing $2" ;;
    esac
}
need libGL.so.1 libgl1
need libEGL.so.1 libegl1
need libxkbcommon.so.0 libxkbcommon0
need libdbus-1.so.3 libdbus-1-3
need libfontconfig.so.1 libfontconfig1
need libglib-2.0.so.0 libglib2.0-0
need libxcb-cursor.so.0 libxcb-cursor0
need libxkbcommon-x11.so.0 libxkbcommon-x11-0
need libxcb-icccm.so.4 libxcb-icccm4
need libxcb-keysyms.so.1 libxcb-keysyms1
need libxcb-shape.so.0 libxcb-shape0
need libxcb-randr.so.0 libxcb-randr0
need libxcb-image.so.0 libxcb-image0
need libxcb-render-util.so.0 libxcb-render-util0
need libxcb-xkb.so.1 libxcb-xkb1

command -v fc-list >/dev/null 2>&1 || missing="$missing fontconfig"
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || missing="$missing fonts-noto-cjk"
command -v Xvfb >/dev/null 2>&1 || missing="$missing xvfb"
command -v xauth >/dev/null 2>&1 || missing="$missing xauth"

[ -z "$missing" ] && exit 0
# shellcheck disable=SC2086 # one word per package
apt_install $missing
