/** One voice, 16-bit samples as numbers between -1 and 1. */
export interface Wave { rateHz: number; samples: Float32Array }

/** RIFF/WAVE with PCM of 16 bits and one channel, as Open JTalk and eSpeak NG write it (a length of 0 or -1 means: to the end). */
export const readWave = (bytes: Buffer): Wave => {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') throw new Error('no WAVE file');
  let rateHz = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    if (name === 'fmt ') {
      if (bytes.readUInt16LE(at + 10) !== 1 || bytes.readUInt16LE(at + 22) !== 16) throw new Error('not one channel of 16 bits');
      rateHz = bytes.readUInt32LE(at + 12);
    }
    if (name === 'data') {
      const end = Math.min(bytes.length, at + 8 + length);
      return { rateHz, samples: Float32Array.from({ length: (end - at - 8) >> 1 }, (_, n) => bytes.readInt16LE(at + 8 + 2 * n) / 32_768) };
    }
    at += 8 + length + (length & 1);
  }
  throw new Error('no samples');
};

export const writeWave = ({ rateHz, samples }: Wave): Buffer => {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0, 'latin1'); bytes.writeUInt32LE(bytes.length - 8, 4); bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16); bytes.writeUInt16LE(1, 20); bytes.writeUInt16LE(1, 22); bytes.writeUInt32LE(rateHz, 24); bytes.writeUInt32LE(2 * rateHz, 28); bytes.writeUInt16LE(2, 32); bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1'); bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, n) => { bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + 2 * n); });
  return bytes;
};

/** The stretch from `fromS` to `untilS` with its edges softened over 4 ms, so that no cut clicks. */
export const cut = ({ rateHz, samples }: Wave, fromS: number, untilS: number): Wave => {
  const kept = samples.slice(Math.max(0, Math.round(fromS * rateHz)), Math.round(untilS * rateHz));
  const edge = Math.min(Math.round(0.004 * rateHz), kept.length >> 1);
  for (let n = 0; n < edge; n += 1) { kept[n]! *= n / edge; kept[kept.length - 1 - n]! *= n / edge; }
  return { rateHz, samples: kept };
};

/** Without the silence (below -46 dB) before and after it, keeping 15 ms of each. */
export const trim = (wave: Wave): Wave => {
  const loud = (sample: number): boolean => Math.abs(sample) > 0.005;
  const first = wave.samples.findIndex(loud);
  const last = wave.samples.findLastIndex(loud);
  return cut(wave, first / wave.rateHz - 0.015, last / wave.rateHz + 0.015);
};

/** Root mean square of what is not silence: how loud a voice is heard. */
export const loudness = (waves: readonly Wave[]): number => {
  let sum = 0;
  let count = 0;
  for (const { samples } of waves) for (const sample of samples) if (Math.abs(sample) > 0.005) { sum += sample * sample; count += 1; }
  return Math.sqrt(sum / count);
};

/** One recording with `gapMs` of silence around each clip, and where each lies in it ([first, length] in ms). */
export const recordingOf = (clips: readonly (Wave & { clip: string })[], gapMs: number): { wave: Wave; places: Record<string, [number, number]> } => {
  const rateHz = clips[0]!.rateHz;
  const perMs = rateHz / 1_000;
  const places: Record<string, [number, number]> = {};
  let atMs = gapMs;
  for (const { clip, samples } of clips) {
    const lengthMs = Math.ceil(samples.length / perMs);
    places[clip] = [atMs, lengthMs];
    atMs += lengthMs + gapMs;
  }
  const samples = new Float32Array(Math.round(atMs * perMs));
  for (const one of clips) samples.set(one.samples, Math.round(places[one.clip]![0] * perMs));
  return { wave: { rateHz, samples }, places };
};
