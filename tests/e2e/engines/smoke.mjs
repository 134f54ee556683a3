// What people do, in any engine: { goto, reload, evaluate, tap, scroll, type }. Nodes are found by
// role and name and touched where they are drawn. The steps build upon one another.
import { check, check_equal, settings } from "../harness.mjs";

const words = "三单元楼道里堆满了纸箱😀，过不去🚧";

export const steps = {
  "opens and signs in": async (phone) => {
    await phone.open("/me");
    await phone.tap("button", "^居民（示例）");
    await phone.sees("status", "已登录：居民（示例）");
  },

  "a list scrolls": async (phone) => {
    await phone.go("/activities");
    await phone.choose("^列表$");
    await phone.at_rest();
    const first = await phone.sees("link", "周.");
    const { main } = first;
    const far = 200;
    await phone.engine.scroll(main.x, main.y + far / 2, far);
    await phone.sees("link", first.exactly, (node) => node.y < first.y - far / 2);
    await phone.engine.scroll(main.x, main.y - far / 2, -far);
    await phone.sees("link", first.exactly, (node) => node.y > first.y - far / 2);
  },

  "typed words are kept over a reload": async (phone) => {
    await phone.go("/raise");
    await phone.tap("textbox", "说说是什么事");
    await phone.sees("textbox", "说说是什么事", (node) => node.focused);
    await phone.engine.type(words);
    await phone.sees("textbox", "说说是什么事", (node) => node.value === words);
    // The counter comes with the frame that keeps the words.
    const count = `${[...words].length} / 500`;
    await phone.sees("textbox", "说说是什么事", (node) => node.description.includes(count));
    await phone.sees("", "草稿已保存");
    await phone.reload();
    const field = await phone.sees("textbox", "说说是什么事");
    check_equal(field.value, words, "the field's text after the reload");
  },

  "a concern is raised and found": async (phone) => {
    await phone.choose("楼道堆物");
    await phone.tap("button", "下一步：在哪里");
    await phone.choose("银河小区");
    await phone.tap("button", "下一步：怎么联系");
    await phone.tap("button", "提交诉求");
    await phone.sees("", "已送到网格员手里");
    await phone.go("/concerns");
    await phone.sees("heading", "我要查");
    await phone.sees("link", `${words}.*待受理`);
  },

  "a room's free time is booked": async (phone) => {
    await phone.go("/rooms");
    await phone.tap("link", "舞蹈室");
    await phone.sees("radiogroup", "选一天");
    await phone.choose("周.", 2);
    const slot = await phone.tap("button", "，可约$");
    await phone.tap("button", "^预约$");
    await phone.sees("", "约好了");
    await phone.sees("button", slot.exactly.replace("可约", "您约的"));
  },

  "an activity is joined": async (phone) => {
    await phone.go("/activities");
    await phone.choose("^列表$");
    await phone.tap("link", "可报名|余 \\d+ 名|还差");
    await phone.tap("button", "^报名$");
    await phone.sees("", "报上名了");
    await phone.sees("button", "取消报名");
  },
};

// --- In the page (these know nothing of this file) ----------------------------------------------

/// The semantic element with this role (any, if empty) whose name has `pattern`; of several the one
/// at `place`, counted from 0. x and y are its middle.
function look(role, pattern, place) {
  const roles = { A: "link", BUTTON: "button", INPUT: "textbox", TEXTAREA: "textbox" };
  const role_of = ({ tagName }) => (/^H\d$/.test(tagName) ? "heading" : roles[tagName]);
  const name_of = (element) => element.getAttribute("aria-label") ?? element.textContent;
  const middle = ({ left, top, width, height }) => {
    return { x: left + width / 2, y: top + height / 2, height };
  };
  const found = [...document.querySelectorAll("#semantics [data-node]")].filter((element) => {
    const its_role = element.getAttribute("role") ?? role_of(element);
    return (role === "" || its_role === role) && new RegExp(pattern).test(name_of(element));
  })[place];
  if (!found) return null;
  const main = found.closest("main");
  return {
    ...middle(found.getBoundingClientRect()),
    main: main ? middle(main.getBoundingClientRect()) : null,
    name: name_of(found),
    value: found.value ?? "",
    description: found.getAttribute("aria-description") ?? "",
    checked: found.getAttribute("aria-checked") === "true",
    focused: found === document.activeElement,
  };
}

/// The portal's frames so far, once those that are due have been drawn.
const drawn = () =>
  new Promise((resolve) => {
    const count = () => resolve(window.portalStats.frames);
    requestAnimationFrame(() => requestAnimationFrame(count));
  });
const set_hash = (hash) => void (location.hash = hash);
const has_frame = () => window.portalStats?.firstFrameMs > 0;
const crash_words = () => {
  const screen = document.getElementById("crash");
  return screen && !screen.hidden ? screen.textContent : "";
};

// --- In front of it -----------------------------------------------------------------------------

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const exactly = (text) => `^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`;

export class Person {
  constructor(engine, address) {
    this.engine = engine;
    this.address = address;
  }

  async open(route) {
    await this.engine.goto(`${this.address}/#${route}`);
    await this.until(has_frame, "the first frame");
  }

  async reload() {
    await this.engine.reload();
    await this.until(has_frame, "the first frame after a reload");
  }

  go(route) {
    return this.engine.evaluate(set_hash, `#${route}`);
  }

  async until(condition, what) {
    const deadline = Date.now() + settings.patience_ms;
    while (!(await this.engine.evaluate(condition))) {
      check(Date.now() < deadline, `waited in vain for ${what}`);
      await pause(50);
    }
  }

  async sees(role, pattern, condition = () => true, place = 0) {
    const deadline = Date.now() + settings.patience_ms;
    for (;;) {
      const node = await this.engine.evaluate(look, role, pattern, place);
      if (node && condition(node)) return { ...node, exactly: exactly(node.name) };
      const found = JSON.stringify(node);
      check(Date.now() < deadline, `no ${role} "${pattern}" with ${condition}: found ${found}`);
      await pause(50);
    }
  }

  /// The browser draws, but the portal has nothing new.
  async at_rest() {
    const deadline = Date.now() + settings.patience_ms;
    for (let before = -1, now = 0; now !== before; ) {
      check(Date.now() < deadline, "it never comes to rest");
      [before, now] = [now, await this.engine.evaluate(drawn)];
    }
  }

  /// Brings a node under the finger first where that is needed. Gives the node as it was touched.
  async tap(role, pattern, place = 0) {
    for (let tries = 0; tries < 20; tries += 1) {
      await this.sees(role, pattern, undefined, place);
      await this.at_rest();
      const node = await this.sees(role, pattern, undefined, place);
      const { main } = node;
      const away = main ? node.y - main.y : 0;
      if (!main || Math.abs(away) <= main.height / 2 - 24) {
        await this.engine.tap(node.x, node.y);
        return node;
      }
      const most = main.height * 0.6;
      const dy = Math.max(-most, Math.min(most, away));
      await this.engine.scroll(main.x, main.y + dy / 2, dy);
    }
    throw new Error(`${role} "${pattern}" can't be scrolled into reach`);
  }

  /// The next touch waits until the choice is seen.
  async choose(pattern, place = 0) {
    const { exactly } = await this.tap("radio", pattern, place);
    await this.sees("radio", exactly, (node) => node.checked);
  }

  crash_text() {
    return this.engine.evaluate(crash_words);
  }
}
