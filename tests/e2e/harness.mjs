// Phones in a real browser, against the real server. A test says what a person does and sees; nodes
// are found by role and name, as a screen reader finds them, and touched where they are drawn.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const settings = {
  server: process.env.YG_SERVER ?? "build/native-debug/portal-server",
  web: process.env.YG_WEB ?? "build/web",
  town: process.env.YG_TOWN ?? "assets/town",
  chromium: process.env.YG_CHROMIUM ?? "/usr/bin/chromium",
  // The machine draws in software, with all its cores building or testing something else.
  patience_ms: Number(process.env.YG_PATIENCE_MS ?? 60_000),
};
export const pictures = "build/e2e";

export const chromium_flags = [
  "--no-sandbox",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function check(condition, what) {
  if (!condition) throw new Error(what);
}

export function check_equal(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, found ${a}`);
}

// --- The server ---------------------------------------------------------------------------------

export class Server {
  static async start({ web = settings.web, town = settings.town } = {}) {
    const server = new Server();
    server.data = mkdtempSync(join(tmpdir(), "portal-e2e-"));
    server.web = web;
    server.town = town;
    server.port = 0;
    await server.run();
    return server;
  }

  // Also after `stop`: with the same data and on the same port.
  run() {
    const options = ["--port", this.port, "--data", this.data];
    const files = ["--web", this.web, "--town", this.town];
    this.process = spawn(settings.server, ["serve", "--demo", ...options, ...files].map(String));
    this.log = "";
    return new Promise((resolve, reject) => {
      const read = (bytes) => {
        this.log += bytes;
        const address = this.log.match(/http:\/\/127\.0\.0\.1:(\d+)/);
        if (!address) return;
        this.port = Number(address[1]);
        this.address = address[0];
        resolve();
      };
      this.process.stdout.on("data", read);
      this.process.stderr.on("data", read);
      this.process.on("error", reject);
      this.process.on("exit", (code) => reject(new Error(`server ended (${code}):\n${this.log}`)));
    });
  }

  async stop() {
    const ended = new Promise((resolve) => this.process.on("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }

  /// Without a word, as when the power fails.
  async kill() {
    const ended = new Promise((resolve) => this.process.on("exit", resolve));
    this.process.kill("SIGKILL");
    await ended;
  }

  async end() {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

// --- The browser --------------------------------------------------------------------------------

export const launch_browser = () =>
  chromium.launch({ executablePath: settings.chromium, args: chromium_flags });

export const small_phone = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2 };
export const phone_390 = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 };

// How far to drag so that `at` comes to lie between the limits, at most a good part of a screen.
function step_into(at, from, to) {
  if (at >= from && at <= to) return 0;
  const whole = (from + to) / 2 - at;
  const most = (to - from) * 0.6;
  return Math.max(-most, Math.min(most, whole));
}

const is_stream = (request) => new URL(request.url()).pathname === "/api/v1/poke";

/// One phone: a browser profile of its own with one page.
export class Phone {
  other_tabs = [];

  static async make(browser, address, options = {}) {
    const phone = new Phone();
    phone.address = address;
    phone.context = await browser.newContext({
      ...phone_390,
      hasTouch: true,
      isMobile: true,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      ...options,
    });
    phone.context.setDefaultTimeout(settings.patience_ms);
    await phone.context.addInitScript(() => {
      window.portalViolations = [];
      document.addEventListener("securitypolicyviolation", (event) =>
        window.portalViolations.push(`${event.violatedDirective}: ${event.blockedURI}`),
      );
    });
    await phone.new_page();
    return phone;
  }

  /// Another tab of the same phone. What it complains of counts as this one's.
  async another_tab() {
    const tab = new Phone();
    tab.address = this.address;
    tab.context = this.context;
    await tab.new_page();
    this.other_tabs.push(tab);
    return tab;
  }

  // A fresh tab of the same profile.
  async new_page() {
    this.page = await this.context.newPage();
    this.complaints = [];
    this.fetched = [];
    this.page.on("pageerror", (error) => this.complaints.push(`page error: ${error.message}`));
    this.page.on("console", (message) => {
      if (this.is_complaint(message)) this.complaints.push(`console: ${message.text()}`);
    });
    this.under_way = new Set();
    this.page.on("request", (request) => is_stream(request) || this.under_way.add(request));
    for (const end of ["requestfinished", "requestfailed"]) {
      this.page.on(end, (request) => this.under_way.delete(request));
    }
    this.page.on("response", (response) => {
      if (!is_stream(response.request())) this.fetched.push(response);
    });
  }

  /// Until nothing is on its way for half a second, but for the stream that never ends.
  async network_rests() {
    for (let quiet_ms = 0; quiet_ms < 500; quiet_ms += 50) {
      await this.page.waitForTimeout(50);
      if (this.under_way.size > 0) quiet_ms = 0;
    }
  }

  is_complaint(message) {
    if (!["error", "warning"].includes(message.type())) return false;
    // Being offline, or without a service worker, is what some tests are about.
    const meant = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED|by Playwright/;
    return !meant.test(message.text());
  }

  async open(route = "") {
    await this.page.goto(this.address + (route ? `/#${route}` : "/"));
    await this.ready();
  }

  /// Within the open page, as a link would.
  async go(route) {
    await this.page.evaluate((hash) => (location.hash = hash), `#${route}`);
  }

  /// Everything needed for a start without network is on the phone.
  async kept_for_offline() {
    await this.page.evaluate(() => navigator.serviceWorker.ready);
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  ready() {
    return this.page.waitForFunction(() => window.portalStats?.firstFrameMs > 0);
  }

  // --- Seeing

  /// `name` is a text (part of the name is enough) or a pattern.
  node(role, name, options = {}) {
    return this.page.locator("#semantics").getByRole(role, { name, ...options }).first();
  }

  async sees(role, name, options) {
    await this.node(role, name, options).waitFor({ state: "visible" });
  }

  async sees_text(text) {
    await this.page.locator("#semantics").getByText(text).first().waitFor({ state: "visible" });
  }

  async sees_no(role, name) {
    await this.node(role, name).waitFor({ state: "hidden" });
  }

  async has(role, name) {
    return (await this.node(role, name).count()) > 0;
  }

  // --- Doing

  async touch(type, points) {
    this.touches ??= await this.context.newCDPSession(this.page);
    const touchPoints = points.map(({ x, y }) => ({ x, y }));
    await this.touches.send("Input.dispatchTouchEvent", { type, touchPoints });
  }

  /// A finger moves slowly, so that nothing flies on afterwards.
  async drag(from, to, steps = 12) {
    await this.touch("touchStart", [from]);
    for (let step = 1; step <= steps; step += 1) {
      const share = step / steps;
      const x = from.x + (to.x - from.x) * share;
      const y = from.y + (to.y - from.y) * share;
      await this.touch("touchMove", [{ x, y }]);
      await this.page.waitForTimeout(16);
    }
    await this.page.waitForTimeout(150);
    await this.touch("touchEnd", []);
  }

  /// The middle of a node, brought under the finger by scrolling where that is needed. What lies
  /// outside of the main part (bars, sheets) does not scroll.
  async reach(role, name, options) {
    const node = this.node(role, name, options);
    await node.waitFor({ state: "visible" });
    for (let tries = 0; tries < 60; tries += 1) {
      await this.at_rest();
      const box = await node.boundingBox();
      const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const seen = await node.evaluate((element) => {
        const main = element.closest("main");
        return main ? main.getBoundingClientRect().toJSON() : null;
      });
      if (!seen) return at;
      const wanted = {
        x: step_into(at.x, seen.left + 16, seen.right - 16),
        y: step_into(at.y, seen.top + 12, seen.bottom - 12),
      };
      if (wanted.x === 0 && wanted.y === 0) return at;
      // A strip is dragged along its own row, the page in its middle.
      const middle = { x: (seen.left + seen.right) / 2, y: (seen.top + seen.bottom) / 2 };
      const sideways = wanted.y === 0;
      const start = sideways
        ? { x: middle.x - wanted.x / 2, y: at.y }
        : { x: middle.x, y: middle.y - wanted.y / 2 };
      const end = sideways
        ? { x: start.x + wanted.x, y: start.y }
        : { x: start.x, y: start.y + wanted.y };
      await this.drag(start, end);
    }
    throw new Error(`${role} "${name}" can't be scrolled into reach`);
  }

  /// Nothing moves any more: what moves asks for the next frame while it draws one.
  async at_rest() {
    for (let seen_at_rest = 0; seen_at_rest < 2; seen_at_rest += 1) {
      await this.page.waitForFunction(() => !window.portalStats.frame_asked);
      await this.page.waitForTimeout(50);
    }
  }

  async tap(role, name, options) {
    const { x, y } = await this.reach(role, name, options);
    await this.page.touchscreen.tap(x, y);
  }

  /// Longer than the half second after which a press counts as long.
  async press_long(role, name) {
    const at = await this.reach(role, name);
    await this.touch("touchStart", [at]);
    await this.page.waitForTimeout(800);
    await this.touch("touchEnd", []);
  }

  async type(field, text) {
    await this.tap("textbox", field);
    await this.has_focus(field);
    await this.page.keyboard.insertText(text);
  }

  has_focus(field) {
    const node = this.node("textbox", field);
    return this.wait_for(() => node.evaluate((element) => element === document.activeElement));
  }

  text_of(field) {
    return this.node("textbox", field).inputValue();
  }

  /// As an input method does: several versions of a word, then the final one.
  async compose(versions, final) {
    const session = await this.context.newCDPSession(this.page);
    for (const text of versions) {
      const [selectionStart, selectionEnd] = [text.length, text.length];
      await session.send("Input.imeSetComposition", { text, selectionStart, selectionEnd });
    }
    await session.send("Input.insertText", { text: final });
    await session.detach();
  }

  async offline(cut) {
    await this.context.setOffline(cut);
  }

  async wait_for(condition) {
    const deadline = Date.now() + settings.patience_ms;
    for (;;) {
      if (await condition()) return;
      if (Date.now() > deadline) throw new Error(`waited in vain for ${condition}`);
      await this.page.waitForTimeout(50);
    }
  }

  // --- Measuring

  stats() {
    return this.page.evaluate(() => ({ ...window.portalStats }));
  }

  async complaints_so_far() {
    const others = this.other_tabs.filter((tab) => !tab.page.isClosed());
    const found = [await this.own_complaints()];
    for (const tab of others) found.push(await tab.own_complaints());
    return found.flat();
  }

  async own_complaints() {
    if (this.page.isClosed()) return this.complaints;
    const violations = await this.page.evaluate(() => window.portalViolations);
    const crash = await this.page.evaluate(() => {
      const screen = document.getElementById("crash");
      return screen && !screen.hidden ? [`crash screen: ${screen.textContent}`] : [];
    });
    return [...this.complaints, ...violations.map((text) => `policy: ${text}`), ...crash];
  }

  async picture(name) {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  close() {
    return this.context.close();
  }
}
