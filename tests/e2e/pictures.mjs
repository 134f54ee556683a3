// Pictures of every screen in every look, to be looked at: build/pictures/<look>/<screen>.png.
// Usage: node tests/e2e/pictures.mjs [WORD…]   only looks or screens whose name contains a word
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch_browser, phone_390, Phone, Server, small_phone } from "./harness.mjs";

const folder = process.env.YG_PICTURES ?? "build/pictures";
const desk = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 };

// The preferences are those of ui/screens/settings.cpp.
const looks = {
  light: { screen: phone_390 },
  dark: { screen: phone_390, preferences: { theme: "dark" } },
  elder: { screen: phone_390, preferences: { elder: "on" } },
  english: { screen: phone_390, preferences: { language: "en" } },
  "small-light": { screen: small_phone },
  "small-elder-dark": { screen: small_phone, preferences: { elder: "on", theme: "dark" } },
  "small-english": { screen: small_phone, preferences: { language: "en" } },
  "desk-light": { screen: desk },
  "desk-dark-english": { screen: desk, preferences: { theme: "dark", language: "en" } },
};

async function open_first(phone, route, role, name) {
  await phone.go(route);
  await phone.tap(role, name);
}

// What a person does to get there, beside going to the address.
const screens = {
  home: (phone) => phone.go("/"),
  raise: (phone) => phone.go("/raise"),
  photos: async (phone) => {
    await phone.go("/raise");
    const chooser = phone.page.waitForEvent("filechooser");
    await phone.tap("button", /拍照或选照片|Add photo/);
    await (await chooser).setFiles(["docs/screenshots/home.png", "docs/screenshots/elder.png"]);
    await phone.sees("button", /照片 2|Photo 2/);
  },
  "photo-whole": async (phone) => {
    await phone.tap("button", /^照片 1|^Photo 1/);
    await phone.sees("dialog", /照片 1|Photo 1/);
  },
  where: async (phone) => {
    if (await phone.has("dialog", /照片|Photo/)) await phone.page.keyboard.press("Escape");
    await phone.go("/raise");
    await phone.type(/说说是什么事|Describe it/, "三号楼二单元楼道堆满旧家具，晚上看不见路");
    await phone.tap("radio", "楼道堆物");
    await phone.tap("button", /下一步|Next/);
    await phone.tap("radio", "银河小区");
  },
  who: (phone) => phone.tap("button", /下一步|Next/),
  concerns: (phone) => phone.go("/concerns"),
  concern: (phone) => open_first(phone, "/concerns", "link", /已办结|办理中|Solved|progress/),
  rooms: (phone) => phone.go("/rooms"),
  room: (phone) => phone.go("/rooms/shuhua"),
  picked: async (phone) => {
    await phone.go("/rooms/quyi");
    await phone.tap("button", /可约|free/);
  },
  week: async (phone) => {
    await phone.go("/rooms/shuhua");
    await phone.tap("radio", /^一周|^Week/);
  },
  about: async (phone) => {
    await phone.go("/rooms/quyi");
    await phone.tap("button", /场地说明|About the room/);
  },
  privacy: (phone) => phone.go("/me/privacy"),
  "my-data": async (phone) => {
    await phone.go("/me/data");
    await phone.sees("button", /下载我的数据|Download my data/);
  },
  correct: (phone) => phone.go("/me/correct"),
  delete: (phone) => phone.go("/me/delete"),
  "delete-question": (phone) => open_first(phone, "/me/delete", "button", /注销账户|Delete my account/),
  activities: (phone) => phone.go("/activities"),
  activity: async (phone) => {
    await phone.go("/activities");
    if (await phone.has("radio", /列表|List/)) await phone.tap("radio", /列表|List/);
    await phone.tap("link", /可报名|余 \d+ 名|还差|left|open/i);
  },
  me: (phone) => phone.go("/me"),
  sessions: async (phone) => {
    await phone.go("/me");
    await phone.tap("button", /查看登录的设备|Show signed-in devices/);
  },
  inbox: async (phone) => {
    await phone.go("/inbox");
    await phone.sees("link", /办理中|In progress/);
  },
  removed: async (phone) => {
    await phone.go("/raise");
    const chooser = phone.page.waitForEvent("filechooser");
    await phone.tap("button", /拍照或选照片|Add photo/);
    await (await chooser).setFiles(["docs/screenshots/home.png"]);
    await phone.tap("button", /删除照片 1|Remove Photo 1/);
    await phone.sees("button", /撤销|Undo/);
  },
  unknown: (phone) => phone.go("/rooms/nowhere"),
  gallery: (phone) => phone.go("/gallery"),
  // The last one: the page talks to the server no more.
  reload: async (phone) => {
    const answer = { status: 409, json: { code: "reload_needed", detail: "" } };
    await phone.page.route("**/api/v1/pull", (route) => route.fulfill(answer));
    await phone.go("/me");
    await phone.tap("button", /现在同步|Sync now/);
    await phone.sees("dialog", /页面有更新|page has been updated/);
  },
};

