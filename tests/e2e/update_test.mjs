// A new version is offered, not forced; without network the last one opens.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check_equal, Phone, Server, settings } from "./harness.mjs";

export default {
  "a new version is offered and taken when the person wants it": async ({ browser }) => {
    const web = mkdtempSync(join(tmpdir(), "portal-web-"));
    cpSync(settings.web, web, { recursive: true });
    const server = await Server.start({ web });
    const visitor = await Phone.make(browser, server.address);
    const is_new = () => visitor.page.evaluate(() => document.querySelector("meta[name=is-new]") !== null);
    try {
      await visitor.open();
      await visitor.kept_for_offline();

      for (const file of ["index.html", "sw.js"]) {
        const path = join(web, file);
        const text = readFileSync(path, "utf8").replace('VERSION = "', 'VERSION = "new');
        writeFileSync(path, text.replace("<title>", '<meta name="is-new"><title>'));
        for (const ending of ["br", "gz"]) rmSync(`${path}.${ending}`);
      }
      await server.stop();
      await server.run();
      await visitor.reload();
      check_equal(await is_new(), false, "the page before the update is new");
      await visitor.page.getByRole("button", { name: "有新版本，点这里更新" }).click();
      await visitor.page.waitForFunction(() => document.querySelector("meta[name=is-new]") !== null);
      await visitor.ready();

      await visitor.offline(true);
      await visitor.reload();
      check_equal(await is_new(), true, "the page without network is new");
      check_equal(await visitor.complaints_so_far(), [], "complaints");
    } finally {
      await visitor.close();
      await server.end();
      rmSync(web, { recursive: true });
    }
  },
};
