// The server is killed (SIGKILL) again and again while people write, and started again with the same
// data. What it acknowledged must be there in the end, exactly once; nobody may share a room's time; a
// phone that pulled all the while must have what a new one gets; and the database must be sound.
// Usage: node tests/kill/server_kills.mjs [KILLS]     ends with "kills: N passed, M failed"
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Server, settings } from "../e2e/harness.mjs";
import { make_uuid_v7, post, protocol, pull_everything, PulledRows } from "./requests.mjs";
import { town_without_limits } from "./town.mjs";

const accounts = ["resident-1", "resident-2", "resident-3", "volunteer-1", "grid-worker-1", "organiser-1"];
const room = "quyi";
const slot_ms = 30 * 60_000;
const hour_ms = 60 * 60_000;
const checked_each = 10; // kills

const random_below = (most) => Math.floor(Math.random() * most);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/// Someone who writes one command after the other, and sends each until it is answered.
class Writer {
  static async sign_in(server, account) {
    const writer = new Writer();
    writer.server = server;
    writer.client_id = make_uuid_v7();
    writer.cookie = (await post(server, "/api/v1/demo/sign_in", { account })).cookie;
    writer.next_n = 1;
    writer.replays = 0;
    writer.acknowledged = []; // {n, name, id, refusal}
    writer.held = []; // bookings that can be cancelled
    writer.phone = new PulledRows(server, writer.cookie);
    return writer;
  }

  raise_concern(id) {
    return {
      name: "submit_concern",
      args: {
        ...{ id, type: 1, category: "stairwell", grid: "g012", compound: "", contact: "" },
        ...{ on_behalf: false, words: `断电测试 ${this.next_n}` },
      },
    };
  }

  // Few times for many people: most of them collide.
  book_room(id) {
    const tomorrow = Math.floor(Date.now() / (24 * hour_ms) + 1) * 24 * hour_ms;
    const start = tomorrow + 2 * hour_ms + random_below(6) * slot_ms; // 10:00 to 13:00 in the town
    const args = { id, room, start, end: start + slot_ms, seats: 1, purpose: "" };
    return { name: "book_room", args };
  }

  make_command() {
    const id = make_uuid_v7();
    const chance = random_below(10);
    if (chance < 2 && this.held.length > 0) {
      return { id, name: "cancel_booking", args: { booking: this.held.shift() } };
    }
    return { id, ...(chance < 5 ? this.book_room(id) : this.raise_concern(id)) };
  }

  async write_until(stopped) {
    while (!stopped()) {
      const command = { n: this.next_n, ...this.make_command() };
      const outcome = await this.send(command);
      if (outcome.refusal === 0 && command.name === "book_room") this.held.push(command.id);
      this.acknowledged.push({ ...command, refusal: outcome.refusal });
      this.next_n += 1;
    }
  }

  async send(command) {
    const settled_n = command.n - 1;
    const content = { protocol, client_id: this.client_id, settled_n, commands: [command] };
    for (;;) {
      try {
        const { status, body } = await post(this.server, "/api/v1/push", content, this.cookie);
        if (status !== 200) throw new Error(`push answers ${status} ${JSON.stringify(body)}`);
        return body.outcomes.find(({ n }) => n === command.n);
      } catch (error) {
        if (error.message.startsWith("push answers 4") || this.given_up) throw error;
        this.replays += 1;
        await pause(20);
      }
    }
  }

  /// Pulls as a phone does, with one cookie over all the kills.
  async follow_until(stopped) {
    while (!stopped()) {
      try {
        await this.phone.pull();
      } catch (error) {
        if (error.message.startsWith("pull answers 4") || this.given_up) throw error;
      }
      await pause(20);
    }
  }

  pull_everything() {
    return pull_everything(this.server, this.cookie, this.client_id);
  }
}

// --- What must hold in the end --------------------------------------------------------------------

const is_active = ({ entity, data }) => entity === "booking" && data.state <= 2;

const cancelled_by = (writer) =>
  new Set(
    writer.acknowledged
      .filter(({ name, refusal }) => name === "cancel_booking" && refusal === 0)
      .map(({ args }) => args.booking),
  );

async function find_undone_cancellations(writer) {
  const { rows } = await writer.pull_everything();
  const cancelled = cancelled_by(writer);
  const undone = rows.filter((row) => is_active(row) && cancelled.has(row.id));
  return undone.map(({ id }) => `booking ${id} was cancelled and is active`);
}

