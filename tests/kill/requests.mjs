// The server's interface as the kill tests use it: without a page.
import { randomBytes } from "node:crypto";
import http from "node:http";

export const protocol = 3; // codec/protocol.hpp

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

/// What the person may see now. A row that is in two scopes comes twice; it is one.
export async function pull_everything(server, session, client_id = make_uuid_v7()) {
  const rows = new Map();
  let [cookie, outcomes_after] = [{}, 0];
  for (;;) {
    const content = { protocol, client_id, cookie, outcomes_after };
    const { body } = await post(server, "/api/v1/pull", content, session);
    for (const row of body.rows) {
      if (!row.removed) rows.set(`${row.entity} ${row.id}`, row);
    }
    if (!body.more) return { rows: [...rows.values()], last_n: body.last_n };
    cookie = body.cookie;
    outcomes_after = body.last_n;
  }
}
