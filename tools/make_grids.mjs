// Makes assets/town/grids.json: 118 synthetic grids that tile a narrow valley, as street blocks
// would. The real boundaries are not known, so every grid is marked as a placeholder.
//
//   node tools/make_grids.mjs > assets/town/grids.json
//
// How: the valley is a rectangle in metres (s along the river, t across it). It is split into four
// communities, then the heaviest block is split again until there are 118. Split lines lie on a
// lattice, so two corners are equal or well apart. Every corner is then bent along the valley,
// jittered, and rounded to millionths of a degree once: neighbours share it exactly.

const SEED = 118;
const GRID_COUNT = 118;
const LENGTH_M = 4080;
const WIDTH_M = 1500;
const LATTICE_M = 60;
const SHORTEST_SIDE_M = 120;
const CENTRE = { longitude: 104.39, latitude: 34.05 };
const METRES_PER_DEGREE_LATITUDE = 110_930;
const METRES_PER_DEGREE_LONGITUDE = 92_330; // at 34.05° N

// The communities lie on either bank of the river (t = 720), split at different heights.
const COMMUNITIES = [
  { id: "xincheng", s0: 1920, s1: 4080, t0: 0, t1: 720 },
  { id: "xiaba", s0: 0, s1: 1920, t0: 0, t1: 720 },
  { id: "renmin", s0: 2280, s1: 4080, t0: 720, t1: 1500 },
  { id: "shili", s0: 0, s1: 2280, t0: 720, t1: 1500 },
];

// Compounds known by name, by their grid's place within the community (counted from 1).
const NAMED_COMPOUNDS = {
  xincheng: { 12: ["银河小区"] },
  xiaba: { 9: ["华宇小区"] },
  renmin: { 8: ["旧电信局家属楼"], 15: ["金桥花苑小区"] },
};

function random_source(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const random = random_source(SEED);

// Blocks are smaller in the middle of the town.
function weight(block) {
  const middle = (block.s0 + block.s1) / 2 - LENGTH_M / 2;
  const density = 1 + 1.6 * Math.exp(-((middle / 1000) ** 2));
  return (block.s1 - block.s0) * (block.t1 - block.t0) * density;
}

function split(block) {
  const long_enough = (length) => length >= 2 * SHORTEST_SIDE_M;
  const lengthwise = block.s1 - block.s0 >= (block.t1 - block.t0) * (0.8 + 0.4 * random());
  const along = long_enough(block.s1 - block.s0) && (lengthwise || !long_enough(block.t1 - block.t0));
  const [low, high] = along ? ["s0", "s1"] : ["t0", "t1"];
  const length = block[high] - block[low];
  const share = 0.36 + 0.28 * random();
  let at = block[low] + Math.round((length * share) / LATTICE_M) * LATTICE_M;
  at = Math.min(Math.max(at, block[low] + SHORTEST_SIDE_M), block[high] - SHORTEST_SIDE_M);
  return [{ ...block, [high]: at }, { ...block, [low]: at }];
}

function divide() {
  const blocks = COMMUNITIES.map((community) => ({ ...community }));
  while (blocks.length < GRID_COUNT) {
    let heaviest = -1;
    blocks.forEach((block, index) => {
      const splits =
        Math.max(block.s1 - block.s0, block.t1 - block.t0) >= 2 * SHORTEST_SIDE_M;
      if (splits && (heaviest < 0 || weight(block) > weight(blocks[heaviest]))) heaviest = index;
    });
    blocks.splice(heaviest, 1, ...split(blocks[heaviest]));
  }
  return blocks;
}

// Every corner of any block that lies on this block's edges, counter-clockwise.
function corners_on(block, corners) {
  const on = (fixed, at, moving, from, to) =>
    corners
      .filter((c) => c[fixed] === at && c[moving] >= Math.min(from, to) && c[moving] <= Math.max(from, to))
      .sort((a, b) => (from < to ? a[moving] - b[moving] : b[moving] - a[moving]))
      .slice(0, -1);
  return [
    ...on("s", block.s0, "t", block.t0, block.t1),
    ...on("t", block.t1, "s", block.s0, block.s1),
    ...on("s", block.s1, "t", block.t1, block.t0),
    ...on("t", block.t0, "s", block.s1, block.s0),
  ];
}

// From the straight rectangle to the bent valley, in whole millionths of a degree.
function place(corner, jitter) {
  const along = corner.s / LENGTH_M;
  const bend = 260 * Math.sin(along * 5.2 - 0.6) + 90 * Math.sin(along * 13);
  const narrowing = 0.84 + 0.2 * Math.sin(along * 4.1 + 0.5) + 0.07 * Math.sin(along * 17 + 1);
  const east_m = bend + (corner.t - 720) * narrowing + jitter();
  const north_m = corner.s - LENGTH_M / 2 + 60 * Math.sin(corner.t / 420) + jitter();
  return [
    Math.round((CENTRE.longitude + east_m / METRES_PER_DEGREE_LONGITUDE) * 1e6),
    Math.round((CENTRE.latitude + north_m / METRES_PER_DEGREE_LATITUDE) * 1e6),
  ];
}

function make_grids() {
  const blocks = divide();
  const by_key = new Map();
  for (const { s0, s1, t0, t1 } of blocks) {
    for (const [s, t] of [[s0, t0], [s0, t1], [s1, t0], [s1, t1]]) by_key.set(`${s},${t}`, { s, t });
  }
  const corners = [...by_key.values()].sort((a, b) => a.s - b.s || a.t - b.t);
  const jitter = () => (random() - 0.5) * 26;
  for (const corner of corners) corner.placed = place(corner, jitter);

  // Numbers run community by community, from north to south in rows, west to east.
  const rank = (block) => -Math.round((block.s0 + block.s1) / 2 / 240) * 10_000 + block.t0;
  const grids = [];
  for (const community of COMMUNITIES) {
    blocks
      .filter((block) => block.id === community.id)
      .sort((a, b) => rank(a) - rank(b))
      .forEach((block, index) => {
        const number = grids.length + 1;
        const named = NAMED_COMPOUNDS[community.id]?.[index + 1];
        const invented = random() < 0.62 ? [`示例小区 ${number}`] : [];
        grids.push({
          id: `g${String(number).padStart(3, "0")}`,
          community: community.id,
          number,
          name: `第 ${number} 网格`,
          compounds: named ?? invented,
          placeholder: true,
          boundary: corners_on(block, corners).map((corner) => corner.placed),
        });
      });
  }
  return grids;
}

const lines = make_grids().map((grid) => `    ${JSON.stringify(grid)}`);
process.stdout.write(`{
  "note": "Made by tools/make_grids.mjs. Boundaries are synthetic: [longitude, latitude] in millionths of a degree, counter-clockwise.",
  "grids": [
${lines.join(",\n")}
  ]
}
`);
