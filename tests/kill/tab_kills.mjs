// The tab is killed (SIGKILL) again and again while it saves, in a part of the runs the whole browser,
// and opened again with the same profile. Every concern of which the page had said that it is kept
// must reach the server, exactly once; the database image on the phone must pass SQLite's own check
// after each kill, and hold what the server has in the end.
// Usage: node tests/kill/tab_kills.mjs [KILLS]     ends with "tab_kills: N passed, M failed"
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { chromium_flags, Server, settings, small_phone } from "../e2e/harness.mjs";
import { post, pull_everything } from "./requests.mjs";
import { town_without_limits } from "./town.mjs";

const account = "resident-1";
const place = { category: "路灯照明", compound: "华宇小区" };
const sqlite_check = `
import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
faults = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
concerns = [row[0] for row in database.execute("SELECT id FROM concern")]
print(json.dumps({"faults": faults, "concerns": concerns}))
`;

const random_below = (most) => Math.floor(Math.random() * most);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// --- Inside the page ------------------------------------------------------------------------------

// Nothing is drawn: the semantic elements become the page, and saving has the processor for itself.
const go_without_graphics = () => {
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith("webgl") ? null : original.call(this, kind, ...rest);
  };
};

// Raises concerns through the semantic elements, one after the other, as fast as the page can; says
// when the last button is pressed, and the moment the page promises that the concern is kept.
const write_concerns = async ({ category, compound, life }) => {
  const until = (find) =>
    new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (!found) return;
        observer.disconnect();
        resolve(found);
      };
      const observer = new MutationObserver(look);
      const everything = { subtree: true, childList: true, attributes: true, characterData: true };
      observer.observe(document, everything);
      look();
    });
  const named = (name) => () =>
    [...document.querySelectorAll("#semantics button")].find(
      (button) => button.textContent.includes(name) && !button.disabled,
    );
  const press = async (name) => (await until(named(name))).click();
  // A draft of the life before may have it chosen already.
  const choose = async (name) => {
    const choice = await until(named(name));
    if (choice.getAttribute("aria-checked") !== "true") choice.click();
  };
  for (let number = 1; ; number += 1) {
    const words = `断电测试 ${life}-${number}`;
    const field = await until(() => document.querySelector("#semantics textarea"));
    field.value = words;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await choose(category);
    await press("下一步：在哪里");
    await choose(compound);
    await press("下一步：怎么联系");
    const submit = await until(named("提交诉求"));
    window.noteSubmitted(words);
    submit.click();
    await until(named("再说一件"));
    window.notePromised(words);
    await press("再说一件");
  }
};

// What IndexedDB holds, as any page of the same origin sees it.
const read_storage = async () => {
  const opened = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await opened(indexedDB.open("yangguang"));
  const transaction = database.transaction(["outbox", "pages", "meta"]);
  const all = (store, method, key) => opened(transaction.objectStore(store)[method](key));
  const [records, indexes, blocks, image] = await Promise.all([
    all("outbox", "getAll"),
    all("pages", "getAllKeys"),
    all("pages", "getAll"),
    all("meta", "get", "image"),
  ]);
  database.close();
  const encode = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) {
      text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    }
    return btoa(text);
  };
  const pages = blocks.map((bytes, at) => [indexes[at], encode(bytes)]);
  return { waiting: records.length, pages, size: image.size };
};

// --- The phone ------------------------------------------------------------------------------------

/// A browser with a profile that outlives it, and whoever uses it.
class Resident {
  constructor(server) {
    this.server = server;
    this.profile = mkdtempSync(join(tmpdir(), "portal-tab-"));
    this.cookies = []; // the browser itself writes them down twice a minute only
    this.lives = 0;
    this.submitted = []; // words whose button was pressed
    this.promised = []; // words that the page said are kept
    this.faults = [];
    this.images_checked = 0;
  }

