// What our server is measured against: the same push, of submit_concern alone, by fastify and
// better-sqlite3, as somebody who knows them well would write it – a schema for the message and one
// for the answer, statements prepared once, one transaction a request, an answer after its commit.
// It works on a database that our server made (same tables, same indexes, same sessions), with the
// same durability (WAL, synchronous=FULL), reads and writes the same rows, and refuses what isn't so.
// Usage: node tests/bench/baseline_server.mjs DATABASE ADDON
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { protocol } from "./servers.mjs";

const require = createRequire(import.meta.url);
const Database = require("better-sqlite3-bench");
const fastify = require("fastify");

const [path, addon] = process.argv.slice(2);
const database = new Database(path, { nativeBinding: addon });
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.pragma("foreign_keys = ON");
const { town_id: town } = database.prepare("SELECT town_id FROM town").get();

// As in domain/refusal.hpp.
const refusals = {
  ...{ unknown_command: 1, already_exists: 5, category_unknown: 100, words_missing: 102 },
  grid_unknown: 101,
};
const submitted = 1;
const grid_group = 2;
const never_public = 4;

// --- Statements -----------------------------------------------------------------------------------

const sql = (text) => database.prepare(text);
const find_session = sql(
  "SELECT person_id FROM session WHERE town_id = ? AND token_hash = ? AND expires_at > ?",
);
const find_person = sql(
  "SELECT id, name, phone, role, standing, birth_year, grid_id, community_id, unit_id " +
    "FROM person WHERE town_id = ? AND id = ?",
);
const find_client = sql("SELECT person_id, last_n FROM client WHERE town_id = ? AND client_id = ?");
const put_client = sql(
  "INSERT INTO client (town_id, client_id, person_id, last_n) VALUES (?, ?, ?, ?) " +
    "ON CONFLICT (town_id, client_id) DO UPDATE SET last_n = excluded.last_n",
);
const find_outcome = sql(
  "SELECT command_id, refusal FROM outcome WHERE town_id = ? AND client_id = ? AND n = ?",
);
const put_outcome = sql(
  "INSERT INTO outcome (town_id, client_id, n, command_id, refusal, at) VALUES (?, ?, ?, ?, ?, ?)",
);
const find_concern = sql("SELECT id FROM concern WHERE town_id = ? AND id = ?");
const find_category = sql("SELECT id, urgent FROM category WHERE town_id = ? AND id = ?");
const find_grid = sql("SELECT id, community_id FROM grid WHERE town_id = ? AND id = ?");
const find_community = sql("SELECT id, code FROM community WHERE town_id = ? AND id = ?");
const load_settings = sql("SELECT name, value FROM setting WHERE town_id = ?");
const next_count = sql(
  "INSERT INTO concern_counter (town_id, community_id, date, count) VALUES (?, ?, ?, 1) " +
    "ON CONFLICT (town_id, community_id, date) DO UPDATE SET count = count + 1 RETURNING count",
);
const put_concern = sql(
  "INSERT INTO concern (town_id, id, number, type, category_id, grid_id, compound, words, " +
    "reporter_id, contact, on_behalf, released, state, level, lead_unit_id, answer, rating, " +
    "created_at, step_started_at, due_at) " +
    `VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ${submitted}, ${grid_group}, '', '', 0, ?, ?, ?)`,
);
const put_event = sql(
  "INSERT INTO concern_event (town_id, id, concern_id, at, state, level, actor, remark) " +
    `VALUES (?, ?, ?, ?, ${submitted}, ${grid_group}, '', '')`,
);
const next_version = sql(
  "INSERT INTO feed_counter (town_id, version) VALUES (?, 1) " +
    "ON CONFLICT (town_id) DO UPDATE SET version = version + 1 RETURNING version",
);
const touch_feed = sql(
  "INSERT INTO feed (town_id, scope, entity, id, version, removed) VALUES (?, ?, ?, ?, ?, 0) " +
    "ON CONFLICT (town_id, scope, entity, id) DO UPDATE SET version = excluded.version, removed = 0",
);

// --- The command ----------------------------------------------------------------------------------

function touch(scope, entity, id) {
  touch_feed.run(town, scope, entity, id, next_version.get(town).version);
}

const text_in_town = (now) => new Date(now + 8 * 3600_000).toISOString().slice(0, 10);

