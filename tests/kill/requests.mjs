// The server's interface as the kill tests use it: without a page.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";

export const protocol = Number(
  /protocol_version = (\d+)/.exec(readFileSync("src/codec/protocol.hpp", "utf8"))[1],
);

// RFC 9562.
export function make_uuid_v7() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/// Resolves with {status, cookie, body}; rejects when the answer did not arrive whole.
export function post(server, path, content, cookie = "") {
  return new Promise((resolve, reject) => {
    const options = {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: server.address, Cookie: cookie },
      timeout: 10_000,
    };
    const request = http.request(server.address + path, options, (response) => {
      response.setEncoding("utf8"); // A character may come in two pieces.
      let text = "";
      response.on("data", (bytes) => (text += bytes));
      response.on("error", reject);
      response.on("end", () => {
        if (!response.complete) return reject(new Error("cut off"));
        const set = response.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
        resolve({ status: response.statusCode, cookie: set, body: JSON.parse(text) });
      });
    });
    request.on("error", reject);
    request.on("timeout", () => request.destroy(new Error("no answer")));
    request.end(JSON.stringify(content));
  });
}

/// What a phone keeps of its pulls: the rows by scope, entity and id, and how far it is.
export class PulledRows {
  rows = new Map();
  cookie = {};
  last_n = 0;

  constructor(server, session, client_id = make_uuid_v7()) {
    Object.assign(this, { server, session, client_id });
  }

  /// One page; true when more follow. An answer that doesn't arrive whole changes nothing.
  async pull() {
    const { client_id, cookie, last_n } = this;
    const content = { protocol, client_id, cookie, outcomes_after: last_n };
    const { status, body } = await post(this.server, "/api/v1/pull", content, this.session);
    if (status !== 200) throw new Error(`pull answers ${status} ${JSON.stringify(body)}`);
    const gone = Object.keys(cookie).filter((scope) => !(scope in body.cookie));
    for (const scope of [...body.reset, ...gone]) this.#drop(scope);
    for (const row of body.rows) {
      const key = `${row.scope} ${row.entity} ${row.id}`;
      if (row.removed) this.rows.delete(key);
      else this.rows.set(key, row);
    }
    this.cookie = body.cookie;
    this.last_n = body.last_n;
    return body.more;
  }

  async pull_all() {
    while (await this.pull());
    return this;
  }

  #drop(scope) {
    for (const key of this.rows.keys()) {
      if (key.startsWith(`${scope} `)) this.rows.delete(key);
    }
  }
}

/// What the person may see now. A row that is in two scopes is one.
export async function pull_everything(server, session, client_id) {
  const pulled = await new PulledRows(server, session, client_id).pull_all();
  const rows = new Map([...pulled.rows.values()].map((row) => [`${row.entity} ${row.id}`, row]));
  return { rows: [...rows.values()], last_n: pulled.last_n };
}
