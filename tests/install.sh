#!/usr/bin/env bash
# install.sh and the service, tried in a small Debian that systemd boots: from nothing to a page, killed and back,
# updated, stopped, removed. Needs root, systemd-container, mmdebstrap and curl; touches nothing of this machine.
#
#   tests/install.sh [PROGRAM]      else target/release/duka
#   DUKA_ROOTFS_CACHE=FILE          where the small Debian is kept between runs, else target/rootfs.tar
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/release/duka}
rootfs=${DUKA_ROOTFS_CACHE:-target/rootfs.tar}
boot_within_s=60
off_within_s=30
exposure_max=1.5

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
now_ms() { date +%s%3N; }
began=$(now_ms)
# One line for each thing that holds, with the time since the last one.
holds() { printf '%7d ms  %s\n' $(($(now_ms) - began)) "$1"; began=$(now_ms); }

[ "$(id -u)" = 0 ] || fail "a machine can be booted by root only: sudo $0"
for tool in systemd-nspawn mmdebstrap curl; do
  command -v "$tool" >/dev/null || fail "$tool is missing: apt-get install systemd-container mmdebstrap curl"
done
[ -x "$program" ] || fail "there is no $program: cargo build --release"

# ---- a machine ----

if [ ! -f "$rootfs" ]; then
  mkdir -p "$(dirname "$rootfs")"
  mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,dbus bookworm - >"$rootfs.new"
  mv "$rootfs.new" "$rootfs"
  holds "a small Debian made, kept in $rootfs"
fi
lab=$(mktemp -d)
machine=$lab/root
nspawn='' init=''
clean_up() {
  status=$?
  if [ -n "$nspawn" ] && kill -0 "$nspawn" 2>/dev/null; then
    if [ "$status" != 0 ]; then tell; fi
    switch_off
  fi
  rm -rf "$lab"
}
trap clean_up EXIT
tell() {
  printf '%s\n' '-- what was said last:'
  cat "$lab/said" || true
  inside journalctl -u duka -n 20 --no-pager || true
}
inside() { nsenter -t "$init" -m -p -u -i -n -- "$@" </dev/null; }

mkdir -p "$machine"
tar -C "$machine" -xf "$rootfs"
source=$machine/opt/duka
mkdir -p "$source/systemd"
cp install.sh "$source"
cp systemd/duka.service "$source/systemd"
# Asks until it is so, for a bounded time.
until_so() {
  local ends_s=$(($(date +%s) + $1))
  shift
  until "$@"; do
    [ "$(date +%s)" -lt "$ends_s" ] || return 1
    sleep 0.1
  done
}
booted() {
  init=$(ps -o pid= --ppid "$nspawn" | head -n 1 | tr -d ' ')
  [ -n "$init" ] && [ "$(inside systemctl is-system-running 2>/dev/null)" = running ]
}
switch_on() {
  systemd-nspawn --quiet --register=no --keep-unit --machine="duka-trial-$$" --private-network -b -D "$machine" \
    </dev/null >"$lab/boot.log" 2>&1 &
  nspawn=$!
  until_so "$boot_within_s" booted || { cat "$lab/boot.log"; fail "the machine did not boot"; }
}
switch_off() {
  inside systemctl poweroff 2>/dev/null || true
  timeout "$off_within_s" tail --pid="$nspawn" -f /dev/null || kill "$nspawn"
  wait "$nspawn" || true
  nspawn=''
}
switch_on
holds "the machine is up"

# ---- words about it ----