  async start() {
    this.context = await chromium.launchPersistentContext(this.profile, {
      ...small_phone,
      executablePath: settings.chromium,
      args: chromium_flags,
      hasTouch: true,
      isMobile: true,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
    });
    this.context.setDefaultTimeout(settings.patience_ms);
    await this.context.addInitScript(go_without_graphics);
    await this.context.addCookies(this.cookies);
    await this.context.exposeFunction("noteSubmitted", (words) => {
      this.submitted.push(words);
      this.on_submitted();
    });
    await this.context.exposeFunction("notePromised", (words) => this.promised.push(words));
  }

  async end() {
    await this.context.close().catch(() => {});
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async open(route) {
    const before = this.processes();
    this.page = await this.context.newPage();
    await this.page.goto(`${this.server.address}/#${route}`);
    await this.page.waitForFunction(() => window.portalStats?.firstFrameMs > 0);
    this.tab_process = this.busiest_since(before);
  }

  async sign_in() {
    await this.open("/me");
    const button = (name) => this.page.locator("#semantics").getByRole("button", { name }).first();
    await button("居民（示例）").click();
    await button("退出登录").waitFor();
    await this.page.evaluate(() => navigator.serviceWorker.ready);
    this.cookies = await this.context.cookies();
  }

  /// Until the page dies. Resolves `count` presses of the last button later.
  async write(count) {
    const life = (this.lives += 1); // what was submitted last may not have been heard of here
    const enough = this.submitted.length + count;
    const submitted = new Promise((resolve) => {
      this.on_submitted = () => this.submitted.length >= enough && resolve();
    });
    this.page.evaluate(write_concerns, { ...place, life }).catch(() => {});
    const late = pause(settings.patience_ms).then(() => "late");
    if ((await Promise.race([submitted, late])) !== "late") return;
    const seen = await this.page.locator("#semantics").textContent();
    throw new Error(`nothing is submitted; the page says: ${seen}`);
  }

  // --- Killing

  /// The browser's own process, and for each of those that pages run in how much it has worked so far.
  processes() {
    const found = new Map();
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        // A process that forked instead of being started has spaces for the zeros.
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split(/[\0 ]/);
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
        found.set(Number(pid), { command, parent: Number(stat[1]), worked: Number(stat[11]) });
      } catch {
        // It ended meanwhile.
      }
    }
    const has = ({ command }, start) => command.some((word) => word.startsWith(start));
    const [browser] = [...found].find(
      ([, one]) => has(one, `--user-data-dir=${this.profile}`) && !has(one, "--type="),
    );
    const is_below = (one) => one && (one.parent === browser || is_below(found.get(one.parent)));
    const rendering = [...found].filter(([, one]) => has(one, "--type=renderer") && is_below(one));
    return { browser, rendering: new Map(rendering.map(([pid, { worked }]) => [pid, worked])) };
  }

  /// The process that worked most since `before`: whose page was just opened.
  busiest_since(before) {
    const worked = ([pid, ticks]) => ticks - (before.rendering.get(pid) ?? 0);
    const sorted = [...this.processes().rendering].sort((a, b) => worked(b) - worked(a));
    return sorted[0][0];
  }

  async kill(whole_browser) {
    const died = new Promise((resolve) => this.page.once(whole_browser ? "close" : "crash", resolve));
    process.kill(whole_browser ? this.processes().browser : this.tab_process, "SIGKILL");
    await died;
    if (whole_browser) return this.start();
    await this.page.close().catch(() => {});
    await this.context.setOffline(false);
  }

  // --- Looking at what is left

  /// A page of the same origin without the portal reads it, before the portal can mend anything.
  async read_storage() {
    const reader = await this.context.newPage();
    await reader.goto(`${this.server.address}/manifest.webmanifest`);
    const found = await reader.evaluate(read_storage);
    await reader.close();
    return found;
  }

  /// Gives the ids of the image's concerns; none when there is no image.
  check_image({ pages, size }, when) {
    if (size === 0) return [];
    const file = join(this.profile, "image.db");
    const bytes = Buffer.alloc(size);
    for (const [index, text] of pages) Buffer.from(text, "base64").copy(bytes, index * 65536);
    writeFileSync(file, bytes);
    const ran = spawnSync("/usr/bin/python3", ["-c", sqlite_check, file], { encoding: "utf8" });
    rmSync(file);
    if (ran.status !== 0) {
      this.faults.push(`${when}: the image can't be read: ${ran.stderr.trim().split("\n").at(-1)}`);
      return [];
    }
    const { faults, concerns } = JSON.parse(ran.stdout);
    for (const fault of faults) this.faults.push(`${when}: the image: ${fault}`);
    this.images_checked += 1;
    return concerns;
  }
}

