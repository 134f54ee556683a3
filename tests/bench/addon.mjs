// better-sqlite3 as its own build file would make it (the same settings of SQLite, -O3), for this
// Node: npm runs no scripts here, so nothing has built it yet. Made once, in build/bench/.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

// The last release that Node 18 can run; with it the SQLite that our own server has.
const package_folder = "node_modules/better-sqlite3-bench";
const sqlite_folder = "node_modules/better-sqlite3/deps/sqlite3";
const compiler = process.env.YG_CXX ?? "clang++-19";

/// Where the headers of this Node are: beside it, or as Debian's libnode-dev lays them.
export function node_headers() {
  const beside = join(dirname(dirname(process.execPath)), "include/node");
  return [beside, "/usr/include/node"].find((folder) => existsSync(join(folder, "node.h")));
}

/// The path of the addon, built if it isn't yet.
export function build_addon() {
  const addon = resolve(`build/bench/better_sqlite3-${process.version}.node`);
  if (existsSync(addon)) return addon;
  const headers = node_headers();
  if (!headers) throw new Error("Node's headers are missing: install libnode-dev");
  mkdirSync("build/bench", { recursive: true });
  const settings = readFileSync(`${package_folder}/deps/defines.gypi`, "utf8");
  const defines = [...settings.matchAll(/'((?:SQLITE|HAVE)_[^']+)'/g)].map(([, define]) => `-D${define}`);
  const common = ["-O3", "-fPIC", "-DNDEBUG", "-w"];
  const object = "build/bench/sqlite3.o";
  const c = ["-x", "c", "-c", `${sqlite_folder}/sqlite3.c`, "-o", object];
  execFileSync(compiler, [...common, ...defines, ...c]);
  const cpp = ["-std=c++20", "-fno-exceptions", "-fno-rtti", "-DBUILDING_NODE_EXTENSION"];
  const includes = [`-I${headers}`, `-I${sqlite_folder}`];
  const link = ["-shared", "-Wl,-Bsymbolic", object, "-o", addon];
  const sources = [`${package_folder}/src/better_sqlite3.cpp`];
  execFileSync(compiler, [...common, ...cpp, ...includes, ...sources, ...link]);
  return addon;
}
