// Makes the folder that the server serves: names that carry their content's hash (a/portal.<hash>.js),
// each file beside its .br and .gz, and the page that refers to them.
// Usage: node tools/pack_web.mjs --wasm BUILD_FOLDER --out FOLDER
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { icon_png, icon_svg } from "./app_icon.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function fail(message) {
  process.stderr.write(`pack_web: ${message}\n`);
  process.exit(1);
}

function option(name) {
  const value = process.argv[process.argv.indexOf(`--${name}`) + 1];
  if (!process.argv.includes(`--${name}`) || !value) {
    fail("usage: node tools/pack_web.mjs --wasm BUILD_FOLDER --out FOLDER");
  }
  return value;
}

const build = option("wasm");
const out = option("out");
for (const name of ["portal.wasm", "portal.js"]) {
  if (!existsSync(join(build, name))) fail(`${join(build, name)} is missing: build it first`);
}
// A build for development changes often: it is compressed quickly and never kept for offline use.
const cache_file = join(build, "CMakeCache.txt");
const for_development =
  existsSync(cache_file) && /CMAKE_BUILD_TYPE:\w+=Debug/.test(readFileSync(cache_file, "utf8"));

const hash_of = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 12);
const files = new Map(); // path under `out` → bytes

function add_hashed(name, bytes) {
  const path = `a/${name.replace(/(\.\w+)$/, `.${hash_of(bytes)}$1`)}`;
  files.set(path, Buffer.from(bytes));
  return path;
}

function fill(path, values) {
  return readFileSync(join(root, path), "utf8").replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!(name in values)) fail(`${path}: nothing to put in for {{${name}}}`);
    return values[name];
  });
}

const smaller_css = (css) =>
  css
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .trim();

const wasm = readFileSync(join(build, "portal.wasm"));
const names = {
  portal_wasm: add_hashed("portal.wasm", wasm),
  portal_js: add_hashed("portal.js", readFileSync(join(build, "portal.js"))),
  boot_js: add_hashed("boot.js", readFileSync(join(root, "shell/boot.js"))),
  icon_svg: add_hashed("icon.svg", icon_svg()),
};
const kept_offline = ["./", ...Object.values(names), "manifest.webmanifest"];
for (const size of [180, 192, 512]) {
  names[`icon_${size}`] = add_hashed(`icon-${size}.png`, icon_png(size));
}
const style = smaller_css(readFileSync(join(root, "shell/portal.css"), "utf8"));
files.set(
  "index.html",
  Buffer.from(fill("shell/index.html", { ...names, style, wasm_bytes: wasm.length })),
);
files.set("manifest.webmanifest", Buffer.from(fill("web/manifest.webmanifest", names)));
const version = hash_of(Buffer.concat([...files.values()]));
const sw_files = JSON.stringify(for_development ? [] : kept_offline);
files.set("sw.js", Buffer.from(fill("web/sw.js", { version, files: sw_files })));

const quality = for_development ? 4 : 11;
const compress = {
  br: (bytes) =>
    brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_LGWIN]: 22,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: (bytes) => gzipSync(bytes, { level: for_development ? 4 : 9 }),
};

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "a"), { recursive: true });
// What a first visit fetches; the larger icons are for home screens.
const first_visit = new Set([...kept_offline.slice(1), "index.html", "sw.js"]);
const rows = [];
for (const [path, bytes] of files) {
  writeFileSync(join(out, path), bytes);
  let packed = bytes.length;
  if (!path.endsWith(".png")) {
    for (const [ending, method] of Object.entries(compress)) {
      const small = method(bytes);
      writeFileSync(join(out, `${path}.${ending}`), small);
      if (ending === "br") packed = small.length;
    }
  }
  rows.push({ path, raw: bytes.length, packed, first: first_visit.has(path) });
}

const print = (path, raw, packed) =>
  process.stdout.write(`${path.padEnd(34)} ${String(raw).padStart(9)} ${String(packed).padStart(9)}\n`);
const sum = (list, key) => list.reduce((total, row) => total + row[key], 0);
print("file", "bytes", "brotli");
for (const { path, raw, packed } of rows) print(path, raw, packed);
const visit = rows.filter((row) => row.first);
print("first visit", sum(visit, "raw"), sum(visit, "packed"));
