// Checks every #include under src/: levels are only crossed downwards, and third-party headers stay
// in their one home. Prints file:line and the broken rule; exits 1 if there is any.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, report, root } from './files.mjs';

// The first folder that fits names the module, so the longer paths come first.
const modules = [
  ['platform/browser', 6], ['platform/headless', 6], ['base', 0], ['domain', 1], ['platform', 1],
  ['store', 2], ['codec', 2], ['engine', 3], ['sync', 4], ['app', 5], ['ui', 6], ['server', 6],
  ['client', 7],
];

const homes = [
  [/^sqlite3(ext)?\.h$/, ['store/']],
  [/^nlohmann\//, ['codec/']],
  [/^(imgui|imstb_)/, ['ui/', 'client/']],
  [/^(emscripten[./]|GLES|EGL)/, ['platform/browser/', 'client/']],
  [/^boost\//, ['server/http/']],
  [/^jpeglib\.h$/, ['server/photos/']],
  // Made by the build from assets/.
  [/^generated\/consent\.hpp$/, ['domain/']],
  [/^generated\//, ['ui/']],
  // Other libraries and the operating system: where the outside begins.
  [/[./]/, ['server/', 'platform/browser/', 'platform/headless/', 'client/']],
];

const module_of = (path) => modules.find(([folder]) => path.startsWith(`${folder}/`));

const problems = [];
const files = listFiles('src', /\.(cpp|hpp|h)$/);
for (const file of files) {
  const path = file.slice('src/'.length);
  const own = module_of(path);
  readFileSync(join(root, file), 'utf8').split('\n').forEach((line, index) => {
    const broken = (rule) => problems.push(`${file}:${index + 1}: ${rule}`);
    if (/__EMSCRIPTEN__/.test(line) && !path.startsWith('platform/browser/'))
      broken('what differs between platforms is a file of its own (*_wasm.cpp, *_native.cpp), not an #ifdef');
    const include = line.match(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/);
    if (!include) return;
    const target = include[2];
    if (include[1] === '"' && existsSync(join(root, 'src', target))) {
      const other = module_of(target);
      if (!own || !other) return broken(`${own ? target : path} belongs to no module`);
      if (own !== other && other[1] >= own[1])
        broken(`${own[0]} (level ${own[1]}) must not include ${other[0]} (level ${other[1]}): ${target}`);
      return;
    }
    if (/^\.\.?\//.test(target)) return broken(`write the path from src/: ${target}`);
    const home = homes.find(([header]) => header.test(target));
    if (home && !home[1].some((folder) => path.startsWith(folder)))
      broken(`<${target}> has its home in ${home[1].map((f) => `src/${f}`).join(', ')}`);
  });
}
report('layers', problems, `${files.length} files`);
