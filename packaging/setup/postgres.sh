#!/bin/sh
# Sees to PostgreSQL's programs for the tests, which start servers of their own and touch no other.
set -eu
. "$(dirname "$0")/apt.sh"

for initdb in /usr/lib/postgresql/*/bin/initdb; do
    [ -x "$initdb" ] && exit 0
done
command -v initdb >/dev/null 2>&1 && exit 0

# Debian starts a server of its own as it installs the package; nobody asked for one here.
no_server=/etc/postgresql-common/createcluster.d/desk-tests.conf
if [ "$(id -u)" -eq 0 ] && [ -d /etc/apt ]; then
    mkdir -p "$(dirname "$no_server")"
    trap 'rm -f "$no_server"' EXIT
    echo "create_main_cluster = false" >"$no_server"
fi

apt_install postgresql && exit 0
[ "$(id -u)" -eq 0 ] || echo "setup: going on; the tests that need PostgreSQL will fail" >&2
# As root a failed installation is an error. Others go on: the tests that need it fail and say so themselves.
[ "$(id -u)" -ne 0 ]
