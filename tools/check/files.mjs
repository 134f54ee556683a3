// What the checks share: the project's files and how a check reports.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Paths (from the root) of all files under `folder` whose name matches `pattern`, sorted. */
export function listFiles(folder, pattern) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return listFiles(path, pattern);
      return pattern.test(entry.name) ? [path] : [];
    })
    .sort();
}

/** Prints the problems, or one line that all is well, and sets the exit code. */
export function report(name, problems, extent) {
  if (problems.length === 0) {
    console.log(`${name}: OK (${extent})`);
    return;
  }
  for (const problem of problems) console.log(problem);
  console.log(`${name}: ${problems.length} broken`);
  process.exitCode = 1;
}
