// Turns assets/consent/personal_data.json into generated/consent.hpp: its version, and in each
// language a title, sections and what changed since the version before ("changes", a list of
// sentences; from version 2 on). Both languages must have as many of each.
// Usage: node tools/embed_consent.mjs OUTPUT_FOLDER
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const file = "assets/consent/personal_data.json";

function fail(message) {
  process.stderr.write(`${file}: ${message}\n`);
  process.exit(1);
}

const folder = process.argv[2];
if (!folder) fail("usage: node tools/embed_consent.mjs OUTPUT_FOLDER");

const text = JSON.parse(readFileSync(join(root, file), "utf8"));
if (!/^[a-z0-9_]{1,40}$/.test(text.id)) fail("id is not a short name");
if (!Number.isInteger(text.version) || text.version < 1) fail("version is not 1, 2, 3 …");
for (const language of ["zh-CN", "en"]) {
  const words = text[language];
  if (typeof words?.title !== "string") fail(`${language}: title is missing`);
  if (words.sections?.length !== text["zh-CN"].sections.length) fail(`${language}: sections differ`);
  for (const { title, words: body } of words.sections) {
    if (!title || !body) fail(`${language}: a section lacks its title or words`);
  }
  const changes = words.changes ?? [];
  if (changes.length !== (text["zh-CN"].changes ?? []).length) fail(`${language}: changes differ`);
  if ((text.version > 1) !== (changes.length > 0)) fail(`${language}: changes are for later versions`);
  if (changes.some((one) => typeof one !== "string" || !one)) fail(`${language}: a change is empty`);
}

const quote = JSON.stringify;
const sections = (name, words) => `inline constexpr ConsentSection ${name}[] = {
${words.sections.map((one) => `    {${quote(one.title)}, ${quote(one.words)}},`).join("\n")}
};`;

const changes = (name, words) => words.changes === undefined ? "" :
  `inline constexpr std::string_view ${name}[] = {
${words.changes.map((one) => `    ${quote(one)},`).join("\n")}
};

`;
const words_of = (words, name) =>
  `{${quote(words.title)}, ${name}, ${words.changes === undefined ? "{}" : `${name}_changes`}}`;

const header = `// Made by tools/embed_consent.mjs from ${file}. Only for domain/person/consent.cpp.
#pragma once

#include "domain/person/consent.hpp"

namespace yg::domain::generated {

${sections("personal_data_zh", text["zh-CN"])}

${sections("personal_data_en", text.en)}

${changes("personal_data_zh_changes", text["zh-CN"])}${changes("personal_data_en_changes", text.en)}inline constexpr ConsentText personal_data = {
    ${quote(text.id)},
    ${text.version},
    ${words_of(text["zh-CN"], "personal_data_zh")},
    ${words_of(text.en, "personal_data_en")}};

}  // namespace yg::domain::generated
`;

mkdirSync(folder, { recursive: true });
const path = join(folder, "consent.hpp");
if (!existsSync(path) || readFileSync(path, "utf8") !== header) writeFileSync(path, header);
