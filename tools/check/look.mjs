// Checks that the page has the colours of the theme, and that no icon is shipped that nothing shows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, report, root } from './files.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const problems = [];

/** name → "#rrggbb" of a palette in theme.cpp. */
function palette(name) {
  const [, body] = new RegExp(`constexpr Palette ${name} = \\{([\\s\\S]*?)\\n\\};`).exec(read('src/ui/kit/theme.cpp'));
  return new Map([...body.matchAll(/\.(\w+) = rgb\(0x(\w{6})\)/g)].map(([, key, hex]) => [key, `#${hex.toLowerCase()}`]));
}

const css = read('shell/portal.css');
let compared = 0;
for (const [selector, body] of [...css.matchAll(/(:root\S*) \{([^}]*)\}/g)].map((match) => match.slice(1))) {
  const colors = palette(body.includes('color-scheme: dark') ? 'dark' : 'light');
  for (const [, name, value] of body.matchAll(/--([\w-]+): (#\w{6});/g)) {
    const own = colors.get(name.replaceAll('-', '_'));
    compared += 1;
    if (own !== value) problems.push(`shell/portal.css: ${selector} has --${name}: ${value}, the theme ${own}`);
  }
}

for (const [, value] of css.replace(/--[\w-]+: #\w+;/g, '').matchAll(/: [^;{]*(#[0-9a-fA-F]{3,8})\b[^;{]*;/g))
  problems.push(`shell/portal.css: ${value} belongs among the colours at the top`);

const icons = Object.entries(JSON.parse(read('assets/icons.json')));
const sources = listFiles('src', /\.(cpp|hpp)$/).map(read).join('\n');
const town = listFiles('assets/town', /\.json$/).map(read).join('\n');
for (const [name, file] of icons) {
  const shown = new RegExp(`icon::${name}\\b`).test(sources) || town.includes(`"icon": "${file}"`);
  if (!shown) problems.push(`assets/icons.json: "${name}" is shown nowhere`);
}
report('look', problems, `${compared} colours, ${icons.length} icons`);