install() { inside /opt/duka/install.sh "$@" >"$lab/said" 2>&1; }
of_service() { inside systemctl show -p "$1" --value duka; }
# ask PORT/PATH…: with this machine's curl in that machine's network.
ask() { nsenter -t "$init" -n curl -s --max-time 10 "http://127.0.0.1:$1" "${@:2}"; }
status_of() { ask "$1" -o /dev/null -w '%{http_code}' "${@:2}"; }
answers() { [ "$(status_of "$1$2")" = 200 ]; }
asked_for_patience() { [ "$(status_of 80/)" = 503 ]; }
is() { [ "$2" = "$3" ] || fail "$1: expected '$3', found '$2'"; }
# refused REASON COMMAND…: it fails, for that reason, and says what to type next.
refused() {
  local reason=$1
  shift
  if "$@" >"$lab/said" 2>&1; then fail "let through: $*"; fi
  grep -q "$reason" "$lab/said" || fail "not said: '$reason'"
  grep -q '^Next: ' "$lab/said" || fail "nothing says what to type next: $*"
}

# ---- refusals change nothing ----

refused "needs root" inside runuser -u nobody -- /opt/duka/install.sh
refused "no program to install, and no cargo" inside /opt/duka/install.sh
mkdir -p "$source/target/release"
printf 'not a program' >"$source/target/release/duka"
refused "may be from 1024" inside /opt/duka/install.sh --port 80
refused "not look into homes" inside /opt/duka/install.sh --data /home/shop
refused "something else in it" inside /opt/duka/install.sh --data /etc/systemd
refused "does not run on this machine" inside /opt/duka/install.sh
refused "not something this script knows" inside /opt/duka/install.sh --fast
refused "is no domain" inside /opt/duka/install.sh --domain 'a b'
refused "needs no domain of its own" inside /opt/duka/install.sh --domain shop.example --proxy 127.0.0.1
[ ! -e "$machine/etc/systemd/system/duka.service" ] || fail "a refused install left its service behind"
holds "nine wrong ways are refused, each with what to type next"

# ---- from nothing to a page ----

# A stand-in for cargo, where rustup puts it: only the person who called sudo has it.
rm "$source/target/release/duka"
cp "$program" "$machine/opt/built"
inside useradd --create-home ada
inside chown -R ada /opt/duka
mkdir -p "$machine/home/ada/.cargo/bin"
printf '#!/bin/sh\ncp /opt/built target/release/duka\n' >"$machine/home/ada/.cargo/bin/cargo"
chmod +x "$machine/home/ada/.cargo/bin/cargo"
printf "PATH=/home/ada/.cargo/bin:\$PATH\n" >>"$machine/home/ada/.profile"
began=$(now_ms)
SUDO_USER=ada install || fail "the first install"
answers 8080 /readyz || fail "no answer right after install.sh came back"
holds "installed; it answers"
page=$(sed -n 's|^ *http://127.0.0.1:8080\(/setup/.*\)|\1|p' "$lab/said")
[ -n "$page" ] || fail "no setup link was printed"
answers 8080 "$page" || fail "the setup link does not open: $(status_of "8080$page")"
ask "8080$page" | grep -q shop_name || fail "the setup link shows no form"
holds "the setup link opens the setup page"
is "the data folder" "$(inside stat -c '%U %a' /var/lib/duka)" "duka 700"
is "start with the machine" "$(inside systemctl is-enabled duka)" enabled
inside runuser -u duka -- duka check --data /var/lib/duka >"$lab/said" 2>&1 || fail "duka check"
exposure=$(inside systemd-analyze security --no-pager duka | sed -n 's/.*exposure level for .*: \([0-9.]*\).*/\1/p')
awk -v is="$exposure" -v max="$exposure_max" 'BEGIN { exit !(is != "" && is <= max) }' || fail "exposure is '$exposure'"
holds "folder private, enabled, duka check clean, exposure $exposure"