// --- The storm ------------------------------------------------------------------------------------

/// One life of the page: opened, used, and killed a moment after a concern was submitted. In a third of
/// the lives there is no network by then.
async function live_and_die(resident, kill) {
  await resident.open("/raise");
  if (random_below(3) === 0) await resident.context.setOffline(true);
  await resident.write(1 + random_below(3));
  await pause(random_below(150));
  await resident.kill(kill % 4 === 3);
  const stored = await resident.read_storage();
  resident.check_image(stored, `after kill ${kill + 1}`);
  return stored.waiting;
}

/// Opened once more, the phone sends everything, and its image becomes what the server has. Gives what
/// is wrong when it doesn't.
async function find_differences(resident, server) {
  await resident.open("/concerns");
  const { cookie } = await post(server, "/api/v1/demo/sign_in", { account });
  const deadline = Date.now() + settings.patience_ms;
  for (;;) {
    const stored = await resident.read_storage();
    const on_phone = new Set(resident.check_image(stored, "in the end"));
    const { rows } = await pull_everything(server, cookie);
    const concerns = rows.filter(({ entity }) => entity === "concern");
    const on_server = new Set(concerns.map(({ id }) => id));
    const lacking = [...on_server].filter((id) => !on_phone.has(id));
    const extra = [...on_phone].filter((id) => !on_server.has(id));
    const same = stored.waiting === 0 && lacking.length === 0 && extra.length === 0;
    if (!same && Date.now() < deadline) continue;
    if (stored.waiting > 0) resident.faults.push(`${stored.waiting} commands are never sent`);
    for (const id of lacking) resident.faults.push(`the phone lacks concern ${id}`);
    for (const id of extra) resident.faults.push(`the phone alone has concern ${id}`);
    return concerns.map(({ data }) => data.words);
  }
}

function find_losses({ promised, submitted, faults }, words_on_server) {
  const count = (words) => words_on_server.filter((one) => one === words).length;
  for (const words of promised) {
    if (count(words) === 0) faults.push(`"${words}" was promised and is lost`);
  }
  for (const words of submitted) {
    if (count(words) > 1) faults.push(`"${words}" is on the server ${count(words)} times`);
  }
}

/// Kills the tab `kills` times, every fourth time with its browser. Gives {promised, waiting,
/// images_checked, faults}: `waiting` counts the kills that left something unsent.
export async function kill_tab_while_saving(kills) {
  const server = await Server.start({ town: town_without_limits(settings.town) });
  const resident = new Resident(server);
  try {
    await resident.start();
    await resident.sign_in();
    let waiting = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      if ((await live_and_die(resident, kill)) > 0) waiting += 1;
    }
    find_losses(resident, await find_differences(resident, server));
    const { promised, images_checked, faults } = resident;
    return { promised: promised.length, waiting, images_checked, faults };
  } finally {
    await resident.end();
    await server.end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kills = Number(process.argv[2] ?? 10);
  const begin = Date.now();
  const { promised, waiting, images_checked, faults } = await kill_tab_while_saving(kills);
  for (const fault of faults) console.log(`✗ ${fault}`);
  console.log(
    `${kills} kills, ${promised} concerns promised, ${waiting} kills left something unsent, ` +
      `${images_checked} images checked, ${Math.round((Date.now() - begin) / 1000)} s`,
  );
  const passed = faults.length === 0 && promised >= kills / 2 && images_checked > kills / 2;
  console.log(`tab_kills: ${passed ? 1 : 0} passed, ${passed ? 0 : 1} failed`);
  process.exitCode = passed ? 0 : 1;
}
