#!/bin/sh
# Measures RMSpec and its peers side by side; the arguments are compare.py's.
#
# The peers go to an environment of their own, .venv-bench. Arb is optional: where
# neither apt nor brew can bring it, its rows are left out.
set -eu
cd "$(dirname "$0")/.."

environment=.venv-bench
PYTHON=${PYTHON:-python3}
SWIFT=${SWIFT:-swift}

Scripts/setup.sh python venv
if ! "$environment/bin/python" -c \
  'import flint, gmpy2, jax, ml_dtypes, mpmath, numpy, optax, torch' 2> /dev/null; then
  rm -rf "$environment"
  "$PYTHON" -m venv "$environment"
  "$environment/bin/pip" install --quiet torch==2.13.0 jax optax numpy ml_dtypes \
    python-flint mpmath gmpy2
fi

"$SWIFT" build --package-path Benchmarks -c release --product bench-server >&2

# FLINT 3 contains Arb; before, it was a library of its own, under another name in
# Debian.
build_arb() {
  for libraries in -lflint '-lflint-arb -lflint' '-larb -lflint'; do
    # The libraries are words on purpose.
    # shellcheck disable=SC2086
    cc -O2 ${CFLAGS:-} Benchmarks/arb/rmsprop.c -o Benchmarks/.build/arb-rmsprop \
      ${LDFLAGS:-} $libraries 2> /dev/null && return
  done
  return 1
}

install_arb() {
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null 2>&1; then
    for package in libflint-dev libflint-arb-dev; do
      DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
        --no-install-recommends "$package" > /dev/null 2>&1 || true
    done
  elif command -v brew > /dev/null 2>&1; then
    HOMEBREW_NO_AUTO_UPDATE=1 brew install --quiet flint > /dev/null 2>&1 || true
    CFLAGS="-I$(brew --prefix)/include" LDFLAGS="-L$(brew --prefix)/lib"
  fi
}

rm -f Benchmarks/.build/arb-rmsprop
if ! build_arb; then
  install_arb
  build_arb || echo 'Arb is missing (apt: libflint-dev): its rows are left out.' >&2
fi

exec "$environment/bin/python" Benchmarks/compare.py "$@"