function submit_concern(person, args, now) {
  if (find_concern.get(town, args.id)) return refusals.already_exists;
  const category = find_category.get(town, args.category);
  if (!category) return refusals.category_unknown;
  const words = args.words.trim();
  if (words === "") return refusals.words_missing;
  const grid = find_grid.get(town, args.grid);
  if (!grid) return refusals.grid_unknown;
  const settings = Object.fromEntries(load_settings.all(town).map(({ name, value }) => [name, value]));
  const community = find_community.get(town, grid.community_id);

  const date = text_in_town(now);
  const { count } = next_count.get(town, community.id, date);
  const number = `${community.code}-${date.slice(5, 7)}${date.slice(8)}-${String(count).padStart(4, "0")}`;
  const due = now + (category.urgent ? settings.urgent_clock_ms : settings.intake_clock_ms);
  put_concern.run(
    ...[town, args.id, number, args.type, args.category, args.grid, args.compound, words, person.id],
    ...[args.contact, args.on_behalf ? 1 : 0, now, now, due],
  );
  put_event.run(town, args.id, args.id, now);
  for (const entity of ["concern", "concern_event"]) {
    touch(`user:${person.id}`, entity, args.id);
    if (args.type !== never_public) touch("public", entity, args.id);
  }
  return 0;
}

class Conflict extends Error {}

const apply_push = database.transaction((person, message, now) => {
  let client = find_client.get(town, message.client_id);
  if (!client) {
    client = { person_id: person.id, last_n: 0 };
    put_client.run(town, message.client_id, person.id, 0);
  }
  if (client.person_id !== person.id) throw new Conflict("client_of_another_person");
  const outcomes = [];
  let last_n = Math.max(client.last_n, message.settled_n);
  for (const { n, id, name, args } of message.commands) {
    if (n > last_n + 1) throw new Conflict("out_of_order");
    if (n <= last_n) {
      const stored = find_outcome.get(town, message.client_id, n);
      if (stored?.command_id !== id) throw new Conflict("conflicting_replay");
      outcomes.push({ n, refusal: stored.refusal });
      continue;
    }
    const refusal =
      name === "submit_concern" ? submit_concern(person, args, now) : refusals.unknown_command;
    last_n = n;
    put_outcome.run(town, message.client_id, n, id, refusal, now);
    outcomes.push({ n, refusal });
  }
  if (last_n !== client.last_n) put_client.run(town, message.client_id, person.id, last_n);
  return { last_n, outcomes };
});

// --- HTTP -----------------------------------------------------------------------------------------

const id = { type: "string", pattern: "^[a-z0-9-]{1,36}$" };
const uuid = { type: "string", pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" };
const whole = { type: "integer", minimum: 0 };
const concern = {
  type: "object",
  required: ["id", "type", "category", "grid", "compound", "words", "contact", "on_behalf"],
  properties: {
    ...{ id: uuid, type: { type: "integer", minimum: 1, maximum: 5 }, category: id, grid: id },
    compound: { type: "string", maxLength: 40 },
    words: { type: "string", maxLength: 500 },
    contact: { type: "string", maxLength: 40 },
    on_behalf: { type: "boolean" },
  },
};
const command = {
  type: "object",
  required: ["n", "id", "name", "args"],
  properties: { n: whole, id, name: { type: "string", maxLength: 80 }, args: concern },
};
const body = {
  type: "object",
  required: ["protocol", "client_id", "settled_n", "commands"],
  properties: {
    ...{ protocol: { const: protocol }, client_id: id, settled_n: whole },
    commands: { type: "array", maxItems: 50, items: command },
  },
};
const outcome = { type: "object", properties: { n: whole, refusal: whole } };
const answer = {
  type: "object",
  properties: { last_n: whole, outcomes: { type: "array", items: outcome } },
};

const server = fastify({ logger: false, bodyLimit: 1024 * 1024 });
server.post("/api/v1/push", { schema: { body, response: { 200: answer } } }, (request, reply) => {
  const { origin, host, cookie = "" } = request.headers;
  if (origin !== `http://${host}`) return reply.code(403).send({ code: "wrong_origin" });
  const token = /(?:^|; )session=([0-9a-f]{64})/.exec(cookie)?.[1];
  const hash = token && createHash("sha256").update(token).digest("hex");
  const now = Date.now();
  const session = hash && find_session.get(town, hash, now);
  const person = session && find_person.get(town, session.person_id);
  if (!person) return reply.code(401).send({ code: "not_signed_in" });
  try {
    reply.header("cache-control", "no-store");
    return reply.send(apply_push.immediate(person, request.body, now));
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return reply.code(409).send({ code: error.message });
  }
});
console.log(await server.listen({ host: "127.0.0.1", port: 0 }));
