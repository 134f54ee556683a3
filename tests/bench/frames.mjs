// Runs the program that times frames (tests/bench/frames.cpp) and passes its figures on.
import { execFileSync } from "node:child_process";

const program = process.env.YG_BENCH_FRAMES ?? "build/native-release/bench_frames";

export default function measure(note) {
  const printed = execFileSync(program, { encoding: "utf8" });
  for (const line of printed.split("\n")) {
    const [kind, name, value, unit] = line.split("\t");
    if (kind === "figure") note(name, Number(value), unit);
  }
}
