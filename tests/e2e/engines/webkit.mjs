// WebKitGTK, whose driver knows a mouse with a wheel but no fingers. Plain W3C WebDriver requests.
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { phone_390, settings } from "../harness.mjs";
import { start, stop } from "./display.mjs";

export async function open(env) {
  const port = await free_port();
  const driver = await start("WebKitWebDriver", [`--port=${port}`], {
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  try {
    const address = `http://127.0.0.1:${port}/session`;
    await listening(address);
    const session = await begin_session(address);
    return engine(session, () => stop(driver));
  } catch (error) {
    await stop(driver);
    throw error;
  }
}

async function free_port() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function listening(address) {
  const deadline = Date.now() + settings.patience_ms;
  while (!(await fetch(address).catch(() => null))) {
    if (Date.now() > deadline) throw new Error(`no WebDriver at ${address}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function request(address, method, body) {
  const response = await fetch(address, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${address}: ${value.error}: ${value.message}`);
  return value;
}

async function begin_session(address) {
  const { sessionId } = await request(address, "POST", { capabilities: {} });
  const session = `${address}/${sessionId}`;
  // As narrow as the window's buttons allow.
  await request(`${session}/window/rect`, "POST", { x: 0, y: 0, ...phone_390.viewport });
  return session;
}

function engine(session, stop_driver) {
  const post = (path, body = {}) => request(`${session}/${path}`, "POST", body);
  const act = (type, id, actions) => post("actions", { actions: [{ type, id, actions }] });
  const whole = Math.round; // the driver takes no fractions
  let wheels = 0;
  return {
    goto: (url) => post("url", { url }),
    reload: () => post("refresh"),
    evaluate: (work, ...args) =>
      post("execute/sync", { script: `return (${work})(...arguments)`, args }),
    tap: (x, y) =>
      act("pointer", "mouse", [
        { type: "pointerMove", x: whole(x), y: whole(y) },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ]),
    // Always a new wheel: the driver counts a wheel's next turn from where the last one left it.
    scroll: (x, y, dy) =>
      act("wheel", `wheel ${(wheels += 1)}`, [
        { type: "scroll", x: whole(x), y: whole(y), deltaX: 0, deltaY: whole(dy) },
      ]),
    // Key by key: "element/value" loses everything beyond 16 bits, as emoji are.
    type: (text) =>
      act(
        "key",
        "keyboard",
        [...text].flatMap((value) => [
          { type: "keyDown", value },
          { type: "keyUp", value },
        ]),
      ),
    picture: async (path) =>
      writeFileSync(path, Buffer.from(await request(`${session}/screenshot`, "GET"), "base64")),
    close: async () => {
      await request(session, "DELETE").finally(stop_driver);
    },
  };
}
