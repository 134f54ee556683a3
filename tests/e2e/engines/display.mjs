// A screen nobody sees: these browsers give WebGL to windows only, and test machines have none.
import { spawn } from "node:child_process";

export async function open_display() {
  const screen = ["-screen", "0", "800x1200x24", "-nolisten", "tcp"];
  const server = await start("Xvfb", ["-displayfd", "3", ...screen], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const number = await new Promise((resolve, reject) => {
    server.stdio[3].once("data", (bytes) => resolve(String(bytes).trim()));
    server.once("exit", (code) => reject(new Error(`Xvfb ended (${code})`)));
  });
  const env = { ...process.env, DISPLAY: `:${number}`, LIBGL_ALWAYS_SOFTWARE: "1" };
  // In a desktop session the window would otherwise open there.
  delete env.WAYLAND_DISPLAY;
  return { env, close: () => stop(server) };
}

/// A program that can't be started is an error that names it.
export async function start(program, args, options) {
  const child = spawn(program, args, options);
  await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
  return child;
}

export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
