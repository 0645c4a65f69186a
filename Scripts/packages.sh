# Installs what setup.sh finds missing, with the package manager of the system.
# To be read by setup.sh and proofs.sh, not run.

fail() {
  echo "$*" >&2
  exit 2
}

# Prints the names by which apt or brew knows the needs.
package_names() {
  manager=$1
  shift
  for need in "$@"; do
    case $manager:$need in
      apt:pkg-config) echo pkg-config ;;
      apt:mpfr) echo libmpfr-dev ;;
      apt:python) echo python3 ;;
      apt:venv) echo python3-venv ;;
      apt:coq) echo coq ;;
      apt:coq-flocq) echo libcoq-flocq ;;
      apt:coq-coquelicot) echo libcoq-coquelicot ;;
      apt:coq-gappa) echo libcoq-gappa ;;
      apt:gappa) echo gappa ;;
      apt:make) echo make ;;
      apt:gnuplot) echo gnuplot-nox ;;
      apt:slurm) echo munge procps python3 slurm-wlm ;;
      brew:pkg-config) echo pkg-config ;;
      brew:mpfr) echo mpfr ;;
      brew:python | brew:venv) echo python3 ;;
      # Homebrew has no libraries of Coq: opam has.
      brew:coq*) echo coq ;;
      brew:gappa | brew:gnuplot | brew:make) echo "${need}" ;;
    esac
  done | sort -u
}

# Fails, with the command that a person should run as root, unless we can be root.
# A password is asked for only if somebody can answer.
require_root() {
  if [ "$(id -u)" = 0 ]; then return; fi
  if command -v sudo > /dev/null 2>&1; then
    if [ -t 0 ] || sudo -n true 2> /dev/null; then return; fi
  fi
  fail "This takes root. As root, run: $*"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs what the needs take, or says what a person must install.
install_packages() {
  if command -v apt-get > /dev/null 2>&1; then
    # Package names are words on purpose.
    # shellcheck disable=SC2046
    set -- $(package_names apt "$@")
    echo "Missing: $*. Installing with apt-get." >&2
    require_root apt-get install "$@"
    # An outdated list may still do, so only the installation decides.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update ||
      echo 'The list of packages could not be updated; trying the old one.' >&2
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get -qq install -y --no-install-recommends "$@" > /dev/null ||
      fail "apt-get could not install: $*"
  elif command -v brew > /dev/null 2>&1; then
    # shellcheck disable=SC2046
    set -- $(package_names brew "$@")
    echo "Missing: $*. Installing with brew." >&2
    HOMEBREW_NO_AUTO_UPDATE=1 brew install --quiet "$@" ||
      fail "brew could not install: $*"
  else
    fail "Missing: $*. Install it with this system's package manager" \
      '(mpfr: MPFR 4.2 or later and GMP with their headers), then try again.'
  fi
}
