// The portal's icon: a sun over a grid. One list of shapes, drawn as SVG and as PNG.
import { deflateSync } from "node:zlib";

const BOX = 512;
const RED = [0xb3, 0x26, 0x1e];
const SUN = [0xf2, 0xa9, 0x00];
const PAPER = [0xfa, 0xf7, 0xf2];
const STROKE = 20;

const sun = { x: 256, y: 212, radius: 76 };
const line = (color, x1, y1, x2, y2) => ({ color, x1, y1, x2, y2 });
const rays = [180, 225, 270, 315, 360].map((degrees) => {
  const [x, y] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const at = (radius) => [sun.x + radius * x, sun.y + radius * y].map(Math.round);
  return line(SUN, ...at(108), ...at(138));
});
const rows = [320, 370, 420].map((y) => line(PAPER, 116, y, 396, y));
const columns = [166, 256, 346].map((x) => line(PAPER, x, 320, x, 420));
const lines = [...rays, ...rows, ...columns];

const css = (color) => "#" + color.map((part) => part.toString(16).padStart(2, "0")).join("");

export function icon_svg() {
  const strokes = lines.map(
    ({ color, x1, y1, x2, y2 }) => `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${css(color)}"/>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${BOX} ${BOX}">` +
    `<path d="M0 0h${BOX}v${BOX}H0z" fill="${css(RED)}"/>` +
    `<circle cx="${sun.x}" cy="${sun.y}" r="${sun.radius}" fill="${css(SUN)}"/>` +
    `<g stroke-width="${STROKE}" stroke-linecap="round">${strokes.join("")}</g></svg>\n`
  );
}

function distance_to_line({ x1, y1, x2, y2 }, x, y) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy);
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}

// The colour of one pixel of size `pixel`, with edges smoothed over it.
function color_at(x, y, pixel) {
  const cover = (inside) => Math.max(0, Math.min(1, inside / pixel + 0.5));
  const mix = (under, over, share) => under.map((part, i) => part + (over[i] - part) * share);
  let color = mix(RED, SUN, cover(sun.radius - Math.hypot(x - sun.x, y - sun.y)));
  for (const stroke of lines) {
    color = mix(color, stroke.color, cover(STROKE / 2 - distance_to_line(stroke, x, y)));
  }
  return color.map(Math.round);
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

export function icon_png(size) {
  const pixel = BOX / size;
  const rows_of_bytes = Buffer.alloc(size * (1 + size * 3)); // each row begins with filter 0
  for (let row = 0, at = 0; row < size; row += 1) {
    at += 1;
    for (let column = 0; column < size; column += 1) {
      const color = color_at((column + 0.5) * pixel, (row + 0.5) * pixel, pixel);
      for (const part of color) rows_of_bytes[at++] = part;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits each of red, green, blue
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows_of_bytes, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
