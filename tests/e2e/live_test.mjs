// What the server says by itself, without anybody asking.
import { choose_time, sign_in } from "./steps.mjs";

// A third of the time after which a phone would have asked by itself.
const at_once_ms = 20_000;

export default {
  "a time that one phone books is taken on another that is only looked at": async ({ phone }) => {
    const [watcher, booker] = [await phone(), await phone()];
    const listens = watcher.page.waitForResponse((response) =>
      response.url().endsWith("/api/v1/poke"),
    );
    await sign_in(watcher, "志愿者（示例）");
    await listens;
    await sign_in(booker, "网格员（示例）");
    const slot = await choose_time(booker, "议事室");
    await choose_time(watcher, "议事室");
    await booker.tap("button", "预约", { exact: true });
    const taken = watcher.node("button", slot.replace("可约", "已约"));
    await taken.waitFor({ state: "attached", timeout: at_once_ms });
  },
};
