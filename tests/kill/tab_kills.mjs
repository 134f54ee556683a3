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

// Says so the moment the page promises that a concern is kept.
const watch_for_promises = () => {
  const words = "说好了";
  const promised = () => document.getElementById("semantics")?.textContent.includes(words);
  let shown = false;
  new MutationObserver(() => {
    const now = promised();
    if (now && !shown) window.notePromise();
    shown = now;
  }).observe(document, { subtree: true, childList: true, characterData: true });
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
    this.written = 0;
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
    await this.context.addInitScript(watch_for_promises);
    await this.context.exposeBinding("notePromise", () => this.promised.push(this.submitted.at(-1)));
  }

  async end() {
    await this.context.close().catch(() => {});
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async open(route) {
    this.page = await this.context.newPage();
    await this.page.goto(`${this.server.address}/#${route}`);
    await this.page.waitForFunction(() => window.portalStats?.firstFrameMs > 0);
  }

  find(role, name, options) {
    return this.page.locator("#semantics").getByRole(role, { name, ...options }).first();
  }

  async sign_in() {
    await this.open("/me");
    await this.find("button", "居民（示例）").click();
    await this.find("button", "退出登录").waitFor();
    await this.page.evaluate(() => navigator.serviceWorker.ready);
  }

  /// Until the page dies. `before_submit` hears of each press of the last button.
  async write(before_submit) {
    for (;;) {
      const words = `断电测试 ${(this.written += 1)}`;
      await this.find("textbox", "说说是什么事").fill(words);
      await this.find("radio", place.category).click();
      await this.find("button", "下一步：在哪里").click();
      await this.find("radio", place.compound).click();
      await this.find("button", "下一步：怎么联系").click();
      await this.find("button", "提交诉求").waitFor();
      before_submit();
      this.submitted.push(words);
      await this.find("button", "提交诉求").click();
      await this.find("button", "再说一件").click();
    }
  }

  // --- Killing

  /// The browser's own process and those of its tabs; others of it just serve these.
  processes() {
    const found = [];
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        const parent = Number(readFileSync(`/proc/${pid}/stat`, "utf8").match(/\) \S (\d+)/)[1]);
        found.push({ pid: Number(pid), parent, command });
      } catch {
        // It ended meanwhile.
      }
    }
    const browser = found.find(
      ({ command }) =>
        command.includes(`--user-data-dir=${this.profile}`) &&
        !command.some((word) => word.startsWith("--type=")),
    );
    const is_below = (one) =>
      one && (one.parent === browser.pid || is_below(found.find(({ pid }) => pid === one.parent)));
    const tabs = found.filter((one) => one.command.includes("--type=renderer") && is_below(one));
    return { browser: browser.pid, tabs: tabs.map(({ pid }) => pid) };
  }

  async kill(whole_browser) {
    const { browser, tabs } = this.processes();
    for (const pid of whole_browser ? [browser] : tabs) {
      try {
        process.kill(pid, "SIGKILL");
      } catch (error) {
        if (error.code !== "ESRCH") throw error;
      }
    }
    if (whole_browser) {
      await this.context.close().catch(() => {});
      await this.start();
    } else {
      await this.page.close().catch(() => {});
      await this.context.setOffline(false);
    }
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

/// One life of the page: opened, used, killed. Half of the kills come at any moment, half right after
/// a concern was submitted; in a third of the lives there is no network by then.
async function live_and_die(resident, kill) {
  await resident.open("/raise");
  if (random_below(3) === 0) await resident.context.setOffline(true);
  let submitted = () => {};
  const first_submit = new Promise((resolve) => (submitted = resolve));
  const writing = resident.write(() => submitted());
  const moment =
    kill % 2 === 0
      ? pause(random_below(5000))
      : Promise.race([first_submit.then(() => pause(random_below(80))), writing]);
  writing.catch(() => {}); // it ends with the page
  await moment;
  await resident.kill(kill % 4 === 3);
  await writing.catch(() => {});
  const stored = await resident.read_storage();
  resident.check_image(stored, `after kill ${kill + 1}`);
  return stored.waiting;
}

/// Opened once more, everything is sent.
async function drain(resident) {
  await resident.open("/concerns");
  const deadline = Date.now() + settings.patience_ms;
  while ((await resident.read_storage()).waiting > 0) {
    if (Date.now() > deadline) return resident.faults.push("the outbox does not drain");
    await pause(200);
  }
  await pause(500); // the image is written last
}

async function compare_with_server(resident, server) {
  const { cookie } = await post(server, "/api/v1/demo/sign_in", { account });
  const { rows } = await pull_everything(server, cookie);
  const concerns = rows.filter(({ entity }) => entity === "concern");
  const count = (words) => concerns.filter(({ data }) => data.words === words).length;
  for (const words of new Set(resident.promised)) {
    if (count(words) !== 1) {
      resident.faults.push(`"${words}" was promised and is ${count(words)} times on the server`);
    }
  }
  for (const words of resident.submitted) {
    if (count(words) > 1) resident.faults.push(`"${words}" is on the server more than once`);
  }
  const on_phone = new Set(resident.check_image(await resident.read_storage(), "in the end"));
  const on_server = new Set(concerns.map(({ id }) => id));
  for (const id of on_server) {
    if (!on_phone.has(id)) resident.faults.push(`the phone lacks concern ${id}`);
  }
  for (const id of on_phone) {
    if (!on_server.has(id)) resident.faults.push(`the phone alone has concern ${id}`);
  }
}

/// Kills the tab `kills` times, every fourth time with its browser. Gives {promised, waiting,
/// images_checked, faults}: `waiting` counts the kills that left something unsent.
export async function kill_tab_while_saving(kills) {
  const server = await Server.start();
  const resident = new Resident(server);
  try {
    await resident.start();
    await resident.sign_in();
    let waiting = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      if ((await live_and_die(resident, kill)) > 0) waiting += 1;
    }
    await drain(resident);
    await compare_with_server(resident, server);
    const { images_checked, faults } = resident;
    return { promised: new Set(resident.promised).size, waiting, images_checked, faults };
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
