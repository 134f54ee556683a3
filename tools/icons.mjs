// Turns assets/icons.json (our name → the icon set's name) into code points from U+E000 on:
//   icons.hpp          for C++: yg::ui::icon::home …, and a table from name to code point
//   library_icons.js   for the glyph source in the browser: the outlines, one SVG path each
// Usage: node tools/icons.mjs OUTPUT_FOLDER
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Private use, and low: Dear ImGui keeps an index from 0 to the highest code point for each size.
const FIRST_CODE_POINT = 0xe000;
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const outlines = join(root, "node_modules/@tabler/icons/icons/outline");

function fail(message) {
  process.stderr.write(`icons: ${message}\n`);
  process.exit(1);
}

function outline_of(name, source) {
  const file = join(outlines, `${source}.svg`);
  if (!existsSync(file)) fail(`assets/icons.json: "${name}": the icon set has no "${source}"`);
  const svg = readFileSync(file, "utf8");
  const shapes = [...svg.matchAll(/<(path|circle|rect|line|polyline|polygon|ellipse)\s([^>]*)\/>/g)];
  const drawn = shapes.filter(([, , attributes]) => !attributes.includes('stroke="none"'));
  if (drawn.length === 0 || drawn.some(([, tag]) => tag !== "path")) {
    fail(`assets/icons.json: "${name}": "${source}" is not made of paths only`);
  }
  // A relative start ("m") means the box's corner only while the path stands alone.
  const paths = drawn.map(([, , attributes]) => attributes.match(/\bd="([^"]+)"/)[1]);
  return paths.map((path) => path.replace(/^m/, "M0 0m")).join("");
}

function write_if_changed(path, text) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  writeFileSync(path, text);
}

const folder = process.argv[2];
if (!folder) fail("usage: node tools/icons.mjs OUTPUT_FOLDER");
const icons = Object.entries(JSON.parse(readFileSync(join(root, "assets/icons.json"), "utf8"))).map(
  ([name, source], index) => {
    if (!/^[a-z][a-z0-9_]*$/.test(name)) fail(`assets/icons.json: "${name}" is no C++ name`);
    return { name, code_point: FIRST_CODE_POINT + index, path: outline_of(name, source) };
  },
);
const hex = (icon) => `0x${icon.code_point.toString(16).toUpperCase()}`;

const header = `// Made by tools/icons.mjs from assets/icons.json. The icons as code points of the glyph source.
#pragma once

#include <string_view>

namespace yg::ui::icon {

inline constexpr char32_t first = 0x${FIRST_CODE_POINT.toString(16).toUpperCase()};
inline constexpr char32_t end = 0x${(FIRST_CODE_POINT + icons.length).toString(16).toUpperCase()};

${icons.map((icon) => `inline constexpr char32_t ${icon.name} = ${hex(icon)};`).join("\n")}

struct Named {
    std::string_view name;
    char32_t code_point;
};
inline constexpr Named all[] = {
${icons.map((icon) => `    {"${icon.name}", ${hex(icon)}},`).join("\n")}
};

/// 0 for an unknown name.
constexpr char32_t by_name(std::string_view name) {
    for (const Named& icon : all) {
        if (icon.name == name) return icon.code_point;
    }
    return 0;
}

}  // namespace yg::ui::icon
`;

const library = `// Made by tools/icons.mjs from assets/icons.json. Outlines in a box of 24 × 24, stroke 2.
addToLibrary({
  $icon_paths: ${JSON.stringify(icons.map((icon) => icon.path), null, 1)},
});
`;

mkdirSync(folder, { recursive: true });
write_if_changed(join(folder, "icons.hpp"), header);
write_if_changed(join(folder, "library_icons.js"), library);
