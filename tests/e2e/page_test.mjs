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

  "on a slow network the bar tells how much has arrived": async ({ phone }) => {
    const visitor = await phone({ serviceWorkers: "block" });
    await visitor.context.addInitScript(() => {
      window.shares_seen = [];
      const note = (share) => window.shares_seen.push({ share, at: performance.now() });
      new MutationObserver((changes) => {
        for (const { target } of changes) note(Number(target.getAttribute("aria-valuenow")));
      }).observe(document, { subtree: true, attributeFilter: ["aria-valuenow"] });
    });
    const network = await visitor.context.newCDPSession(visitor.page);
    const bytes_a_second = 100_000;
    await network.send("Network.enable");
    await network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 50,
      downloadThroughput: bytes_a_second,
      uploadThroughput: bytes_a_second,
    });
    const opened = visitor.page.goto(visitor.address, { waitUntil: "commit" });
    await visitor.page.getByRole("progressbar", { name: "正在打开" }).waitFor();
    check(await visitor.page.getByText("城关镇").isVisible(), "the shell does not paint at once");
    await opened;
    await visitor.ready();
    const seen = await visitor.page.evaluate(() => window.shares_seen);
    const shares = seen.map(({ share }) => share);
    check_equal(shares, [...shares].sort((a, b) => a - b), "the bar only grows");
    check(new Set(shares).size >= 10, `the bar shows ${shares}`);
    check_equal(shares.at(-1), 100, "the end of the bar");
    // What arrives evenly shows evenly: half of it after half the time.
    const [first, last] = [seen[0].at, seen.at(-1).at];
    const { share: half } = seen.findLast(({ at }) => at <= (first + last) / 2);
    check(half > 30 && half < 70, `after half the time the bar shows ${half} %`);
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
