#!/usr/bin/env bash
# What do the tests need besides npm packages? A MariaDB server, a browser, a Korean font, and the proxy that stands before the
# house with a tool to make it a certificate: installs what is missing. `system-parts.sh chaos`: what `npm run chaos` needs.
set -euo pipefail

what=${1:-tests}
missing=()
[ -n "${TEST_MARIADB_URL:-}" ] || command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] || missing+=(mariadb-server)
command -v haproxy >/dev/null || [ -x /usr/sbin/haproxy ] || missing+=(haproxy)
if [ "$what" = chaos ]; then
  [ -e /usr/lib/galera/libgalera_smm.so ] || missing+=(galera-4)
  command -v rsync >/dev/null || missing+=(rsync)
else
  command -v chromium >/dev/null || missing+=(chromium)
  command -v openssl >/dev/null || missing+=(openssl)
  if command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ko family)" ]; then :; else missing+=(fonts-noto-cjk); fi
fi
[ ${#missing[@]} -gt 0 ] || exit 0

install="apt-get install -y --no-install-recommends ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "The $what need ${missing[*]} (Debian's names); please install them." >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "The $what need ${missing[*]}: sudo $install" >&2
  exit 1
fi
echo "The $what need ${missing[*]}: installing." >&2
export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=300 update >&2
apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >&2
