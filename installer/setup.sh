# Set-up that `installer/run`, `installer/test` and `installer/wheelhouse` share; sourced by them, in bash.
#
# Two things are made ready: the system packages of `linux/packages-*.txt`, and `.venv` from `locks/*.txt`. Every wheel
# is checked against the hash in its lock, so it does not matter where it came from: network, mirror or stick.
# `.venv` carries a stamp, written last; without a matching stamp it was half made or is out of date, and is made anew.
#
# Whoever sources this has just gone to the top of the tree; paths he was given count from where he was called.
# Reads OFFLINE: a folder filled by `installer/wheelhouse`, or empty to use the network.

CALLED_FROM=${OLDPWD:-$PWD}
OFFLINE=

say() { printf 'praesidium: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# packages LIST: the names in linux/packages-LIST.txt.
packages() { sed 's/#.*//; /^[[:space:]]*$/d' "installer/linux/packages-$1.txt"; }

# find_python: the first Python from 3.11 on that can make a virtual environment, Debian's own first; else nothing.
find_python() {
    local python
    for python in /usr/bin/python3 python3 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
}

# missing LIST...: the packages of these lists that this machine still lacks.
missing() {
    local list name status
    for list in "$@"; do
        for name in $(packages "$list"); do
            case $name in python3 | python3-venv) [ -z "$(find_python)" ] || continue ;; esac
            status=$(dpkg-query -W -f '${Status}' "$name" 2>/dev/null) || true
            [ "$status" = 'install ok installed' ] || printf '%s\n' "$name"
        done
    done
}

# system_packages LIST...: install what is missing; without the right to do so, say what is missing and stop.
system_packages() {
    local wanted as_root=()
    mapfile -t wanted < <(missing "$@")
    [ ${#wanted[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
            as_root=(sudo)
        else
            say "these system packages are missing, and installing them takes root or sudo:"
            printf '    %s\n' "${wanted[@]}" >&2
            exit 1
        fi
    fi
    say "installing system packages: ${wanted[*]}"
    if [ -n "$OFFLINE" ]; then
        offline_packages "${wanted[@]}"
    else
        "${as_root[@]}" apt-get update -q
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${wanted[@]}"
    fi
}

# offline_packages NAME...: let apt choose from the folder alone what this machine lacks; it never downgrades.
offline_packages() {
    local own
    own=$(mktemp -d)
    chmod 755 "$own"
    mkdir -p "$own/lists/partial" "$own/cache/archives/partial"
    ln -s "$OFFLINE/debs" "$own/debs" # apt's list of sources takes no spaces in a path
    echo "deb [trusted=yes] file:$own/debs ./" >"$own/sources.list"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q
        -o "Dir::Etc::SourceList=$own/sources.list" -o Dir::Etc::SourceParts=/dev/null
        -o "Dir::State::Lists=$own/lists" -o "Dir::Cache=$own/cache" -o APT::Sandbox::User=root)
    "${apt[@]}" update
    "${apt[@]}" install -y --no-install-recommends "$@"
    rm -rf "$own" || "${as_root[@]}" rm -rf "$own"
}

# stamp PYTHON LIST: what `.venv` must have been made from to serve LIST.
stamp() { { "$1" -VV && cat "installer/locks/run.txt" "installer/locks/$2.txt"; } | sha256sum | cut -d ' ' -f 1; }

stands() { [ "$(cat ".venv/stamp-$1" 2>/dev/null)" = "$(stamp .venv/bin/python "$1" 2>/dev/null)" ]; }

# install_lock LIST: put the wheels of one lock into `.venv`, then stamp it.
install_lock() {
    local from=()
    [ -z "$OFFLINE" ] || from=(--no-index --find-links "$OFFLINE/wheels")
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-input --no-deps --only-binary :all: \
        --require-hashes "${from[@]}" -r "installer/locks/$1.txt"
    stamp .venv/bin/python "$1" >".venv/stamp-$1"
}

# set_up LIST: make this machine ready for `run` or for `test` (which holds all of `run`); quick when it stands.
set_up() {
    local lists=(run) list
    [ "$1" = run ] || lists+=("$1")
    if [ -n "$OFFLINE" ]; then
        OFFLINE=$(cd "$CALLED_FROM" && cd "$OFFLINE" 2>/dev/null && pwd) || die "the folder after --offline is not there"
        if [ ! -d "$OFFLINE/debs" ] || [ ! -d "$OFFLINE/wheels" ]; then
            die "$OFFLINE holds no debs and wheels; fill it with installer/wheelhouse on a machine with a network"
        fi
    fi
    exec 9<installer/setup.sh
    flock 9 # two set-ups at once would build in each other's .venv
    system_packages "${lists[@]}"
    if ! stands "$1"; then
        say "making .venv (about a minute)"
        rm -rf .venv
        "$(find_python)" -m venv .venv
        for list in "${lists[@]}"; do
            install_lock "$list"
        done
    fi
    exec 9<&-
    .venv/bin/python -m installer.words
}
