# Configure and build a preset, pack the page, and serve it.

cmd_build() {
    [ $# -ge 1 ] || die "which preset? wasm-release wasm-dev native-debug native-release"
    set_up
    case $1 in native-debug) set_up_tests ;; esac
    build "$@"
}

# build PRESET [TARGET…]
build() {
    local preset=$1
    shift
    # Ninja reconfigures by itself when a CMake file or a folder's list of files changes.
    [ -f "build/$preset/build.ninja" ] ||
        step "configure-$preset" "Configure $preset" "run ./portal setup, delete build/$preset and try again" \
            cmake --preset "$preset"
    step "build-$preset" "Build $preset" "mend the first error above it in the log, or delete build/$preset and try again" \
        env NINJA_STATUS='[%f/%t] ' ninja -C "build/$preset" "$@"
}

# The page as it is served: hashed names, compressed files. Packed anew when anything in it is newer.
pack_web() {
    local wasm=$1 stamp=build/web.stamp
    if [ "$(cat $stamp 2>/dev/null)" = "$wasm" ] &&
        [ -z "$(find "build/$wasm"/portal.* web shell assets tools/*.mjs -newer $stamp -print -quit)" ]; then
        return 0
    fi
    rm -f $stamp
    step pack "Pack the page" "see the log" node tools/pack_web.mjs --wasm "build/$wasm" --out build/web
    printf '%s\n' "$wasm" >$stamp
}

serve() {
    local native=$1 port=8080 data=.data/demo
    shift
    while [ $# -gt 0 ]; do
        case $1 in
            --port) port=${2:?--port needs a number}; shift 2 ;;
            --data) data=${2:?--data needs a folder}; shift 2 ;;
            *) die "unknown option $1 (./portal help)" ;;
        esac
    done
    mkdir -p "$data"
    exec "build/$native/portal-server" serve --demo --port "$port" --data "$data" --web build/web --town assets/town
}

cmd_run() {
    set_up
    build native-release portal-server
    build wasm-release
    pack_web wasm-release
    serve native-release "$@"
}

cmd_dev() {
    set_up
    build native-release portal-server
    build wasm-dev
    pack_web wasm-dev
    serve native-release "$@"
}