/// Rows that a phone that was there all the time has otherwise than one that begins now.
async function find_divergence(writer) {
  const fresh = await new PulledRows(writer.server, writer.cookie).pull_all();
  const kept = await writer.phone.pull_all();
  const keys = new Set([...fresh.rows.keys(), ...kept.rows.keys()]);
  const content = ({ rows }, key) => JSON.stringify(rows.get(key)?.data ?? "no row");
  return [...keys]
    .filter((key) => content(fresh, key) !== content(kept, key))
    .map((key) => `${key}: ${content(kept, key)} was kept, ${content(fresh, key)} is true`);
}

/// What `portal-server check` finds in the data folder, beside a server or without one.
function find_damage(server) {
  return new Promise((resolve) => {
    execFile(settings.server, ["check", "--data", server.data], (error, stdout) => {
      resolve(error ? [`check ends with ${error.code}:\n${stdout}`] : []);
    });
  });
}

async function find_losses(writer) {
  const { rows, last_n } = await writer.pull_everything();
  const kept = (entity) => new Set(rows.filter((row) => row.entity === entity).map(({ id }) => id));
  const [concerns, bookings] = [kept("concern"), kept("booking")];
  const cancelled = cancelled_by(writer);
  const lost = writer.acknowledged.filter(({ name, id, refusal }) => {
    if (refusal !== 0) return false;
    if (name === "submit_concern") return !concerns.has(id);
    return name === "book_room" && !cancelled.has(id) && !bookings.has(id);
  });
  const faults = lost.map(({ n, name }) => `${name} ${n} was acknowledged and is lost`);
  if (last_n !== writer.acknowledged.length) {
    faults.push(`${writer.acknowledged.length} were acknowledged, the server counts ${last_n}`);
  }
  return faults;
}

async function find_double_bookings(writer) {
  const { rows } = await writer.pull_everything();
  const active = rows
    .filter((row) => is_active(row) && row.data.room === room)
    .map(({ data }) => data)
    .sort((a, b) => a.start - b.start);
  const doubled = active.filter((one, at) => at > 0 && active[at - 1].end > one.start);
  return doubled.map(({ start }) => `two hold ${room} at ${new Date(start).toISOString()}`);
}

async function find_repeated_numbers(writer) {
  const { rows } = await writer.pull_everything();
  const seen = new Set();
  const faults = [];
  for (const { entity, data } of rows) {
    if (entity !== "concern") continue;
    if (seen.has(data.number)) faults.push(`two concerns have the number ${data.number}`);
    seen.add(data.number);
  }
  return faults;
}

// --- The storm ------------------------------------------------------------------------------------

/// Kills the server `kills` times under load. Gives {acknowledged, replays, faults}.
export async function kill_server_under_load(kills) {
  const server = await Server.start({ town: town_without_limits(settings.town) });
  const writers = [];
  let over = false;
  try {
    for (const account of accounts) writers.push(await Writer.sign_in(server, account));
    const working = writers.flatMap((writer) => [
      writer.write_until(() => over),
      writer.follow_until(() => over),
    ]);
    const failed = Promise.all(working);
    failed.catch(() => {});
    const faults = [];
    for (let kill = 0; kill < kills; kill += 1) {
      await Promise.race([pause(30 + random_below(250)), failed]);
      await server.kill();
      if (kill % checked_each === 0 || kill === kills - 1) faults.push(...(await find_damage(server)));
      await server.run();
    }
    over = true;
    await failed;
    faults.push(...(await find_damage(server)), ...(await find_double_bookings(writers[0])));
    const find_faults = [find_losses, find_undone_cancellations, find_repeated_numbers, find_divergence];
    for (const writer of writers) {
      for (const find of find_faults) faults.push(...(await find(writer)));
    }
    const cancelled = writers.reduce((total, writer) => total + cancelled_by(writer).size, 0);
    if (kills >= checked_each && cancelled === 0) faults.push("nothing was cancelled");
    const sum = (count) => writers.reduce((total, writer) => total + count(writer), 0);
    const acknowledged = sum((writer) => writer.acknowledged.length);
    return { acknowledged, replays: sum((writer) => writer.replays), faults };
  } finally {
    for (const writer of writers) writer.given_up = true;
    await server.end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kills = Number(process.argv[2] ?? 20);
  const { acknowledged, replays, faults } = await kill_server_under_load(kills);
  for (const fault of faults) console.log(`✗ ${fault}`);
  console.log(`${kills} kills, ${acknowledged} commands acknowledged, ${replays} sent again`);
  const passed = faults.length === 0 && acknowledged > kills && replays > 0;
  console.log(`kills: ${passed ? 1 : 0} passed, ${passed ? 0 : 1} failed`);
  process.exitCode = passed ? 0 : 1;
}
