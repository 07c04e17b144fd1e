/**
 * QR part of the bench `intake`: seeded pictures of codes as a cheap camera sees them (turned 5 ± 1.5°, blurred, noise σ = 6,
 * code 85 % of the frame's height), six per size, read by the decoders of the kiosk.
 */
import { drawFrame, payloadOf, zxingBrowserDecoder, zxingWasmFromPackage, type QrCase, type QrDecoder } from '@engawa/kiosk/testing';
import { atLeast, atMost, median, quantile, type Goal } from './bench.ts';

export const QR_CASES: readonly QrCase[] = [
  { width: 640, height: 480, bytes: 300, ecc: 'M' }, { width: 640, height: 480, bytes: 600, ecc: 'M' }, { width: 640, height: 480, bytes: 1_300, ecc: 'M' },
  { width: 1_280, height: 720, bytes: 300, ecc: 'M' }, { width: 1_280, height: 720, bytes: 600, ecc: 'M' }, { width: 1_280, height: 720, bytes: 1_300, ecc: 'L' },
];
const FRAMES = 6;
/** Other programs share this machine: the pictures are read so often, and the goal is held against the median of the rounds. */
const ROUNDS = 5;
const SEED = 20_261_123;

export interface QrRow { readonly decoder: string; readonly of: QrCase; readonly hits: number; readonly ms: readonly number[]; /** processor time, which other programs of this machine do not lengthen */ readonly cpuMs: readonly number[] }

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

async function measure(name: string, decoder: QrDecoder): Promise<QrRow[]> {
  const rows: QrRow[] = [];
  await decoder.decode(drawFrame(QR_CASES[0]!, payloadOf(40, 1), 1)); // the first one loads and compiles
  for (const [at, of] of QR_CASES.entries()) {
    const [ms, cpuMs]: [number[], number[]] = [[], []];
    let hits = 0;
    for (let n = 0; n < FRAMES; n += 1) {
      const payload = payloadOf(of.bytes, SEED + at);
      const frame = drawFrame(of, payload, SEED + at * 100 + n);
      const [begin, cpu] = [performance.now(), process.cpuUsage()];
      const found = await decoder.decode(frame);
      ms.push(performance.now() - begin);
      const { user, system } = process.cpuUsage(cpu);
      cpuMs.push((user + system) / 1_000);
      hits += found.some((bytes) => same(bytes, payload)) ? 1 : 0;
    }
    rows.push({ decoder: name, of, hits, ms, cpuMs });
  }
  return rows;
}

/** Both decoders over the same pictures. The goals are those of the decoder that the kiosk uses. */
export async function measureQr(): Promise<{ goals: Goal[]; notes: string[] }> {
  const [wasm, plain] = [zxingWasmFromPackage(), zxingBrowserDecoder()];
  const rounds: QrRow[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure('zxing-wasm', wasm));
  const peer = await measure('@zxing/browser', plain);
  wasm.close();
  const p95 = rounds.map((rows) => quantile(rows.flatMap(({ ms }) => ms), 0.95));
  return {
    goals: [
      atLeast('qr.hits-of-6.worst', Math.min(...rounds.flat().map(({ hits }) => hits)), FRAMES, 'frames'),
      atMost('qr.decode.p95', median(p95), 100, 'ms'),
    ],
    notes: [`p95 of each of ${ROUNDS} rounds: ${p95.map(Math.round).join(', ')} ms`, ...[...(rounds.at(-1) ?? []), ...peer].map(({ decoder, of, hits, ms, cpuMs }) => `${decoder.padEnd(14)} ${`${of.width}×${of.height}`.padEnd(8)} ${String(of.bytes).padStart(5)} B ${of.ecc}: ${hits}/${FRAMES}, p50 ${quantile(ms, 0.5).toFixed(0)} ms, p95 ${quantile(ms, 0.95).toFixed(0)} ms, of the processor p95 ${quantile(cpuMs, 0.95).toFixed(0)} ms`)],
  };
}