async function whole_page(phone, name, pages_max) {
  const { height } = phone.page.viewportSize();
  for (let page = 1; page <= pages_max; page += 1) {
    await phone.at_rest();
    await phone.page.screenshot({ path: `${name}${page === 1 ? "" : `-${page}`}.png` });
    const more = await phone.page.evaluate(() => {
      const main = [...document.querySelectorAll("#semantics main")].at(-1);
      const below = [...(main?.querySelectorAll("*") ?? [])].map((e) => e.getBoundingClientRect());
      return below.some(({ bottom }) => bottom > main.getBoundingClientRect().bottom + 1);
    });
    if (!more) return;
    await phone.page.mouse.move(phone.page.viewportSize().width - 40, height / 2);
    await phone.page.mouse.wheel(0, height * 0.7);
  }
}

async function picture_of_signing_in(phone, look, into) {
  // A number gets one code a minute: each look has its own.
  const number = 13_900_001_000 + Object.keys(looks).indexOf(look);
  await whole_page(phone, join(into, "sign-in"), 1);
  await phone.type(/手机号|Mobile/, String(number));
  await phone.tap("checkbox", /我已阅读并同意|I have read and agree/);
  await phone.tap("button", /获取验证码|Send me a code/);
  await phone.sees("textbox", /验证码|Code/);
  await whole_page(phone, join(into, "code"), 2);
  await phone.tap("button", /换一个手机号|another number/i);
}

async function picture_look(browser, server, look, words) {
  const { screen, preferences = {} } = looks[look];
  const into = join(folder, look);
  mkdirSync(into, { recursive: true });
  const phone = await Phone.make(browser, server.address, {
    ...screen,
    isMobile: screen !== desk,
  });
  await phone.context.addInitScript((chosen) => {
    for (const [name, value] of Object.entries(chosen)) localStorage.setItem(name, value);
    localStorage.setItem("reloaded_protocol", "9999"); // It is offered, not done at once.
  }, preferences);
  await phone.open("/me");
  await picture_of_signing_in(phone, look, into);
  await phone.tap("button", /^居民（示例）|^Resident/);
  const welcome = phone.page.locator("#semantics").getByText(/已登录：|Signed in:/);
  await welcome.waitFor({ state: "attached" });
  await welcome.waitFor({ state: "detached" });
  await phone.at_rest();
  for (const [name, show] of Object.entries(screens)) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    try {
      await show(phone);
      await whole_page(phone, join(into, name), name === "gallery" ? 12 : 3);
    } catch (error) {
      console.log(`✗ ${look} ${name}: ${error.message.split("\n")[0]}`);
      process.exitCode = 1;
    }
  }
  for (const complaint of await phone.complaints_so_far()) console.log(`  ${look}: ${complaint}`);
  await phone.close();
}

const words = process.argv.slice(2);
const named = Object.keys(looks).filter((look) => words.some((word) => look === word));
const rest = words.filter((word) => !named.includes(word));
const [browser, server] = await Promise.all([launch_browser(), Server.start()]);
try {
  for (const look of named.length > 0 ? named : Object.keys(looks)) {
    await picture_look(browser, server, look, rest);
    console.log(`pictures: ${look}`);
  }
} finally {
  await browser.close();
  await server.end();
}
