# The tools: Debian's packages, plus what Debian 12 lacks, unpacked under .toolchain/.

llvm=19
build_packages="ca-certificates xz-utils python3 cmake ninja-build ccache
    clang-$llvm lld-$llvm llvm-$llvm libclang-rt-$llvm-dev
    nlohmann-json3-dev libsodium-dev libssl-dev libical-dev libjpeg62-turbo-dev zlib1g-dev"
# Firefox and WebKit need a screen (Xvfb) and a graphics library for WebGL.
test_packages="clang-format-$llvm fonts-noto-cjk
    chromium firefox-esr webkit2gtk-driver xvfb libegl1 libgl1 libgles2"
tested_imgui=1.92.2b
tested_emscripten=3.1.69

cmd_setup() {
    set_up
    [ "${1:-}" != --tests ] || set_up_tests
    say "Everything is in place."
}

set_up() {
    local release packages=$build_packages
    command -v apt-get >/dev/null || die "set-up knows Debian 12 and 13 only; docs/ARCHITECTURE.md lists the tools it needs"
    release=$(debian_release)
    case $release in
        12) packages+=" libboost1.81-dev" ;;
        *) packages+=" libboost-dev" ;;
    esac
    # A Node from elsewhere brings its own npm, which Debian's package would fight with.
    command -v node >/dev/null || packages+=" nodejs"
    command -v npm >/dev/null || packages+=" npm"
    # shellcheck disable=SC2086
    install_packages apt-build "Compiler and libraries (Debian packages)" $packages
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || die "Node 18 or newer is needed; $(command -v node) is $(node --version)"
    set_up_emscripten "$release"
    once imgui "Dear ImGui (Debian's source package)" "check the network, then run ./portal setup again" \
        fetch_imgui
    once npm "SQLite, icons and test tools (npm)" "check that 'npm ping' works, then run ./portal setup again" \
        fetch_npm "$(sha256sum package-lock.json .npmrc)"
}

set_up_tests() {
    local packages=$test_packages
    [ "$(debian_release)" = 12 ] || packages+=" catch2"
    # shellcheck disable=SC2086
    install_packages apt-test "Browsers and fonts for the tests (Debian packages)" $packages
    if [ "$(debian_release)" = 12 ]; then
        once catch2 "Catch2 (from Debian 12's backports)" "check the network, then run ./portal test again" \
            fetch_catch2
    fi
}

# .toolchain/emscripten links to the folder that holds emcc and its CMake toolchain file, wherever
# they come from: the presets know only that link.
set_up_emscripten() {
    local release=$1 emcc
    local linked
    linked=$(readlink -f .toolchain/emscripten || true)
    # An Emscripten that was found outside stays the one in use while it is there.
    [[ ! -x $linked/emcc || $linked == "$root"/* ]] || return 0
    emcc=$(command -v emcc || true)
    if [ -z "$emcc" ] || ! recent_emcc "$emcc"; then
        if [ "$release" = 12 ]; then
            once emscripten "Emscripten (from Debian 13, 250 MB)" "check the network and 2 GB of free disk, then run ./portal setup again" \
                unpack_emscripten
            emcc=$root/.toolchain/emscripten-root/usr/share/emscripten/emcc
        else
            install_packages apt-emscripten "Emscripten (Debian packages)" emscripten
            emcc=$(command -v emcc)
        fi
    fi
    ln -sfn "$(dirname "$(readlink -f "$emcc")")" .toolchain/emscripten
}

recent_emcc() {
    local version
    version=$("$1" --version | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1)
    [ "$(printf '%s\n' 3.1.60 "$version" | sort -V | head -n 1)" = 3.1.60 ]
}

# Debian 13's Emscripten runs on Debian 12's clang 19, but its Binaryen wants a newer C library: that
# one is put beside it, and a small script starts each of its programs with it.
unpack_emscripten() {
    local home=$root/.toolchain/emscripten-root program loader
    unpack_from trixie "$home" emscripten binaryen libc6 libstdc++6 libgcc-s1
    loader=$(ls "$home"/usr/lib/*/ld-linux*.so.*)
    mkdir -p "$home/binaryen/bin"
    for program in "$home"/usr/bin/wasm*; do
        cat >"$home/binaryen/bin/$(basename "$program")" <<EOF
#!/bin/sh
exec "$loader" --library-path "$(dirname "$loader")" "$program" "\$@"
EOF
    done
    chmod +x "$home"/binaryen/bin/*
    sed -i -e "s|^BINARYEN_ROOT = .*|BINARYEN_ROOT = '$home/binaryen'|" \
        -e "s|^NODE_JS = .*|NODE_JS = '$(command -v node)'|" "$home/usr/share/emscripten/.emscripten"
    rm -rf "$home"/usr/share/emscripten/test "$home"/usr/share/doc
    # As the package's installation would: otherwise every compile reads all of it anew.
    /usr/bin/python3 -m compileall -q "$home/usr/share/emscripten/tools" "$home"/usr/share/emscripten/*.py
}

# Debian's testing first; a later release keeps the 1.92 line for those who come after it moved on.
fetch_imgui() {
    local suite version='' work=$root/.toolchain/imgui.new
    rm -rf "$work"
    mkdir -p "$work"
    for suite in testing forky sid; do
        elsewhere deb-src $suite apt-get update
        version=$(elsewhere deb-src $suite apt-cache showsrc imgui | sed -n 's/^Version: \(1\.92\..*\)/\1/p' | sort -V | tail -n 1)
        [ -z "$version" ] || break
    done
    [ -n "$version" ] || { say "no Dear ImGui 1.92.x in Debian's testing, forky or sid"; return 1; }
    case $version in
        "$tested_imgui"[+-]*) ;;
        *) say "portal: Dear ImGui $version; this project was tested with $tested_imgui" ;;
    esac
    (cd "$work" && elsewhere deb-src $suite apt-get source --download-only "imgui=$version")
    # The pristine upstream files; Debian's patch only adds a Makefile.
    tar -xf "$work"/imgui_*.orig.tar.* -C "$work" --strip-components=1
    rm -rf .toolchain/imgui
    mv "$work" .toolchain/imgui
}

fetch_catch2() { unpack_from bookworm-backports "$root/.toolchain/catch2" libcatch2-dev; }

fetch_npm() { npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; }
