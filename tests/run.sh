#!/usr/bin/env bash
# Runs every test, on a Debian that has the Rust toolchain and nothing else: what is missing is installed first (as root),
# and only that needs the network. Everything tested listens on loopback alone.
#
#   tests/run.sh                    all of it
#   SKIP_BROWSER=1 tests/run.sh     without the browser: quicker, and it says so
#   SKIP_MUTANTS=1 tests/run.sh     without breaking the program on purpose: quicker, and it says so
#   DUKA_S3S=1 tests/run.sh         with a second S3 server, which is built once and takes minutes
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
logs=$target/test-logs
venv=$target/mail-server
s3s=$target/s3s/bin/s3s-fs
mkdir -p "$logs"
readonly FAILED_LINES=120 # of what a failed step said

# step NAME COMMAND…: one line with its seconds; the end of what it said is shown when it fails.
step() {
  local name=$1 began=$SECONDS log
  log=$logs/${1// /-}.log
  shift
  if "$@" >"$log" 2>&1; then
    printf '%-28s %4d s\n' "$name" $((SECONDS - began))
  else
    printf '%-28s FAILED after %d s\n' "$name" $((SECONDS - began))
    tail -n "$FAILED_LINES" "$log"
    echo "All of it: $log"
    exit 1
  fi
}

has() { command -v "$1" >/dev/null; }

# Names the Debian packages that are not there yet.
missing_packages() {
  has openssl || echo openssl
  has age || echo age
  has strace || echo strace
  has pebble || echo pebble
  has python3 || echo python3
  [ -x "$venv/bin/python" ] || python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
  [ -z "${SKIP_BROWSER:-}" ] || return 0
  has chromium || echo chromium
  has node || echo nodejs
  has npm || echo npm
  has java || echo default-jre-headless
}

install_packages() {
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

install_mail_server() {
  python3 -m venv "$venv"
  "$venv/bin/pip" install --disable-pip-version-check aiosmtpd==1.4.6
}

install_s3_server() {
  "$venv/bin/pip" install --disable-pip-version-check 'moto[server,s3]==5.2.1'
}

install_card_server() {
  "$venv/bin/pip" install --disable-pip-version-check localstripe==1.15.10
}

# It accepts what the other refuses, and refuses what the other accepts.
install_second_s3_server() {
  cargo install --locked --root "$target/s3s" --target-dir "$target/s3s/build" s3s-fs --version 0.14.1 --features binary
  rm -rf "$target/s3s/build"
}

install_browser_tests() {
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund
}

node_is_new_enough() { node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)'; }

# Debian's own Node.js may be older than the browser driver wants; npm has a newer one as a package.
install_newer_node() {
  npm install --prefix "$target/node" --no-audit --no-fund node@22
}

mapfile -t packages < <(missing_packages)
[ ${#packages[@]} -eq 0 ] || step "install packages" install_packages "${packages[@]}"
"$venv/bin/python" -c 'import aiosmtpd' 2>/dev/null || step "install mail server" install_mail_server
"$venv/bin/python" -c 'import moto.server' 2>/dev/null || step "install S3 server" install_s3_server
"$venv/bin/python" -c 'import localstripe' 2>/dev/null || step "install card server" install_card_server
[ -x "$s3s" ] || [ -z "${DUKA_S3S:-}" ] || step "install second S3 server" install_second_s3_server
servers=(DUKA_AIOSMTPD="$venv/bin/python" DUKA_MOTO="$venv/bin/python" DUKA_LOCALSTRIPE="$venv/bin/python")
servers+=(DUKA_PEBBLE="$(command -v pebble)")
[ ! -x "$s3s" ] || servers+=(DUKA_S3S="$s3s")

# One build for all: `cargo build` alone would choose other features for what both need, and build everything twice.
step "build" cargo test --locked --no-run
step "cargo test" env -u DUKA_S3S "${servers[@]}" cargo test --locked
grep -h '^test result: ok. [1-9]' "$logs/cargo-test.log" | sed 's/^test result: ok\./  /; s/;.*finished in/, in/'
# A test that could not run must not look like one that passed. The second S3 server alone may be missing, and says so.
grep -h 'NOT RUN' "$logs/cargo-test.log" || true
if grep -h 'NOT RUN' "$logs/cargo-test.log" | grep -qv 's3s-fs'; then exit 1; fi

if [ -n "${SKIP_MUTANTS:-}" ]; then
  printf '\n!!!! SKIP_MUTANTS is set: NOBODY ASKED WHETHER THE SIMULATOR FINDS WHAT IS BROKEN ON PURPOSE. !!!!\n\n'
else
  step "mutants" tests/mutants.sh
  cat "$logs/mutants.log"
fi

if [ -n "${SKIP_BROWSER:-}" ]; then
  printf '\n!!!! SKIP_BROWSER is set: NO PAGE WAS LOOKED AT IN A BROWSER. This run proves nothing about them. !!!!\n'
  exit 0
fi
newer_node=$target/node/node_modules/node/bin
[ ! -x "$newer_node/node" ] || PATH=$newer_node:$PATH
if ! node_is_new_enough; then
  step "install a newer node" install_newer_node
  PATH=$newer_node:$PATH
fi
[ tests/browser/node_modules/.package-lock.json -nt tests/browser/package-lock.json ] ||
  step "install browser tests" install_browser_tests
step "browser tests" env DUKA_BIN="$target/debug/duka" node tests/browser/test.mjs
cat "$logs/browser-tests.log"