owner=(-d shop_name=Trial -d country=DE -d tax=included -d name=Ada -d email=ada@shop.example
  -d password=correct-horse-battery -d language=en -d origin=http://127.0.0.1:8080)
is "setting it up" "$(status_of "8080$page" "${owner[@]}")" 303
install || fail "installing with an owner"
grep -q 'has an owner already' "$lab/said" || fail "not said: there is an owner"
if grep -q /setup/ "$lab/said"; then fail "a shop with an owner gave a setup link"; fi
answers 8080 / || fail "the shop does not open"
holds "set up by that page; installed again, it says that there is an owner"

# ---- killed, updated, started again, stopped ----

inside sh -c "kill -9 $(of_service MainPID)"
until_so 10 answers 8080 /readyz || fail "it did not come back after kill -9"
is "restarts" "$(of_service NRestarts)" 1
holds "killed with -9, and back (2 s of them are the pause before a restart)"
before=$(of_service MainPID)
install --port 8090 --proxy 127.0.0.1 || fail "installing again"
answers 8090 /readyz || fail "no answer on the new port"
[ "$(of_service MainPID)" != "$before" ] || fail "the old process still runs"
install || fail "installing a third time"
answers 8090 /readyz || fail "the port chosen before was forgotten"
is "the proxy" "$(of_service Environment | grep -o 'DUKA_PROXY=[^ ]*')" DUKA_PROXY=127.0.0.1
holds "installed twice more; a choice made once is kept"
inside systemd-run --quiet --unit=other duka serve --data /var/tmp/other --port 8095
until_so 10 answers 8095 /readyz || fail "the other shop does not answer"
refused "Nothing can listen on 127.0.0.1:8095" inside /opt/duka/install.sh --port 8095
inside systemctl stop other
until_so 10 answers 8095 /readyz || fail "it gave up on a port that came free"
install --port 8090 || fail "installing on the port of before"
holds "a taken port is named; when it comes free the shop takes it"
switch_off
switch_on
until_so 10 answers 8090 /readyz || fail "the shop did not start with the machine"
holds "the machine switched off and on; the shop starts with it"
began=$(now_ms)
inside systemctl stop duka
is "how it ended" "$(of_service Result) $(of_service ExecMainStatus)" "success 0"
[ ! -e "$machine/var/lib/duka/control.sock" ] || fail "it did not close cleanly"
holds "stopped cleanly"

# ---- a domain of its own ----

inside systemctl start duka
until_so 10 answers 8090 /readyz || fail "it did not start again"
is "without a domain, port 80" "$(status_of 80/)" 000
install --proxy '' --domain shop.example || fail "installing with a domain"
until_so 10 asked_for_patience || fail "port 80 says $(status_of 80/)"
is "the rights of the service" "$(of_service AmbientCapabilities)" cap_net_bind_service
is "a visitor before there is a certificate" "$(nsenter -t "$init" -n curl -sk -o /dev/null -w '%{exitcode}' --resolve \
  shop.example:443:127.0.0.1 https://shop.example/)" 35
exposure=$(inside systemd-analyze security --no-pager duka | sed -n 's/.*exposure level for .*: \([0-9.]*\).*/\1/p')
awk -v is="$exposure" -v max="$exposure_max" 'BEGIN { exit !(is != "" && is <= max) }' || fail "exposure is '$exposure'"
holds "with a domain it opens the ports 80 and 443, and is no root; exposure $exposure"
inside systemctl stop duka

# ---- removed, and back from its data ----

inside systemctl start duka
install --uninstall || fail "uninstall"
for gone in etc/systemd/system/duka.service etc/systemd/system/duka.service.d usr/local/bin/duka; do
  [ ! -e "$machine/$gone" ] || fail "uninstall left /$gone"
done
[ -f "$machine/var/lib/duka/shop.redb" ] || fail "uninstall took the data"
install --uninstall || fail "uninstalling what is gone already"
holds "removed; the data stays"
inside mv /var/lib/duka /srv/shop
inside chown -R root:root /srv/shop
install --data /srv/shop || fail "taking over a shop that was copied to another folder"
answers 8080 /readyz || fail "no answer from the other folder"
grep -q 'has an owner already' "$lab/said" || fail "another shop opened from the other folder"
is "the other folder" "$(inside stat -c '%U %a' /srv/shop)" "duka 700"
[ ! -e "$machine/var/lib/duka" ] || fail "an empty folder was made beside the chosen one"
install --uninstall || fail "uninstall"
holds "a shop copied to another folder opens there"
switch_off
holds "switched off"
printf 'All of it holds.\n'
