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
    await visitor.network_rests();
    let bytes = 0;
    for (const response of visitor.fetched) {
      const type = response.headers()["content-type"] ?? "";
      check(!/font/.test(type + response.request().resourceType()), `font: ${response.url()}`);
      bytes += (await response.request().sizes()).responseBodySize;
    }
    console.log(`    first visit: ${bytes} bytes in ${visitor.fetched.length} responses`);
    check(bytes <= 600 * 1024, `a first visit took ${bytes} bytes`);
  },

  "nothing is drawn while nothing happens": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open();
    await visitor.network_rests();
    await visitor.page.waitForTimeout(2000);
    const before = await visitor.stats();
    await visitor.page.waitForTimeout(10_000);
    const after = await visitor.stats();
    check_equal(after.frames - before.frames, 0, "frames in ten seconds of rest");
    check_equal(after.draws - before.draws, 0, "draws in ten seconds of rest");
  },
};
