// Lets libFuzzer loose on each target and counts those that stood it.
// Usage: node tests/fuzz/run.mjs                  a short run that is the same each time
//        node tests/fuzz/run.mjs --seconds S [NAME…]   S seconds each, starting anywhere, of some or all
// What a long run learns is kept in build/fuzz/<name>/ and is where the next one goes on. An input
// that breaks something is left in build/fuzz/: mend the cause, then keep the input, made smaller
// (fuzz_<name> -minimize_crash=1 FILE), in tests/fuzz/corpus/<name>/.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));

const programs = process.env.YG_FUZZ ?? "build/native-debug";
// `runs` are those of a short run: about two seconds of each target. `timeout` is by the wall's clock,
// on a machine that may be busy with something else: an input takes milliseconds, one that hangs or
// grows without bound is caught all the same.
const usual = { max_len: 4096, timeout: 60, rss_limit_mb: 1024, runs: 4000 };
// Where the usual doesn't fit.
const of_target = {
  message: { runs: 2000 },
  pull_answer: { max_len: 8192 },
  town_files: { max_len: 16384, runs: 1000 },
};
// A program that hangs before its first input is stopped, too.
const grace_s = 180;

export const targets = readdirSync("tests/fuzz")
  .map((file) => /^(\w+)_fuzz\.cpp$/.exec(file)?.[1])
  .filter((name) => name !== undefined)
  .sort();

/// Fuzzes one target; `seconds` of it, or without them the short run. What it said, and whether
/// nothing broke.
function fuzz(name, seconds) {
  const program = `${programs}/fuzz_${name}`;
  if (!existsSync(program)) return { ok: false, said: `${program} is missing` };
  const corpus = `tests/fuzz/corpus/${name}`;
  // Where libFuzzer writes what it learns; a short run begins with nothing, to be the same each time.
  const learnt = seconds === undefined ? `build/fuzz/short-${name}` : `build/fuzz/${name}`;
  if (seconds === undefined) rmSync(learnt, { recursive: true, force: true });
  mkdirSync(learnt, { recursive: true });
  const { runs, ...limits } = { ...usual, ...of_target[name] };
  const extent = seconds === undefined ? { runs, seed: 1 } : { max_total_time: seconds };
  const options = { ...limits, ...extent, artifact_prefix: `build/fuzz/${name}-` };
  const flags = Object.entries(options).map(([key, value]) => `-${key}=${value}`);
  const { status, signal, stderr } = spawnSync(
    program,
    [...flags, "-dict=tests/fuzz/json.dict", "-print_final_stats=1", learnt, corpus],
    {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      timeout: ((seconds ?? 0) + grace_s) * 1000,
      killSignal: "SIGKILL",
      env: {
        ...process.env,
        // Every input makes and frees a town: what was freed need not be kept for long.
        ASAN_OPTIONS: "quarantine_size_mb=16:malloc_context_size=10",
        UBSAN_OPTIONS: "print_stacktrace=1",
      },
    },
  );
  return { ok: status === 0, said: stderr ?? String(signal) };
}

/// As fuzz, and tells how it went: how many inputs were tried, or the end of what the program said.
export function fuzz_and_tell(name, seconds) {
  const begin = Date.now();
  const { ok, said } = fuzz(name, seconds);
  const runs = Number(/number_of_executed_units: (\d+)/.exec(said)?.[1] ?? 0);
  const took = ((Date.now() - begin) / 1000).toFixed(1);
  if (!ok) console.log(said.split("\n").slice(-60).join("\n"));
  console.log(`${ok ? "✓" : "✗"} ${name}: ${runs} inputs in ${took} s`);
  return { ok: ok && runs > 0, runs };
}

function main(words) {
  const seconds = words[0] === "--seconds" ? Number(words[1]) : undefined;
  const names = words.slice(seconds === undefined ? 0 : 2);
  const chosen = names.length > 0 ? names : targets;
  const failed = chosen.filter((name) => !fuzz_and_tell(name, seconds).ok).length;
  console.log(`fuzz: ${chosen.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && chosen.length > 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
