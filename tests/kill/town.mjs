// The sample town for tests that do more in a day than people may.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/// A copy of the town's files in which one person may raise any number of concerns; gone when the
/// process ends.
export function town_without_limits(town) {
  const folder = mkdtempSync(join(tmpdir(), "portal-town-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  cpSync(town, folder, { recursive: true });
  const file = join(folder, "town.json");
  const content = JSON.parse(readFileSync(file, "utf8"));
  content.settings.concerns_a_day_max = 0;
  writeFileSync(file, JSON.stringify(content));
  return folder;
}
