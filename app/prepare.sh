# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by app/run, tests/run and .ci/run: installs what is missing, configures and builds. Everything it has to say
# goes to standard error, so that the output of a program started afterwards stays its own.
# shellcheck shell=bash

# Installs the packages of app/debian-packages.txt that this machine lacks. Asks nothing when none is missing.
install_missing_packages() {
  local list=app/debian-packages.txt missing=()
  if ! command -v dpkg-query >/dev/null; then
    echo "This is not a Debian system: the packages of $list have to be there already." >&2
    return
  fi
  local installed
  # dpkg-query fails when it does not know one of the packages; what it does not list is missing.
  # shellcheck disable=SC2016 # the braces are dpkg-query's
  installed=$(xargs dpkg-query -W -f '${db:Status-Status} ${Package}\n' <"$list" 2>/dev/null |
    sed -n 's/^installed //p' | sort -u) || true
  mapfile -t missing < <(sort -u "$list" | comm -23 - <(printf '%s\n' "$installed"))
  ((${#missing[@]})) || return 0
  install_packages "${missing[@]}"
}

# install_packages PACKAGES: says what it installs.
install_packages() {
  local as_root=()
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "These packages are missing: $*" >&2
      echo "Without sudo only root can install them: apt-get install $*" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Installing $*" >&2
  # An old list of packages would name files that the mirrors no longer have.
  "${as_root[@]}" apt-get -q update >&2 &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends \
      "$@" >&2
}

# build_preset NAME [TARGETS]: configures (when new, or when the presets have changed) and builds it in build/NAME.
build_preset() {
  local preset=$1 cache=build/$1/CMakeCache.txt
  shift
  if [[ ! -e build/$preset/build.ninja || CMakePresets.json -nt $cache ]]; then
    cmake --preset "$preset" >&2 && touch "$cache" || return
  fi
  cmake --build --preset "$preset" ${1:+--target "$@"} >&2
}

# test_preset NAME [CTEST OPTIONS]: runs its suites, then says what they skipped. Fails where a test fails, or skips what
# it may not.
test_preset() {
  local preset=$1 status=0
  shift
  # Many a test waits for a timer or another process meanwhile.
  ctest --preset "$preset" --parallel "$(($(nproc) * 3 / 2))" "$@" || status=$?
  tests/report-skips "build/$preset/Testing/Temporary/LastTest.log" || status=1
  return "$status"
}
