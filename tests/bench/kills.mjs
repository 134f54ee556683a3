// What is lost of what was acknowledged when the server is killed a hundred times under load, and
// when the tab (or its browser) is killed a hundred times while it saves.
import { kill_server_under_load } from "../kill/server_kills.mjs";
import { kill_tab_while_saving } from "../kill/tab_kills.mjs";

const kills = 100;

async function kill_tab(note) {
  const { promised, waiting, images_checked, faults } = await kill_tab_while_saving(kills);
  for (const fault of faults) console.log(`  ${fault}`);
  note(`promised in ${kills} kills of the tab`, promised, "");
  note(`kills of the tab that left something unsent`, waiting, "");
  note(`images checked in ${kills} kills of the tab`, images_checked, "");
  note(`lost or doubled in ${kills} kills of the tab`, faults.length, "");
}

export default async function measure(note) {
  await kill_tab(note);
  const { acknowledged, replays, faults } = await kill_server_under_load(kills);
  for (const fault of faults) console.log(`  ${fault}`);
  note(`acknowledged in ${kills} kills of the server`, acknowledged, "");
  note(`sent again in ${kills} kills of the server`, replays, "");
  note(`lost or doubled in ${kills} kills of the server`, faults.length, "");
}
