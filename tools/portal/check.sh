# Checks that need no build. Each prints one line when all is well.

formatter=clang-format-19

check_format() {
    local files broken
    files=$(find src tests -name '*.cpp' -o -name '*.hpp' 2>/dev/null | sort)
    # The first place in each file is enough to know what to do.
    # shellcheck disable=SC2086
    broken=$($formatter --dry-run $files 2>&1 | grep -oE '^[^ :]+:[0-9]+:[0-9]+: warning' | sort -u -t: -k1,1 || true)
    if [ -z "$broken" ]; then
        say "format: OK ($(printf '%s\n' "$files" | wc -l) files)"
    else
        say "$broken" | sed 's/:[0-9]*: warning/: not formatted/'
        say "format: broken; mend with: ./portal format"
        return 1
    fi
}

cmd_format() {
    install_packages apt-format "Formatter (Debian package)" $formatter
    [ $# -gt 0 ] || set -- src tests
    find "$@" -name '*.cpp' -o -name '*.hpp' | xargs $formatter -i
}

checks="format layers strings look hosts"

run_check() {
    case $1 in
        format) check_format ;;
        *) node "tools/check/$1.mjs" ;;
    esac
}

# Sets checks_passed and checks_failed.
run_checks() {
    local check
    checks_passed=0 checks_failed=0
    for check in $checks; do
        if run_check "$check"; then ((++checks_passed)); else ((++checks_failed)); fi
    done
}

cmd_check() {
    install_packages apt-format "Formatter (Debian package)" $formatter
    command -v node >/dev/null || set_up
    run_checks
    [ "$checks_failed" = 0 ]
}
