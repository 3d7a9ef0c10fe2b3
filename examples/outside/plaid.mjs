// A generator outside of beatreel, in JavaScript: Node's own library is all that it uses. Protocol: docs/outside.md of beatreel.
import { createInterface } from "node:readline";
import { writeFileSync, writeSync } from "node:fs";
import * as zlib from "node:zlib";

function send(data) {
  for (let at = 0; at < data.length; ) {
    try {
      at += writeSync(1, data, at);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error; // the reader is slower than we are
    }
  }
}
const answer = (fields) => send(Buffer.from(JSON.stringify(fields) + "\n"));

function draw({ width, height }, seed, time, light) {
  const frame = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    const across = Math.sin(y / 23 + time + seed);
    for (let x = 0; x < width; x++) {
      const along = Math.sin(x / 17 - time + seed * 2);
      frame[at++] = (90 + 60 * along) * light;
      frame[at++] = (70 + 50 * across) * light;
      frame[at++] = (110 + 40 * along * across) * light;
    }
  }
  return frame;
}

function crcOf(data) {
  if (zlib.crc32) return zlib.crc32(data);
  let crc = ~0; // Node before 22.2 has none
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function png({ width, height }, frame) {
  const chunk = (kind, data) => {
    const named = Buffer.concat([Buffer.from(kind), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crcOf(named));
    return Buffer.concat([length, named, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) frame.copy(rows, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3);
  const parts = [chunk("IHDR", head), chunk("IDAT", zlib.deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...parts]);
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const order = JSON.parse(line);
  if (order.do === "paint") {
    writeFileSync(`${order.folder}/still.png`, png(order.spec, draw(order.spec, order.seed, 0, 1)));
    answer({ picture: "still.png" });
    return;
  }
  for (const moment of order.moments) {
    const frame = draw(order.spec, order.seed, moment.time * order.params.speed, 0.7 + 0.3 * moment.kick);
    answer({ bytes: frame.length }); // the frame follows: RGB, row by row
    send(frame);
  }
  answer({ done: true });
});
