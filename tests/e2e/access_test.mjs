// What assistive technology finds in the semantic elements, by axe-core's rules.
import { readFileSync } from "node:fs";
import { check } from "./harness.mjs";
import { sign_in } from "./steps.mjs";

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

// Colours are on the canvas: their contrast is a test of the theme.
const options = { resultTypes: ["violations"], rules: { "color-contrast": { enabled: false } } };

async function serious_faults(phone) {
  const { violations } = await phone.page.evaluate((how) => window.axe.run(document, how), options);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

export default {
  "axe finds nothing serious on any main screen": async ({ phone }) => {
    const resident = await phone();
    await sign_in(resident, "居民（示例）");
    await resident.page.evaluate(axe);
    const found = [];
    for (const [route, heading] of [
      ["/", /好$/],
      ["/raise", "我要说"],
      ["/concerns", "我要查"],
      ["/rooms", "约场地"],
      ["/rooms/shuhua", "书画室"],
      ["/activities", /年/],
      ["/me", "我的"],
    ]) {
      await resident.go(route);
      await resident.sees("heading", heading);
      for (const fault of await serious_faults(resident)) found.push(`${route} ${fault}`);
    }
    check(found.length === 0, found.join("\n"));
  },
};
