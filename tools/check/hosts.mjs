// Checks that no tracked file names a host of the package sources of the machine it runs on: where
// packages come from is each machine's own matter, found out at run time.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { report, root } from './files.mjs';

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
const files = output('git', 'ls-files', '-z').split('\0').filter(Boolean);
for (const file of files) {
  let text;
  try {
    text = readFileSync(join(root, file), 'latin1');
  } catch {
    continue;  // deleted, or not a file
  }
  for (const host of hosts) if (text.includes(host)) problems.push(`${file}: names a package host`);
  if (file === 'package-lock.json' && text.includes('"resolved"')) problems.push(`${file}: has resolved addresses`);
}
report('hosts', problems, `${files.length} files`);
