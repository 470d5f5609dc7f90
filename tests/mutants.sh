#!/usr/bin/env bash
# Breaks a copy of the program on purpose, once for each patch in tests/mutants, and requires that the simulator says what is
# wrong. The first line of a patch tells which seed found it. Dependencies are not built again: their files get a second name
# in a target folder of the copy's own, because no broken program may ever stand where the whole one is looked for.
#
#   tests/mutants.sh              all of them
#   tests/mutants.sh NAME…        these
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
own=$target/mutants/target
copy=$target/mutants/duka
readonly SEEDS=${DUKA_SEEDS:-60} # lived at most when the seed in the patch does not find it any more
readonly SECONDS_MAX=${DUKA_SECONDS:-120} # for either; who hangs is not found

# Dependencies, built as the tests want them.
cargo test --locked --no-run --test it
rm -rf "$copy" "$own"
mkdir -p "$copy" "$own/debug"
cp -al "$target"/debug/{.fingerprint,build,deps} "$own/debug/"
# What is on the disk now, without what git ignores.
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  [ ! -e "$file" ] || printf '%s\0' "$file"
done | tar --null -T - -cf - | tar -C "$copy" -xf -
patches=$PWD/tests/mutants
cd "$copy"
export CARGO_TARGET_DIR=$own CARGO_PROFILE_DEV_DEBUG=0 CARGO_TERM_COLOR=never RUST_BACKTRACE=0

# A repository of its own, or git would look for the files in the one above.
git init -q .
build() { cargo test --locked --no-run --test it --message-format=json | sed -n 's/.*"executable":"\([^"]*\/it-[^"]*\)".*/\1/p'; }
lives() { timeout "$SECONDS_MAX" env "$@" "$it" sim::whole_lives 2>&1 || true; }

names=("$@")
[ ${#names[@]} -gt 0 ] || for patch in "$patches"/*.patch; do names+=("$(basename "$patch" .patch)"); done
failed=0
for name in "${names[@]}"; do
  patch=$patches/$name.patch
  began=$SECONDS
  if ! git apply --check "$patch"; then
    echo "$name: the patch does not apply any more"
    failed=1
    continue
  fi
  git apply "$patch"
  if it=$(build 2>"$target/mutants/$name.log") && [ -n "$it" ]; then
    seed=$(sed -n '1s/^# found by seed \([0-9]*\) .*/\1/p' "$patch")
    said=$(lives DUKA_SEED="${seed:-0}")
    grep -q '^seed ' <<<"$said" || said=$(lives DUKA_SEEDS="$SEEDS")
    if found=$(grep -m 1 '^seed ' <<<"$said"); then
      printf '%-28s %3d s  %s\n' "$name" $((SECONDS - began)) "${found:0:150}"
    else
      echo "$name: NOT FOUND by $SEEDS seeds"
      failed=1
    fi
  else
    echo "$name: does not compile"
    tail -n 20 "$target/mutants/$name.log"
    failed=1
  fi
  git apply -R "$patch"
done
rm -rf "$copy" "$own"
exit $failed
