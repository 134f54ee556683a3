// ./portal bench: measures, prints a table of figures beside their budgets, fails on a breach.
// Usage: node tests/bench/run.mjs [WORD…]   only parts whose name contains one of the words
import { fileURLToPath } from "node:url";
import { budgets } from "./budgets.mjs";
import frames from "./frames.mjs";
import kills from "./kills.mjs";
import page from "./page.mjs";
import server_pulls from "./server_pulls.mjs";
import server_pushes from "./server_pushes.mjs";
import server_streams from "./server_streams.mjs";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const parts = { frames, page, kills, server_pushes, server_pulls, server_streams };
const words = process.argv.slice(2);

const figures = [];
const note = (name, value, unit) => figures.push({ name, value, unit });
for (const [name, measure] of Object.entries(parts)) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
  console.log(`· ${name} …`);
  await measure(note);
}

const shown = (value) => (Number.isInteger(value) ? String(value) : value.toPrecision(3));
let breaches = 0;
for (const { name, value, unit } of figures) {
  const budget = budgets.find(({ of }) => of.test(name));
  const { least = -Infinity, most = Infinity } = budget ?? {};
  const kept = value >= least && value <= most;
  if (!kept) breaches += 1;
  const limit = most === Infinity ? `at least ${least}` : `at most ${most}`;
  const verdict = budget ? `${kept ? "✓" : "✗"} ${limit}` : "";
  console.log(`${name.padEnd(56)} ${shown(value).padStart(9)} ${unit.padEnd(6)} ${verdict}`);
}
console.log(`bench: ${figures.length} figures, ${breaches} over budget`);
process.exitCode = breaches === 0 && figures.length > 0 ? 0 : 1;
