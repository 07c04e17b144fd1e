import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ticketLabel, Zone } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import clips from '../src/board/adapters/clips/clips.json' with { type: 'json' };
import { placeSpeech, spokenCall } from '../src/board/domain/spoken-call.ts';
import { ENGLISH, JAPANESE } from './sentences.ts';
import sounds from './sounds.json' with { type: 'json' };

const places = clips.places as unknown as Record<string, [number, number]>;
const recording = (name: string): Buffer => readFileSync(fileURLToPath(new URL(`../src/board/adapters/clips/${name}.ogg`, import.meta.url)));
/** RFC 7845: the last page's granule position counts samples at 48 kHz, less what the head says to skip. */
const lengthMs = (ogg: Buffer): number => {
  const last = ogg.lastIndexOf('OggS');
  return (Number(ogg.readBigInt64LE(last + 6)) - ogg.readUInt16LE(ogg.indexOf('OpusHead') + 10)) / 48;
};
const call = (label: string, counter: number, zone: Zone, repeat: number) => spokenCall({ label, counter: String(counter) as never, zone, repeat });
const sequences = [1, 2, 9, 10, 11, 99, 100, 101, 347, 600, 999, 1_000, 1_100, 1_619];

describe('the sounds of the board', () => {
  it('[V31] every label at every counter is made of clips that are there, and no clip is there for nothing', () => {
    const used = new Set<string>();
    const speak = (label: string, counter: number, zone: Zone, repeat: number): void => {
      const parts = call(label, counter, zone, repeat);
      for (const { clip } of parts) used.add(clip);
      const placed = placeSpeech(parts, places);
      expect(placed.clips.length, label).toBe(parts.length);
      for (const [at, one] of placed.clips.entries()) expect(one.atMs, label).toBeGreaterThanOrEqual(at === 0 ? 0 : placed.clips[at - 1]!.atMs + placed.clips[at - 1]!.lengthMs);
    };
    for (let n = 1; n <= 999; n += 1) speak(ticketLabel({ series: 0, sequence: n }), (n % 99) + 1, Zone.options[n % 6]!, n % 2);
    for (let series = 0; series <= 99; series += 1) for (const sequence of sequences) speak(ticketLabel({ series, sequence }), (series % 99) + 1, Zone.options[sequence % 6]!, 0);
    for (let tens = 1; tens <= 9; tens += 1) for (let thousands = 0; thousands <= 9; thousands += 1) speak(`${tens}${thousands}234`, 1, 'A', 0);
    expect(Object.keys(places).filter((clip) => !used.has(clip))).toEqual([]);
    expect([...JAPANESE, ...ENGLISH].map(({ clip }) => clip).filter((clip) => !(clip in places))).toEqual([]);
  });
  it.each(['ja', 'en'] as const)('[V33] the recording (%s) is as long as its places say, and no clip reaches into another', (language) => {
    const own = Object.entries(places).filter(([clip]) => clip.startsWith(`${language}/`)).map(([, place]) => place).toSorted(([a], [b]) => a - b);
    for (const [at, [from, length]] of own.entries()) {
      expect(length).toBeGreaterThan(100);
      expect(from).toBeGreaterThanOrEqual(at === 0 ? 0 : own[at - 1]![0] + own[at - 1]![1] + 50);
    }
    const [from, length] = own.at(-1)!;
    expect(Math.abs(lengthMs(recording(language)) - (from + length + 60))).toBeLessThan(40);
  });
  it('[V37] both recordings together weigh at most 1.5 MB', () => {
    expect(recording('ja').length + recording('en').length).toBeLessThanOrEqual(1_500_000);
  });
  it.each([
    ['ja/hundred-1', 'ひゃく', 'hy a k u'], ['ja/hundred-3', 'さんびゃく', 's a N by a k u'], ['ja/hundred-6', 'ろっぴゃく', 'r o cl py a k u'], ['ja/hundred-8', 'はっぴゃく', 'h a cl py a k u'],
    ['ja/thousand-3', 'さんぜん', 's a N z e N'], ['ja/thousand-8', 'はっせん', 'h a cl s e N'], ['ja/number-1', 'いちばんのかた', 'i ch i b a N n o k a t a'],
    ['ja/number-4', 'よんばんのかた', 'y o N b a N n o k a t a'], ['ja/number-7', 'ななばんのかた', 'n a n a b a N n o k a t a'], ['ja/number-9', 'きゅうばんのかた', 'ky u u b a N n o k a t a'],
    ['ja/number-10', 'じゅうばんのかた', 'j u u b a N n o k a t a'], ['ja/number-44', 'よんじゅうよんばんのかた', 'y o N j u u y o N b a N n o k a t a'], ['ja/counter-14', 'じゅうよんばんまどぐちへ', 'j u u y o N b a N m a d o g u ch i e'],
    ['ja/series-12', 'じゅうにの', 'j u u n i n o'], ['ja/ten-thousand-1', 'いちまん', 'i ch i m a N'],
  ])('[V32] %s was read as %s', (clip, _kana, spoken) => expect((sounds as Record<string, string>)[clip]).toBe(spoken));
});
