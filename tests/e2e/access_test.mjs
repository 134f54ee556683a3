// What assistive technology finds in the semantic elements, by axe-core's rules.
import { readFileSync } from "node:fs";
import { check, check_equal } from "./harness.mjs";
import { sign_in } from "./steps.mjs";

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

// Colours are on the canvas: their contrast is a test of the theme.
const options = { resultTypes: ["violations"], rules: { "color-contrast": { enabled: false } } };

async function faults(phone) {
  const { violations } = await phone.page.evaluate((how) => window.axe.run(document, how), options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

const looks = [
  { name: "light", preferences: {} },
  { name: "dark and English", preferences: { theme: "dark", language: "en" } },
  { name: "large print", preferences: { elder: "on" } },
  { name: "desk", preferences: {}, options: { viewport: { width: 1280, height: 800 } } },
];

const pages = [
  "/",
  "/raise",
  "/concerns",
  "/concerns/nobody",
  "/rooms",
  "/rooms/shuhua",
  "/activities",
  "/me",
  "/gallery",
];

async function faults_of_pages(phone) {
  const found = [];
  for (const route of pages) {
    await phone.go(route);
    await phone.at_rest();
    for (const fault of await faults(phone)) found.push(`${route} ${fault}`);
  }
  return found;
}

const reads_on = {
  "a new page has its own title, and a reader goes on at its heading": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/");
    check_equal(await visitor.page.title(), "阳光网格", "the first page's title");
    await visitor.go("/rooms");
    await visitor.wait_for(async () => (await visitor.page.title()) === "约场地 · 阳光网格");
    // As a screen reader does it: the link is used where it stands.
    await visitor.node("link", "书画室").evaluate((link) => link.click());
    await visitor.wait_for(async () => (await visitor.page.title()) === "书画室 · 阳光网格");
    const focused = () =>
      visitor.page.evaluate(() => [document.activeElement.tagName, document.activeElement.textContent]);
    check_equal(await focused(), ["H1", "书画室"], "where reading goes on");
    // A finger reads nothing: it moves no focus.
    const other = await phone();
    await other.open("/");
    await other.tap("link", "约场地");
    await other.sees("heading", "约场地");
    const tag = await other.page.evaluate(() => document.activeElement.tagName);
    check_equal(tag, "BODY", "the focus after a tap");
  },
};

const named_looks = Object.fromEntries(
  looks.map(({ name, preferences, options: viewport }) => [
    `axe finds nothing on any page: ${name}`,
    async ({ phone }) => {
      const resident = await phone(viewport);
      await sign_in(resident, "居民（示例）");
      await resident.page.evaluate((chosen) => {
        for (const [key, value] of Object.entries(chosen)) localStorage.setItem(key, value);
      }, preferences);
      await resident.reload();
      await resident.page.evaluate(axe);
      const found = await faults_of_pages(resident);
      // The gallery's dialog lies over everything else.
      await resident.node("button", /打开弹层|sheet/i).evaluate((opener) => opener.click());
      await resident.sees("dialog", "");
      for (const fault of await faults(resident)) found.push(`dialog ${fault}`);
      check(found.length === 0, found.join("\n"));
    },
  ]),
);

export default { ...named_looks, ...reads_on };
