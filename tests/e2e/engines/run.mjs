// Smoke tests in engines other than Chromium's. Ends with "engines: N passed, M failed".
// Usage: node tests/e2e/engines/run.mjs [firefox] [webkit]   both, when none is named
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check_equal, pictures, Server } from "../harness.mjs";
import { open_display } from "./display.mjs";
import { Person, steps } from "./smoke.mjs";

process.chdir(fileURLToPath(new URL("../../..", import.meta.url)));
const names = process.argv.length > 2 ? process.argv.slice(2) : ["firefox", "webkit"];
let passed = 0;
let failed = 0;

// A town, a screen and a browser of its own. Each step needs what the one before it did: after a
// failure the rest count as failed.
async function run_engine(name) {
  const left = Object.keys(steps);
  const closers = [];
  let doing = "starts";
  let begin = Date.now();
  try {
    const { open } = await import(`./${name}.mjs`);
    const server = await Server.start();
    closers.unshift(() => server.end());
    const display = await open_display();
    closers.unshift(display.close);
    const engine = await open(display.env);
    closers.unshift(engine.close);
    closers.unshift(() => engine.picture(join(pictures, `engine-${name}.png`)));
    console.log(`· ${name} started  ${Date.now() - begin} ms`);

    const person = new Person(engine, server.address);
    while (left.length > 0) {
      [doing] = left;
      begin = Date.now();
      await steps[doing](person);
      check_equal(await person.crash_text(), "", "the crash screen");
      console.log(`✓ ${name}: ${doing}  ${Date.now() - begin} ms`);
      passed += 1;
      left.shift();
    }
  } catch (error) {
    const took = `${name}: ${doing}  ${Date.now() - begin} ms`;
    console.log(`✗ ${took}\n${error.stack}`.replace(/\n/g, "\n    "));
    failed += left.length;
  } finally {
    for (const close of closers) await close().catch((error) => console.log(error.message));
  }
}

mkdirSync(pictures, { recursive: true });
for (const name of names) await run_engine(name);
console.log(`engines: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
