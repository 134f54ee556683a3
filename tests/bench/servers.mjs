// The servers that are measured, each with a data folder of its own below build/bench/ – on the disk
// that the project lies on, since what is measured waits for it – and the load they are given.
import { execFile, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { town_without_limits } from "../kill/town.mjs";
import { build_addon } from "./addon.mjs";

const program = process.env.YG_SERVER ?? "build/native-release/portal-server";
const load_program = process.env.YG_BENCH_LOAD ?? "build/native-release/bench_load";
const town = town_without_limits(process.env.YG_TOWN ?? "assets/town");
const web = process.env.YG_WEB ?? "build/web";

/// Shorter and smaller, to see that a benchmark works: its figures say little.
export const quick = process.env.YG_BENCH_QUICK === "1";
export const protocol = Number(
  /protocol_version = (\d+)/.exec(readFileSync("src/codec/protocol.hpp", "utf8"))[1],
);
export const client_id = "019ab000-0000-7000-8000-00000000000c";
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/// Empty, and removed when the benchmark ends: a million rows need not stay.
export function fresh_folder(name) {
  const folder = join("build/bench", name);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  remove();
  mkdirSync(folder, { recursive: true });
  process.on("exit", remove);
  return folder;
}

/// For what is faster written straight into the database than sent.
export function open_database(path, options = {}) {
  const Database = createRequire(import.meta.url)("better-sqlite3-bench");
  return new Database(path, { nativeBinding: build_addon(), ...options });
}

export class RunningServer {
  static async start(command, options) {
    const server = new RunningServer();
    server.process = spawn(command, options.map(String));
    let said = "";
    server.address = await new Promise((resolve, reject) => {
      const read = (bytes) => {
        said += bytes;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (found) resolve(found[0]);
      };
      server.process.stdout.on("data", read);
      server.process.stderr.on("data", read);
      server.process.on("error", reject);
      server.process.on("exit", (code) => reject(new Error(`${command} ended (${code}):\n${said}`)));
    });
    server.port = Number(new URL(server.address).port);
    return server;
  }

  /// `open_files` may be open at once.
  static ours(data, open_files = 1024) {
    const files = ["--data", data, "--web", web, "--town", town];
    const serve = [program, "serve", "--demo", "--port", 0, ...files];
    return RunningServer.start("bash", ["-c", `ulimit -n ${open_files}; exec "$@"`, "serve", ...serve]);
  }

  static async baseline(database) {
    const script = ["tests/bench/baseline_server.mjs", database, build_addon()];
    return RunningServer.start(process.execPath, script);
  }

  async stop() {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.on("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }

  async post(path, content, cookie = "", headers = {}) {
    const response = await fetch(this.address + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: this.address, Cookie: cookie, ...headers },
      body: JSON.stringify(content),
    });
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
    return response;
  }

  async sign_in(account) {
    const response = await this.post("/api/v1/demo/sign_in", { account });
    return response.headers.get("set-cookie").split(";")[0];
  }
}

/// What `connections` at once got done in about `seconds`; `what` as for tests/bench/load.cpp.
export async function load(server, connections, seconds, ...what) {
  const options = [server.port, connections, seconds, ...what].map(String);
  const { stdout } = await promisify(execFile)(load_program, options);
  const [requests, took, p50_ms, p99_ms, cpu_s] = stdout.trim().split(" ").map(Number);
  return { requests, a_second: requests / took, p50_ms, p99_ms, own_cores: cpu_s / took };
}

export function write_lines(path, lines) {
  writeFileSync(path, lines.map((line) => line + "\n").join(""));
  return path;
}
