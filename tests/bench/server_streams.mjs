// What the server's memory is with as many people listening for pokes as it lets in.
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { fresh_folder, open_database, quick, RunningServer } from "./servers.mjs";

const streams = quick ? 200 : 2000; // PokeLimits::streams
const of_account = 8; // PokeLimits::streams_by_account
const at_once = 50;

const accounts = Math.ceil(streams / of_account);
const account = (number) => `listener-${number}`;

function add_accounts(path) {
  const database = open_database(path);
  const { town_id: town } = database.prepare("SELECT town_id FROM town").get();
  const add = database.prepare(
    "INSERT INTO person (town_id, id, name, phone, role, standing, birth_year, grid_id, " +
      "community_id, unit_id) SELECT town_id, ?, name, ?, role, standing, birth_year, grid_id, " +
      "community_id, unit_id FROM person WHERE town_id = ? AND id = 'resident-1'",
  );
  database.transaction(() => {
    for (let i = 0; i < accounts; i += 1) add.run(account(i), String(13900000000 + i), town);
  })();
  database.close();
}

function resident_kib(pid) {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}

/// Resolves with the socket when the stream's first bytes are there.
function listen(server, cookie) {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, "127.0.0.1", () => {
      const host = `127.0.0.1:${server.port}`;
      socket.write(`GET /api/v1/poke HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
    });
    let said = "";
    socket.on("data", (bytes) => {
      said += bytes;
      if (!said.startsWith("HTTP/1.1 200")) return reject(new Error(`a stream was refused: ${said}`));
      if (said.includes("data:")) resolve(socket);
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error(`a stream ended: ${said}`)));
  });
}

export default async function measure(note) {
  const folder = fresh_folder("streams");
  const first = await RunningServer.ours(folder);
  await first.stop();
  add_accounts(join(folder, "portal.db"));
  const server = await RunningServer.ours(folder, streams + 200);
  const sockets = [];
  try {
    const cookies = [];
    for (let i = 0; i < accounts; i += 1) cookies.push(await server.sign_in(account(i)));
    const before = resident_kib(server.process.pid);
    while (sockets.length < streams) {
      const next = Array.from({ length: Math.min(at_once, streams - sockets.length) }, (_, i) =>
        listen(server, cookies[Math.floor((sockets.length + i) / of_account)]),
      );
      sockets.push(...(await Promise.all(next)));
    }
    const after = resident_kib(server.process.pid);
    note("server's memory before anybody listens", before / 1024, "MiB");
    note(`server's memory with ${streams} listening`, after / 1024, "MiB");
    note("server's memory a stream", (after - before) / streams, "KiB");
  } finally {
    for (const socket of sockets) socket.removeAllListeners("close").destroy();
    await server.stop();
  }
}
