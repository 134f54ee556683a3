// Checks that no file of the project names a host of the package sources of the machine it runs on: where
// packages come from is each machine's own matter, found out at run time.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, report, root } from './files.mjs';

// What is made or fetched, not written.
const not_ours = new Set(['.git', '.toolchain', '.data', 'build', 'node_modules']);

const output = (program, ...args) => {
  try {
    return execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
};

const sources = output('npm', 'config', 'get', 'registry') + output('apt-get', 'indextargets', '--format', '$(SITE)');
const hosts = [...new Set([...sources.matchAll(/^\w+:\/\/([^/:\s]+)/gm)].map((match) => match[1]))];
const problems = [];
const files = readdirSync(root, { withFileTypes: true })
  .filter((entry) => !not_ours.has(entry.name))
  .flatMap((entry) => (entry.isDirectory() ? listFiles(entry.name, /./) : entry.isFile() ? [entry.name] : []));
for (const file of files) {
  const text = readFileSync(join(root, file), 'latin1');
  for (const host of hosts) if (text.includes(host)) problems.push(`${file}: names a package host`);
  if (file === 'package-lock.json' && text.includes('"resolved"')) problems.push(`${file}: has resolved addresses`);
}
report('hosts', problems, `${files.length} files`);
