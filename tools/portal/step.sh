# One named step after the other: what runs, how long it takes, and, when it fails, why and what to do.

mkdir -p build/log .toolchain/stamps

say() { printf '%s\n' "$*"; }

die() {
    printf 'portal: %s\n' "$*" >&2
    exit 1
}

# step SLUG "TITLE" "REMEDY" COMMAND…: runs COMMAND with its output in build/log/SLUG.log; ends the
# whole command when it fails. Never call it in a condition (`if step`, `step ||`): bash would then
# ignore `set -e` inside COMMAND.
step() {
    try_step "$@"
    [ $step_status = 0 ] || exit $step_status
}

# The same, but goes on after a failure and leaves its status in step_status.
try_step() {
    local slug=$1 title=$2 remedy=$3 begin=$SECONDS
    shift 3
    local log=build/log/$slug.log
    if [ -t 1 ]; then printf '· %s …' "$title"; else say "· $title …"; fi
    # In a process group of its own, so that Ctrl-C can end all of it.
    set -m
    "$@" </dev/null >"$log" 2>&1 &
    local pid=$!
    set +m
    # Long steps show that they live: each second on a terminal, each half minute elsewhere.
    (
        pause=30
        [ ! -t 1 ] || pause=1
        while sleep $pause </dev/null >/dev/null 2>&1; do
            progress=$(tail -c 400 "$log" 2>/dev/null | tr '\r' '\n' | grep -oE '^\[[0-9]+/[0-9]+\]' | tail -1 || true)
            if [ -t 1 ]; then
                printf '\r· %s … %d s %s\033[K' "$title" $((SECONDS - begin)) "$progress"
            else
                say "  $title … $((SECONDS - begin)) s $progress"
            fi
        done
    ) &
    local ticker=$!
    trap 'kill -- -$pid $ticker 2>/dev/null; exit 130' INT TERM
    step_status=0
    wait $pid || step_status=$?
    trap - INT TERM
    kill $ticker 2>/dev/null || true
    wait $ticker 2>/dev/null || true
    if [ $step_status -ne 0 ]; then
        [ ! -t 1 ] || printf '\n'
        {
            say "✗ $title failed after $((SECONDS - begin)) s. The end of $log:"
            tail -n 25 "$log" | sed 's/^/    /'
            say "What to do: $remedy"
        } >&2
        return 0
    fi
    sed -n 's|^portal: |  note: |p' "$log"
    if [ -t 1 ]; then printf '\r✓ %s  %d s\033[K\n' "$title" $((SECONDS - begin)); else say "✓ $title  $((SECONDS - begin)) s"; fi
}

# once SLUG "TITLE" "REMEDY" FUNCTION [INPUT…]: a step that is skipped while FUNCTION's own text and
# its INPUTs (versions, lists, file hashes) are what they were when it last succeeded.
once() {
    local slug=$1 title=$2 remedy=$3 function=$4
    shift 4
    local stamp=.toolchain/stamps/$slug now
    now=$( (declare -f "$function"; printf '%s\n' "$root" "$@") | sha256sum)
    [ "$(cat "$stamp" 2>/dev/null)" != "$now" ] || return 0
    rm -f "$stamp"
    step "$slug" "$title" "$remedy" "$function" "$@"
    printf '%s\n' "$now" >"$stamp"
}
