# Debian packages: installed the usual way, or fetched from another Debian release without the
# system's own apt ever hearing of that release.

debian_release() { . /etc/os-release && printf '%s' "${VERSION_ID:-}"; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "Debian packages must be installed: run this as root, or install sudo"
    fi
}

missing_packages() {
    local installed package
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
    for package in "$@"; do
        grep -qxF "$package" <<<"$installed" || printf '%s\n' "$package"
    done
}

apt_install() {
    as_root apt-get update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# install_packages SLUG "TITLE" PACKAGE…: a step only if one of them is missing.
install_packages() {
    local slug=$1 title=$2 missing
    shift 2
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    # Ask for a password now, before the step takes the terminal's line for itself.
    [ "$(id -u)" = 0 ] || ! command -v sudo >/dev/null || sudo -v
    # shellcheck disable=SC2086
    step "$slug" "$title" "check that 'apt-get update' works and that main of Debian is in its sources" \
        apt_install $missing
}

# The mirror that this system is set up with.
debian_mirror() {
    apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' | grep -v security | head -n 1
}

# elsewhere TYPE SUITE COMMAND…: apt (apt-get or apt-cache) as if the machine knew only SUITE
# (TYPE: deb or deb-src). Its lists and cache are under .toolchain/apt/SUITE; apt checks the suite's
# signature against Debian's keyring as always.
elsewhere() {
    local type=$1 suite=$2 program=$3 home=$root/.toolchain/apt/$2 keyring mirror
    shift 3
    for keyring in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do [ ! -e "$keyring" ] || break; done
    mirror=$(debian_mirror)
    [ -e "$keyring" ] || die "Debian's keyring is missing: apt-get install debian-archive-keyring"
    [ -n "$mirror" ] || die "no Debian mirror is known: run 'apt-get update' and try again"
    mkdir -p "$home"/lists/partial "$home"/cache/archives/partial
    printf '%s [signed-by=%s] %s %s main\n' "$type" "$keyring" "$mirror" "$suite" >"$home/sources.list"
    "$program" -o Dir::Etc::sourcelist="$home/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
        -o Dir::State::lists="$home/lists" -o Dir::Cache="$home/cache" \
        -o APT::Sandbox::User="$(id -un)" "$@"
}

# unpack_from SUITE FOLDER PACKAGE…: the files of PACKAGEs of another release, under FOLDER.
unpack_from() {
    local suite=$1 folder=$2 deb
    shift 2
    rm -rf "$folder" "$folder.deb"
    mkdir -p "$folder" "$folder.deb"
    elsewhere deb "$suite" apt-get update
    # `package/suite` because the installed, older version must not be taken for the answer.
    (cd "$folder.deb" && elsewhere deb "$suite" apt-get download "${@/%//$suite}")
    for deb in "$folder.deb"/*.deb; do dpkg-deb -x "$deb" "$folder"; done
    rm -rf "$folder.deb"
}
