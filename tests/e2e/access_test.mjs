// What assistive technology finds in the semantic elements, by axe-core's rules.
import { readFileSync } from "node:fs";
import { check } from "./harness.mjs";
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

export default Object.fromEntries(
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
