import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from '../domain/sheet.ts';

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return out;
};

/** A picture of one bit a dot (PNG, grey scale), for people to look at. */
export function pngOf({ width, height, bytesAcross, dots }: Bitmap): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(1, 8);
  const rows = Buffer.alloc(height * (bytesAcross + 1));
  for (let y = 0; y < height; y += 1) for (let i = 0; i < bytesAcross; i += 1) rows[y * (bytesAcross + 1) + 1 + i] = ~(dots[y * bytesAcross + i] ?? 0) & 0xff;
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())]);
}
