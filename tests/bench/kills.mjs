// What a server that is killed a hundred times under load loses of what it acknowledged.
import { kill_server_under_load } from "../kill/server_kills.mjs";

const kills = 100;

export default async function measure(note) {
  const { acknowledged, replays, faults } = await kill_server_under_load(kills);
  for (const fault of faults) console.log(`  ${fault}`);
  note(`acknowledged in ${kills} kills of the server`, acknowledged, "");
  note(`sent again in ${kills} kills of the server`, replays, "");
  note(`lost or doubled in ${kills} kills of the server`, faults.length, "");
}
