// What a visitor's browser fetches, waits for and does at rest, side by side with the empty demo of
// @mori2003/jsimgui (Dear ImGui in a page by the usual way) in the same run of the same browser.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { brotliCompressSync } from "node:zlib";
import { launch_browser, Phone, Server } from "../e2e/harness.mjs";

const rounds = 7;
const rest_ms = 10_000;

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

// --- The page beside ours -----------------------------------------------------------------------

const demo_page = `<!DOCTYPE html><meta charset="utf-8"><title>demo</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>body{margin:0}canvas{display:block;width:100vw;height:100vh}</style>
<canvas id="canvas"></canvas>
<script type="module">
import { ImGui, ImGuiImplWeb } from "./imgui.js";
const canvas = document.querySelector("#canvas");
await ImGuiImplWeb.Init({ canvas });
window.portalStats = { frames: 0, draws: 0, firstFrameMs: 0 };
function render() {
  canvas.width = canvas.clientWidth * window.devicePixelRatio;
  canvas.height = canvas.clientHeight * window.devicePixelRatio;
  ImGuiImplWeb.BeginRender();
  ImGui.ShowDemoWindow();
  ImGuiImplWeb.EndRender();
  portalStats.frames += 1;
  portalStats.draws += 1;
  portalStats.firstFrameMs ||= performance.now();
  requestAnimationFrame(render);
}
requestAnimationFrame(render);
</script>`;

// Serves it as well as ours is served: compressed beforehand.
async function serve_demo() {
  const folder = "node_modules/@mori2003/jsimgui/build";
  const compressed = (text) => brotliCompressSync(Buffer.from(text));
  const files = new Map([["/", ["text/html", compressed(demo_page)]]]);
  for (const name of ["imgui.js", "loader.js"]) {
    files.set(`/${name}`, ["text/javascript", compressed(readFileSync(`${folder}/${name}`))]);
  }
  const server = createServer((request, response) => {
    const [type, body] = files.get(request.url) ?? [];
    if (!body) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": type, "content-encoding": "br" });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, end: () => server.close() };
}

// --- One visit ----------------------------------------------------------------------------------

async function visit(browser, address, look, prepare = () => {}) {
  const phone = await Phone.make(browser, address, { serviceWorkers: "block" });
  try {
    await phone.context.addInitScript(prepare);
    await phone.open();
    return await look(phone);
  } finally {
    await phone.close();
  }
}

async function file_sizes(phone) {
  const files = [];
  for (const response of phone.fetched) {
    const { responseBodySize: bytes } = await response.request().sizes();
    const font = /font/.test(response.headers()["content-type"] + response.request().resourceType());
    files.push({ name: new URL(response.url()).pathname, bytes, font });
  }
  return files;
}

/// Until the town's data are there.
async function fetched_bytes(phone) {
  await phone.sees("heading", /好$/);
  return file_sizes(phone);
}

async function demo_bytes(phone) {
  await phone.network_rests();
  return file_sizes(phone);
}

const sum = (files) => files.reduce((total, { bytes }) => total + bytes, 0);

async function at_rest(phone) {
  await phone.network_rests();
  await phone.page.waitForTimeout(2000);
  const before = await phone.stats();
  await phone.page.waitForTimeout(rest_ms);
  const after = await phone.stats();
  return { frames: after.frames - before.frames, draws: after.draws - before.draws };
}

const first_frame = async (phone) => (await phone.stats()).firstFrameMs;

// In the page, before anything else: when the town's data are first on the screen.
function watch_content() {
  const seen = new MutationObserver(() => {
    if (!/好$/.test(document.querySelector("#semantics h1")?.textContent ?? "")) return;
    seen.disconnect();
    window.contentMs = performance.now();
  });
  seen.observe(document, { childList: true, subtree: true, characterData: true });
}

async function first_content(phone) {
  await phone.page.waitForFunction(() => window.contentMs > 0);
  return phone.page.evaluate(() => window.contentMs);
}

// In the page, before anything else: sums up what drawing characters into a canvas takes.
function watch_glyphs() {
  window.glyphMs = 0;
  for (const name of ["measureText", "fillText", "getImageData"]) {
    const original = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...options) {
      const begin = performance.now();
      const result = original.apply(this, options);
      window.glyphMs += performance.now() - begin;
      return result;
    };
  }
}

async function glyph_cost(phone) {
  await phone.network_rests();
  return phone.page.evaluate(() => ({ glyphs: window.portalStats.glyphs, ms: window.glyphMs }));
}

// In the page, before anything else: keeps how long the work in each frame took.
function watch_frames() {
  window.frameCosts = [];
  const original = window.requestAnimationFrame;
  window.requestAnimationFrame = (draw) =>
    original((time) => {
      const begin = performance.now();
      draw(time);
      window.frameCosts.push(performance.now() - begin);
    });
}

// The middle of what frames take while a finger drags the page up and down.
async function frame_cost(phone, route, heading) {
  await phone.go(route);
  await phone.sees("heading", heading);
  const [low, high] = [{ x: 195, y: 640 }, { x: 195, y: 240 }];
  await phone.drag(low, high, 40);
  await phone.drag(high, low, 40);
  await phone.page.evaluate(() => (window.frameCosts.length = 0));
  await phone.drag(low, high, 60);
  await phone.drag(high, low, 60);
  const costs = await phone.page.evaluate(() => window.frameCosts);
  return median(costs);
}

export default async function measure(note) {
  const demo = await serve_demo();
  const server = await Server.start();
  const browser = await launch_browser();
  try {
    const files = await visit(browser, server.address, fetched_bytes);
    for (const { name, bytes } of files) note(`first visit, ${name}`, bytes, "bytes");
    note("first visit, all files", sum(files), "bytes");
    note("first visit, fonts", sum(files.filter(({ font }) => font)), "bytes");
    note("first visit, empty demo", sum(await visit(browser, demo.address, demo_bytes)), "bytes");

    // In turn, so that a slow moment of the machine meets both.
    const [ours, theirs] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await visit(browser, server.address, first_frame));
      theirs.push(await visit(browser, demo.address, first_frame));
    }
    note("first frame", median(ours), "ms");
    note("first frame, empty demo", median(theirs), "ms");
    note("first frame, share of an empty demo", median(ours) / median(theirs), "×");

    const contents = [];
    for (let round = 0; round < rounds; round += 1) {
      contents.push(await visit(browser, server.address, first_content, watch_content));
    }
    note("first visit, the town's data shown", median(contents), "ms");

    const glyphs = await visit(browser, server.address, glyph_cost, watch_glyphs);
    note("glyphs of the first screen", glyphs.glyphs, "");
    note("one glyph", glyphs.ms / glyphs.glyphs, "ms");

    const screens = [["/", /好$/], ["/raise", "我要说"], ["/rooms", "约场地"], ["/activities", /年/]];
    await visit(
      browser,
      server.address,
      async (phone) => {
        for (const [route, heading] of screens) {
          note(`frame in the page p50 ${route}`, await frame_cost(phone, route, heading), "ms");
        }
      },
      watch_frames,
    );

    const rest = await visit(browser, server.address, at_rest);
    const demo_rest = await visit(browser, demo.address, at_rest);
    note("idle frames in 10 s", rest.frames, "");
    note("idle draws in 10 s", rest.draws, "");
    note("idle frames in 10 s, empty demo", demo_rest.frames, "");
  } finally {
    await browser.close();
    await server.end();
    demo.end();
  }
}
