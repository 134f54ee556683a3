// Commands pushed a second, each on the disk before its answer: ours against fastify and
// better-sqlite3 (baseline_server.mjs) doing the same work, in turn, on the same disk.
import { closeSync, copyFileSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fresh_folder, load, median, open_database, quick, RunningServer, write_lines } from "./servers.mjs";

const connections = [1, 8, 64];
const rounds = quick ? 1 : 5;
const seconds = quick ? 1 : 4;
const accounts = ["resident-1", "resident-2", "resident-3", "volunteer-1", "grid-worker-1", "organiser-1"];
// Every table that a push writes to.
const tables = ["concern", "concern_event", "feed", "outcome", "client"];

/// A database with a session for each connection. Gives the sessions' cookies.
async function prepare(folder) {
  const server = await RunningServer.ours(folder);
  const cookies = [];
  for (let i = 0; i < Math.max(...connections); i += 1) {
    cookies.push(await server.sign_in(accounts[i % accounts.length]));
  }
  await server.stop();
  return cookies;
}

function count_rows(path) {
  const database = open_database(path, { readonly: true });
  const counts = tables.map((table) => database.prepare(`SELECT count(*) AS n FROM ${table}`).get().n);
  const { version } = database.prepare("SELECT version FROM feed_counter").get();
  database.close();
  return [...counts, version];
}

/// Both must have written as much for a command, or they didn't do the same work.
function check_same_work(ours, baseline) {
  const a_command = ({ before, after, commands, clients }) =>
    after.map((count, at) => (tables[at] === "client" ? count - before[at] - clients : (count - before[at]) / commands));
  const [a, b] = [a_command(ours), a_command(baseline)].map((counts) => JSON.stringify(counts));
  if (a !== b) throw new Error(`rows a command: ours ${a}, baseline ${b}`);
}

/// What one durable write of a page costs here: the floor for a single connection.
function note_disk(note, folder) {
  const file = openSync(join(folder, "disk"), "w");
  const waits = [];
  for (let i = 0; i < 200; i += 1) {
    const begin = performance.now();
    writeSync(file, Buffer.alloc(4096, i), 0, 4096, i * 4096);
    fdatasyncSync(file);
    waits.push(performance.now() - begin);
  }
  closeSync(file);
  note("durable write of 4 KiB on this disk p50", median(waits), "ms");
}

export default async function measure(note) {
  const [our_folder, their_folder] = [fresh_folder("ours"), fresh_folder("baseline")];
  note_disk(note, our_folder);
  const cookies = write_lines(join(our_folder, "cookies"), await prepare(our_folder));
  const [our_database, their_database] = [our_folder, their_folder].map((folder) => join(folder, "portal.db"));
  copyFileSync(our_database, their_database); // The server has put its log back into it.

  const sides = [
    { name: "ours", database: our_database, server: await RunningServer.ours(our_folder) },
    { name: "baseline", database: their_database, server: await RunningServer.baseline(their_database) },
  ];
  try {
    for (const side of sides) {
      Object.assign(side, { before: count_rows(side.database), commands: 0, clients: 0 });
    }
    for (const count of connections) {
      for (const side of sides) side.loads = [];
      // In turn, so that a slow moment of the machine meets both. The first round only warms up.
      for (let round = 0; round <= rounds; round += 1) {
        for (const side of sides) {
          const done = await load(side.server, count, round === 0 ? seconds / 4 : seconds, "push", cookies);
          side.commands += done.requests;
          side.clients += count;
          if (round > 0) side.loads.push(done);
        }
      }
      const of = (side, figure) => median(side.loads.map((done) => done[figure]));
      for (const side of sides) {
        const at = `${count} connection${count === 1 ? "" : "s"}, ${side.name}`;
        note(`pushes a second, ${at}`, of(side, "a_second"), "/s");
        note(`pushes p99, ${at}`, of(side, "p99_ms"), "ms");
        note(`pushes, the load's own share of a core, ${at}`, of(side, "own_cores"), "");
      }
      const [ours, baseline] = sides;
      note(`pushes a second, ${count}, ours to the baseline's`, of(ours, "a_second") / of(baseline, "a_second"), "×");
    }
    for (const side of sides) side.after = count_rows(side.database);
    check_same_work(...sides);
  } finally {
    for (const side of sides) await side.server.stop();
  }
}
