#!/bin/sh
# Builds the proofs from nothing and holds them to their index.
#
#   Scripts/proofs.sh                  everything anew
#   Scripts/proofs.sh --incremental    only what has changed
#
# Installs Coq, its libraries and Gappa first where they are missing. Exits with
# status 1 if a proof or the index does not hold, and with status 2 if something is
# missing that it cannot install. The arguments are check_proofs.py's.
set -eu

. "$(dirname "$0")/packages.sh"

PYTHON=${PYTHON:-python3}

has() { command -v "$1" > /dev/null 2>&1; }

# Whether Coq finds a file of a library.
has_library() { has coqtop && coqtop -batch -rfrom "$1" "$2" > /dev/null 2>&1; }

missing() {
  if ! has coqc || ! has coqchk || ! has coq_makefile; then echo coq; fi
  if ! has make; then echo make; fi
  if ! has gappa; then echo gappa; fi
  if ! has_library Flocq Core; then echo coq-flocq; fi
  if ! has_library Coquelicot Coquelicot; then echo coq-coquelicot; fi
  if ! has_library Gappa Gappa_tactic; then echo coq-gappa; fi
  if ! has "$PYTHON"; then echo python; fi
}

absent=$(missing)
if [ -n "$absent" ]; then
  # The needs are words on purpose.
  # shellcheck disable=SC2086
  install_packages $absent
  absent=$(missing)
  if [ -n "$absent" ]; then
    # shellcheck disable=SC2086
    fail "still missing after the installation: $(echo $absent)"
  fi
fi

exec "$PYTHON" "$(dirname "$0")/check_proofs.py" "$@"
