# Every test, and the one line that sums them up.

cmd_test() {
    set_up
    set_up_tests
    say "Checks"
    run_checks
    local passed=$checks_passed failed=$checks_failed
    build native-debug
    build wasm-release
    pack_web wasm-release

    rm -f build/native-debug/results/*.xml
    try_step ctest "Unit tests" "run one alone: build/native-debug/test_<module> \"name of the test\"" \
        ctest --test-dir build/native-debug --output-on-failure --parallel "$(nproc)"
    count_catch2
    ((passed += cases_passed, failed += cases_failed)) || true
    say "  $cases_passed test cases passed, $cases_failed failed"
    # A failure outside the test cases (a crash at exit, a test program that is missing) counts too.
    [ $step_status = 0 ] || [ "$cases_failed" != 0 ] || ((++failed))

    try_step fuzz "Fuzzing, for a moment" "the log names the input; run node tests/fuzz/run.mjs again" \
        node tests/fuzz/run.mjs
    count_log fuzz

    local files="YG_SERVER=build/native-debug/portal-server YG_WEB=build/web YG_TOWN=assets/town"
    # shellcheck disable=SC2086
    try_step e2e "End-to-end tests (Chromium)" "run ./portal build wasm-release and node tests/e2e/run.mjs again" \
        env $files node tests/e2e/run.mjs
    count_log e2e
    # shellcheck disable=SC2086
    try_step engines "Smoke tests (Firefox, WebKit)" "run ./portal build wasm-release and node tests/e2e/engines/run.mjs again" \
        env $files node tests/e2e/engines/run.mjs
    count_log engines
    # shellcheck disable=SC2086
    try_step kills "The server killed under load" "run node tests/kill/server_kills.mjs again; it names what was lost" \
        env $files node tests/kill/server_kills.mjs
    count_log kills
    # shellcheck disable=SC2086
    try_step tab_kills "The tab killed while it saves" "run node tests/kill/tab_kills.mjs again; it names what was lost" \
        env $files node tests/kill/tab_kills.mjs
    count_log tab_kills

    say "Total time $((SECONDS / 60)) min $((SECONDS % 60)) s"
    say "$passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}

# Adds up what the test programs reported. One that died before it could report counts as one failure.
count_catch2() {
    local program report ok bad reports=""
    cases_passed=0 cases_failed=0
    for program in build/native-debug/test_*; do
        [ -x "$program" ] && [ -f "$program" ] || continue
        reports+=" build/native-debug/results/$(basename "$program").xml"
    done
    # The parts of one program that run beside each other.
    for report in $reports build/native-debug/results/test_storm_{1..4}.xml; do
        read -r ok bad <<<"$(sed -n 's|.*<OverallResultsCases successes="\([0-9]*\)" failures="\([0-9]*\)".*|\1 \2|p' "$report" 2>/dev/null | tail -n 1 || true)"
        ((cases_passed += ${ok:-0}, cases_failed += ${bad:-1})) || true
    done
}

# count_log SLUG: adds up what the step just made reported in its log, "SLUG: N passed, M failed".
# One that died before it could report counts as one failure.
count_log() {
    local ok bad
    read -r ok bad <<<"$(sed -n "s|^$1: \([0-9]*\) passed, \([0-9]*\) failed.*|\1 \2|p" "build/log/$1.log" | tail -n 1)"
    say "  ${ok:-0} passed, ${bad:-0} failed"
    ((passed += ${ok:-0}, failed += ${bad:-0})) || true
    [ $step_status = 0 ] || [ "${bad:-0}" != 0 ] || ((++failed))
}

fuzz_programs() {
    local source
    for source in tests/fuzz/*_fuzz.cpp; do
        printf 'fuzz_%s\n' "$(basename "$source" _fuzz.cpp)"
    done
}

# What the benchmarks compare the server with is built against this Node: its headers are beside it,
# or in a Debian package.
node_headers() {
    local beside
    beside=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")/include/node/node.h
    [ -e "$beside" ] || [ -e /usr/include/node/node.h ] ||
        install_packages apt-bench "Headers of Node (Debian package)" libnode-dev
}

cmd_bench() {
    set_up
    set_up_tests
    if [ "${1:-}" = --soak ]; then
        build native-release soak
        exec build/native-release/soak "${@:2}"
    fi
    if [ "${1:-}" = fuzz ]; then
        # shellcheck disable=SC2046
        build native-debug $(fuzz_programs)
        exec node tests/fuzz/run.mjs --seconds "${2:-600}" "${@:3}"
    fi
    node_headers
    build native-release portal-server bench_frames bench_load
    build wasm-release
    pack_web wasm-release
    exec env YG_SERVER=build/native-release/portal-server YG_WEB=build/web YG_TOWN=assets/town \
        node tests/bench/run.mjs "$@"
}
