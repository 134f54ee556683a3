// Turns assets/lang/*.json into generated/lang.hpp: sorted keys, and each language's texts beside
// them. The languages must have the same keys, and each text the same {placeholders}.
// Usage: node tools/embed_lang.mjs OUTPUT_FOLDER
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const languages = [
  { file: "zh-CN.json", array: "zh" },
  { file: "en.json", array: "en" },
];

function fail(message) {
  process.stderr.write(`lang: ${message}\n`);
  process.exit(1);
}

const folder = process.argv[2];
if (!folder) fail("usage: node tools/embed_lang.mjs OUTPUT_FOLDER");

for (const language of languages) {
  const text = readFileSync(join(root, "assets/lang", language.file), "utf8");
  try {
    language.texts = JSON.parse(text);
  } catch (error) {
    fail(`assets/lang/${language.file}: ${error.message}`);
  }
  const seen = new Set();
  for (const [, key] of text.matchAll(/^\s*"([^"]+)"\s*:/gm)) {
    if (seen.has(key)) fail(`assets/lang/${language.file}: "${key}" is there twice`);
    seen.add(key);
  }
}

const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort().join();
const keys = Object.keys(languages[0].texts).sort((a, b) => (a < b ? -1 : 1));
for (const { file, texts } of languages) {
  for (const key of keys) {
    if (!/^[a-z0-9_.]+$/.test(key)) fail(`assets/lang/${file}: "${key}" is not a key`);
    if (typeof texts[key] !== "string") fail(`assets/lang/${file}: "${key}" is missing`);
    if (placeholders(texts[key]) !== placeholders(languages[0].texts[key])) {
      fail(`assets/lang/${file}: "${key}" has other placeholders than ${languages[0].file}`);
    }
  }
  for (const key of Object.keys(texts)) {
    if (!keys.includes(key)) fail(`assets/lang/${languages[0].file}: "${key}" is missing`);
  }
}

const array = (name, texts) => `inline constexpr std::string_view ${name}[] = {
${texts.map((text) => `    ${JSON.stringify(text)},`).join("\n")}
};`;

const header = `// Made by tools/embed_lang.mjs from assets/lang. Sorted by key.
#pragma once

#include <string_view>

namespace yg::ui::lang {

${array("keys", keys)}

${languages.map((l) => array(l.array, keys.map((key) => l.texts[key]))).join("\n\n")}

}  // namespace yg::ui::lang
`;

mkdirSync(folder, { recursive: true });
const path = join(folder, "lang.hpp");
if (!existsSync(path) || readFileSync(path, "utf8") !== header) writeFileSync(path, header);
