// Other ways in, and things that break: keyboard only, history, no graphics, a crash.
import { check, check_equal } from "./harness.mjs";

const forbid_contexts = (kinds) => {
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kinds.includes(kind) ? null : original.call(this, kind, ...rest);
  };
};

// Of two pictures (PNG, base64) of one size. How a glyph's edge is rounded depends on where it lies in
// its texture: that doesn't count.
const count_different_pixels = (page, pictures) =>
  page.evaluate(async (encoded) => {
    const [a, b] = await Promise.all(
      encoded.map(async (text) => {
        const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes]));
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height).data;
      }),
    );
    if (a.length !== b.length) return Infinity;
    const rounding = 8;
    const pixels = new Set();
    a.forEach((value, at) => Math.abs(value - b[at]) > rounding && pixels.add(at >> 2));
    return pixels.size;
  }, pictures);

export default {
  "the keyboard alone reaches a page and comes back": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open();
    await visitor.sees("link", "约场地");
    const focused = () => visitor.page.evaluate(() => document.activeElement.textContent);
    for (let presses = 0; (await focused()) !== "约场地"; presses += 1) {
      check(presses < 60, "Tab never reaches 约场地");
      await visitor.page.keyboard.press("Tab");
    }
    await visitor.page.keyboard.press("Enter");
    await visitor.sees("heading", "约场地");
    check_equal(new URL(visitor.page.url()).hash, "#/rooms", "the address");
    await visitor.page.goBack();
    await visitor.sees("button", "长辈版");
  },

  "the page is drawn again after the graphics card lost everything": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open();
    await visitor.sees("link", "约场地");
    await visitor.page.waitForTimeout(1000);
    const before = await visitor.page.screenshot();
    await visitor.page.evaluate(async () => {
      const gl = document.getElementById("canvas").getContext("webgl2");
      const loss = gl.getExtension("WEBGL_lose_context");
      loss.loseContext();
      await new Promise((resolve) => setTimeout(resolve, 200));
      loss.restoreContext();
    });
    await visitor.page.waitForTimeout(1000);
    check((await visitor.page.screenshot()).equals(before), "the picture is not the same again");
  },

  "WebGL 1 draws the same picture": async ({ phone }) => {
    const pictures = [];
    for (const forbidden of [[], ["webgl2"]]) {
      const visitor = await phone();
      await visitor.context.addInitScript(forbid_contexts, forbidden);
      await visitor.open("/gallery");
      await visitor.sees("heading", "组件");
      await visitor.at_rest();
      const kind = await visitor.page.evaluate(
        () => document.getElementById("canvas").getContext("webgl")?.constructor.name ?? "WebGL 2",
      );
      check_equal(kind, forbidden.length ? "WebGLRenderingContext" : "WebGL 2", "what draws");
      pictures.push(await visitor.page.screenshot());
    }
    check(pictures[0].equals(pictures[1]), "the pictures differ");
  },

  "without WebGL the elements are the page": async ({ phone }) => {
    const visitor = await phone();
    await visitor.context.addInitScript(forbid_contexts, ["webgl2", "webgl"]);
    await visitor.open("/rooms");
    await visitor.page.getByRole("link", { name: "书画室" }).click();
    await visitor.sees("radiogroup", "选一天");
    await visitor.picture("without-webgl");
  },

  "a browser that gives back noise from its canvas shows the elements": async ({ phone }) => {
    const visitor = await phone();
    await visitor.context.addInitScript(() => {
      const original = CanvasRenderingContext2D.prototype.getImageData;
      CanvasRenderingContext2D.prototype.getImageData = function (...area) {
        const image = original.apply(this, area);
        for (let at = 0; at < image.data.length; at += 1) image.data[at] = (at * 7919) % 251;
        return image;
      };
    });
    await visitor.open("/rooms");
    await visitor.page.getByRole("link", { name: "书画室" }).click();
    await visitor.sees("radiogroup", "选一天");
  },

  "turned sideways and on a screen of other density the page is drawn anew": async ({ phone }) => {
    const sideways = { width: 844, height: 390, deviceScaleFactor: 2, mobile: true };
    // Playwright's own screenshots and sizes would turn the screen back.
    const screen_of = (visitor) => visitor.context.newCDPSession(visitor.page);
    const turn = (screen) => screen.send("Emulation.setDeviceMetricsOverride", sideways);
    const open = async (visitor) => {
      await visitor.open("/gallery");
      await visitor.sees("heading", "组件");
    };
    const [turned, fresh] = [await phone(), await phone()];
    const [turned_screen, fresh_screen] = [await screen_of(turned), await screen_of(fresh)];
    await turn(fresh_screen);
    await open(fresh);
    await open(turned);
    await turn(turned_screen);
    await turned.page.waitForFunction(() => document.getElementById("canvas").width === 844 * 2);
    const pictures = [];
    for (const [visitor, screen] of [
      [turned, turned_screen],
      [fresh, fresh_screen],
    ]) {
      await visitor.at_rest();
      pictures.push((await screen.send("Page.captureScreenshot")).data);
    }
    const different = await count_different_pixels(fresh.page, pictures);
    check(different < 20, `${different} pixels differ`);
  },

  "a crash says what is safe and opens again": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open();
    await visitor.page.evaluate(() => window.portalCrash("a test"));
    const screen = visitor.page.getByRole("alertdialog", { name: "出了点问题" });
    await screen.waitFor({ state: "visible" });
    check((await screen.textContent()).includes("您写的内容已保存在手机上"), "what is safe is not said");
    await visitor.page.getByRole("button", { name: "重新打开" }).click();
    await visitor.ready();
    await visitor.sees_text("看活动");
  },
};
