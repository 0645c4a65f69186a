#!/bin/sh
# Installs what RMSpec needs and this machine lacks.
#
#   Scripts/setup.sh           what it takes to build
#   Scripts/setup.sh python    and Python, which the adapter kit is written in
#   Scripts/setup.sh venv      and Python's virtual environments
#   Scripts/setup.sh gnuplot   and gnuplot, which draws the figures
#   Scripts/setup.sh slurm     and Slurm, which the job arrays of Cluster are tested on
#
# Says nothing if nothing is missing. Exits with status 2 if something is missing
# that it cannot install; PKG_CONFIG names another pkg-config.
set -eu

. "$(dirname "$0")/packages.sh"

PKG_CONFIG=${PKG_CONFIG:-pkg-config}

has() { command -v "$1" > /dev/null 2>&1; }

has_mpfr() {
  has "$PKG_CONFIG" && "$PKG_CONFIG" --exists 'mpfr >= 4.2' && has_headers
}

# The description of the library may be there without its headers, or those of GMP.
has_headers() {
  for compiler in clang cc gcc; do
    if has $compiler; then
      # The flags are words on purpose.
      # shellcheck disable=SC2046
      echo '#include <mpfr.h>' | $compiler $("$PKG_CONFIG" --cflags mpfr) \
        -fsyntax-only -x c - 2> /dev/null
      return
    fi
  done
}

has_python() { has python3 && python3 -c 'import unittest' 2> /dev/null; }

# Its daemons may be where only root looks.
has_slurm() {
  for program in munged slurmctld slurmd sbatch pgrep python3; do
    has $program || [ -x "/usr/sbin/$program" ] || return 1
  done
}

has_venv() { has python3 && python3 -c 'import ensurepip, venv' 2> /dev/null; }

# Prints the needs that are not met, of those named.
missing() {
  for need in "$@"; do
    case $need in
      pkg-config) has "$PKG_CONFIG" || echo "$need" ;;
      mpfr) has_mpfr || echo "$need" ;;
      python) has_python || echo "$need" ;;
      venv) has_venv || echo "$need" ;;
      gnuplot) has gnuplot || echo "$need" ;;
      slurm) has_slurm || echo "$need" ;;
      *) fail "setup.sh: there is no need named $need" ;;
    esac
  done
}

if ! has swift; then
  fail 'Swift 6.2 or later is missing: install it from swift.org, then try again.'
fi

needs="pkg-config mpfr $*"
# shellcheck disable=SC2086
absent=$(missing $needs)
if [ -n "$absent" ]; then
  # shellcheck disable=SC2086
  install_packages $absent
  # shellcheck disable=SC2086
  absent=$(missing $needs)
  if [ -n "$absent" ]; then
    # shellcheck disable=SC2086
    fail "still missing after the installation: $(echo $absent)"
  fi
fi
