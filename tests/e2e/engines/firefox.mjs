// Firefox, touched with a finger.
import puppeteer from "puppeteer-core";
import { phone_390 } from "../harness.mjs";

export async function open(env) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    protocol: "webDriverBiDi",
    executablePath: process.env.YG_FIREFOX ?? "/usr/bin/firefox-esr",
    headless: false, // has no WebGL
    env,
  });
  const [page] = await browser.pages();
  const { viewport, deviceScaleFactor } = phone_390;
  await page.setViewport({ ...viewport, deviceScaleFactor });
  return {
    goto: (url) => page.goto(url),
    reload: () => page.reload(),
    evaluate: (work, ...args) => page.evaluate(work, ...args),
    tap: (x, y) => page.touchscreen.tap(x, y),
    scroll: (x, y, dy) => drag(page, x, y, y - dy),
    type: (text) => page.keyboard.type(text),
    picture: (path) => page.screenshot({ path }),
    close: () => browser.close(),
  };
}

async function drag(page, x, from, to) {
  const steps = 12;
  const finger = await page.touchscreen.touchStart(x, from);
  for (let step = 1; step <= steps; step += 1) {
    await finger.move(x, from + ((to - from) * step) / steps);
  }
  // A finger that leaves while moving would let the list fly on.
  await new Promise((resolve) => setTimeout(resolve, 150));
  await finger.end();
}
