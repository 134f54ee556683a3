// The page itself: it starts, keeps to its policy, downloads no font, rests when nothing happens.
import { check, check_equal } from "./harness.mjs";

export default {
  "the page starts and shows the five tabs": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open();
    for (const tab of ["首页", "我要说", "约场地", "看活动", "我的"]) {
      await visitor.sees_text(tab);
    }
  },

  "a first visit fetches no font and at most 600 KB": async ({ phone }) => {
    const visitor = await phone({ serviceWorkers: "block" });
    await visitor.open();
    await visitor.page.waitForLoadState("networkidle");
    let bytes = 0;
    for (const response of visitor.fetched) {
      const type = response.headers()["content-type"] ?? "";
      check(!/font/.test(type + response.request().resourceType()), `font: ${response.url()}`);
      bytes += (await response.request().sizes()).responseBodySize;
    }
    console.log(`    first visit: ${bytes} bytes in ${visitor.fetched.length} responses`);
    check(bytes <= 600 * 1024, `a first visit took ${bytes} bytes`);
  },

  "nothing is drawn while nothing happens, on any tab": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open();
    await visitor.sees("heading", "本周活动");
    for (const [route, rest_ms] of [
      ["/", 10_000],
      ["/raise", 2000],
      ["/rooms", 2000],
      ["/activities", 2000],
      ["/me", 2000],
    ]) {
      await visitor.go(route);
      await visitor.page.waitForTimeout(1000);
      await visitor.at_rest();
      const before = await visitor.stats();
      await visitor.page.waitForTimeout(rest_ms);
      const after = await visitor.stats();
      check_equal(after.frames - before.frames, 0, `frames in ${rest_ms} ms of rest on ${route}`);
      check_equal(after.draws - before.draws, 0, `draws in ${rest_ms} ms of rest on ${route}`);
    }
  },
};
