// Runs tests/e2e/*_test.mjs and ends with "e2e: N passed, M failed".
// Usage: node tests/e2e/run.mjs [WORD…]   only tests whose name contains one of the words
// A test is a function of a world: { server, phone(options) }. It fails by throwing, and also when a
// phone it used complained (console, content security policy, crash screen).
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { launch_browser, Phone, Server } from "./harness.mjs";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const folder = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const test_ms = Number(process.env.YG_TEST_MS ?? 120_000);

function within(promise, ms) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function run_test(name, test, browser, server) {
  const phones = [];
  const phone = async (options) => {
    phones.push(await Phone.make(browser, server.address, options));
    return phones.at(-1);
  };
  const begin = Date.now();
  try {
    await within(test({ server, browser, phone }), test_ms);
    for (const used of phones) {
      const complaints = await used.complaints_so_far();
      if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join("\n")}`);
    }
    console.log(`✓ ${name}  ${Date.now() - begin} ms`);
    return true;
  } catch (error) {
    console.log(`✗ ${name}  ${Date.now() - begin} ms\n${error.stack}`.replace(/\n/g, "\n    "));
    for (const [index, used] of phones.entries()) {
      const file = `${name.replace(/[^\w]+/g, "-")}-${index + 1}`;
      await used.picture(file).catch(() => {});
      const complaints = await used.complaints_so_far().catch(() => used.complaints);
      for (const complaint of complaints) console.log(`    phone ${index + 1}: ${complaint}`);
    }
    return false;
  } finally {
    for (const used of phones) await used.close().catch(() => {});
  }
}

const tests = [];
for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith("_test.mjs")) continue;
  const { default: named } = await import(`./${file}`);
  tests.push(...Object.entries(named));
}
const chosen = tests.filter(([name]) => words.length === 0 || words.some((w) => name.includes(w)));

// Each worker has a browser and a town of its own: what people do in one can't reach the other.
const workers = Math.min(Number(process.env.YG_WORKERS ?? 2), chosen.length);
const queue = [...chosen];
let passed = 0;
let failed = 0;

async function work() {
  const [browser, server] = await Promise.all([launch_browser(), Server.start()]);
  try {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (await run_test(...next, browser, server)) passed += 1;
      else failed += 1;
    }
  } finally {
    await browser.close();
    await server.end();
  }
}

await Promise.all(Array.from({ length: workers }, work));
console.log(`e2e: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
