// Checks that every word a person reads comes from assets/lang: no Chinese in the code that draws,
// every key used exists in both languages, and none is left over.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, report, root } from './files.mjs';

const languages = ['zh-CN', 'en'];
const key_pattern = /^[a-z_]+(\.[a-z_0-9]+)+$/;

const problems = [];
const used = new Map();  // key → where it is first used
const prefixes = new Set();  // "refusal." and the like: keys that are put together at run time

/** The string literals of C++ source, without comments: [{text, line}]. */
function literals(source) {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^(\s]*)\(([\s\S]*?)\)\1"|"((?:[^"\\\n]|\\.)*)"|'(?:[^'\\\n]|\\.)+'/g;
  return [...source.matchAll(token)]
    .map((match) => ({ text: match[2] ?? match[3], offset: match.index }))
    .filter(({ text, offset }) => text !== undefined && !/#\s*include\s*$/.test(source.slice(Math.max(0, offset - 20), offset)))
    .map(({ text, offset }) => ({ text, line: source.slice(0, offset).split('\n').length }));
}

const files = ['src/ui', 'src/app', 'src/client'].flatMap((folder) => listFiles(folder, /\.(cpp|hpp)$/));
for (const file of files) {
  for (const { text, line } of literals(readFileSync(join(root, file), 'utf8'))) {
    if (/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(text))
      problems.push(`${file}:${line}: words belong in assets/lang: "${text}"`);
    if (file.startsWith('src/client')) continue;
    if (key_pattern.test(text) && !used.has(text)) used.set(text, `${file}:${line}`);
    if (/^[a-z_]+(\.[a-z_0-9]+)*\.$/.test(text)) prefixes.add(text);
  }
}

let known = 0;
for (const language of languages) {
  const path = `assets/lang/${language}.json`;
  if (!existsSync(join(root, path))) continue;
  const words = JSON.parse(readFileSync(join(root, path), 'utf8'));
  known = Object.keys(words).length;
  for (const [key, where] of used)
    if (!(key in words)) problems.push(`${where}: "${key}" is missing in ${path}`);
  for (const key of Object.keys(words))
    if (!used.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix)))
      problems.push(`${path}: "${key}" is used nowhere in src/ui or src/app`);
}
report('strings', problems, `${used.size} keys used, ${known} known, ${files.length} files`);
