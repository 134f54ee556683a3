// What a pull costs the server: of nothing new beside 10,000 to 1,000,000 rows, and a phone's first.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { client_id, fresh_folder, load, median, open_database, protocol, quick, RunningServer } from "./servers.mjs";

const sizes = quick ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000];
const rounds = quick ? 2 : 9;
const seconds = quick ? 0.5 : 1;
const first_syncs = quick ? 5 : 30;
const account = "resident-1";
const request = (cookie) => ({ protocol, client_id, cookie, outcomes_after: 0 });

/// Concerns of others and their first steps, until the feed has `rows` rows.
function fill(path, rows) {
  const database = open_database(path);
  database.pragma("synchronous = OFF");
  const { town_id: town } = database.prepare("SELECT town_id FROM town").get();
  const { version } = database.prepare("SELECT version FROM feed_counter").get();
  const concerns = Math.floor((rows - version) / 2);
  const now = Date.now();
  database.transaction(() => {
    const of_concern = `WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < ${concerns}) `;
    const id = "'filling-' || n";
    database.exec(
      `${of_concern} INSERT INTO concern SELECT '${town}', ${id}, 'XC-' || n, 2, 'stairwell', 'g012', '', ` +
        `'楼道里堆了杂物，请帮忙清理。', 'resident-2', '', 0, 0, 1, 2, '', '', 0, ${now} - n * 1000, ${now}, ${now} FROM i`,
    );
    database.exec(
      `${of_concern} INSERT INTO concern_event SELECT '${town}', ${id}, ${id}, ${now} - n * 1000, 1, 2, '', '' FROM i`,
    );
    for (const [at, entity] of ["concern", "concern_event"].entries()) {
      database.exec(
        `${of_concern} INSERT INTO feed SELECT '${town}', 'public', '${entity}', ${id}, ` +
          `${version} + 2 * n - ${at}, 0 FROM i`,
      );
    }
    database.prepare("UPDATE feed_counter SET version = ?").run(version + 2 * concerns);
  })();
  database.exec("ANALYZE");
  database.close();
  return version + 2 * concerns;
}

async function server_with(rows) {
  const folder = fresh_folder(`rows-${rows}`);
  const empty = await RunningServer.ours(folder);
  const cookie = await empty.sign_in(account);
  await empty.stop();
  const version = fill(join(folder, "portal.db"), rows);
  const content = request({ public: version, [`user:${account}`]: version });
  const body = join(folder, "pull.json");
  writeFileSync(body, JSON.stringify(content));
  const server = await RunningServer.ours(folder);
  const answer = await (await server.post("/api/v1/pull", content, cookie)).json();
  if (answer.rows.length > 0 || answer.reset.length > 0) throw new Error("there is something new");
  return { rows, server, body, cookie, p50s: [] };
}

async function measure_nothing_new(note) {
  const all = [];
  try {
    for (const rows of sizes) all.push(await server_with(rows));
    for (let round = 0; round <= rounds; round += 1) {
      for (const one of all) {
        const done = await load(one.server, 1, seconds, "same", one.body, one.cookie, "/api/v1/pull");
        if (round > 0) one.p50s.push(done.p50_ms);
      }
    }
  } finally {
    for (const { server } of all) await server.stop();
  }
  for (const { rows, p50s } of all) note(`pull of nothing new beside ${rows} rows p50`, median(p50s), "ms");
  const [, many, most] = all.map(({ p50s }) => median(p50s));
  note(`pull of nothing new, ${sizes[2]} rows to ${sizes[1]}`, most / many, "×");
}

/// A phone that has nothing yet, until it has everything: pages, bytes, and the time until each
/// page is there, on this machine.
async function first_sync(server, cookie, encoding) {
  const sum = { pages: 0, rows: 0, bytes: 0, ms: 0 };
  let versions = {};
  for (let more = true; more; ) {
    const begin = performance.now();
    const response = await server.post("/api/v1/pull", request(versions), cookie, { "Accept-Encoding": encoding });
    const text = await response.text();
    sum.ms += performance.now() - begin;
    sum.bytes += Number(response.headers.get("content-length"));
    sum.pages += 1;
    const answer = JSON.parse(text);
    sum.rows += answer.rows.length;
    [versions, more] = [answer.cookie, answer.more];
  }
  return sum;
}

async function measure_first_sync(note) {
  const server = await RunningServer.ours(fresh_folder("first-sync"));
  try {
    const cookie = await server.sign_in(account);
    for (const [encoding, name] of [["identity", "plain"], ["gzip", "compressed"]]) {
      const syncs = [];
      for (let i = 0; i < first_syncs; i += 1) syncs.push(await first_sync(server, cookie, encoding));
      const { rows, bytes, pages } = syncs[0];
      if (name === "plain") note("first sync of the sample town, rows", rows, "");
      if (name === "plain") note("first sync of the sample town, pulls", pages, "");
      note(`first sync of the sample town, ${name}`, bytes, "bytes");
      note(`first sync of the sample town, ${name} p50`, median(syncs.map(({ ms }) => ms)), "ms");
    }
  } finally {
    await server.stop();
  }
}

export default async function measure(note) {
  await measure_nothing_new(note);
  await measure_first_sync(note);
}
