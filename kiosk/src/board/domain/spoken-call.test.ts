import { ticketLabel } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { placeSpeech, spokenCall } from './spoken-call.ts';

const clipsOf = (label: string, more: { zone?: 'A' | 'F'; counter?: string; repeat?: number } = {}): string[] =>
  spokenCall({ zone: more.zone ?? 'A', label, counter: (more.counter ?? '3') as never, repeat: more.repeat ?? 0 }).map(({ clip }) => clip);
const japanese = (label: string): string => clipsOf(label).filter((clip) => clip.startsWith('ja/')).map((clip) => clip.slice(3)).join(' ');
const english = (label: string): string => clipsOf(label).filter((clip) => clip.startsWith('en/')).map((clip) => clip.slice(3)).join(' ');

describe('the words of a call', () => {
  it('[V30] says Japanese, then English', () => {
    expect(clipsOf('102')).toEqual([
      'ja/ticket-A', 'ja/hundred-1', 'ja/number-2', 'ja/counter-3', 'ja/come',
      'en/ticket-A', 'en/digit-1', 'en/digit-0', 'en/last-2', 'en/go', 'en/counter-3',
    ]);
  });
  it.each([
    ['001', 'ticket-A number-1 counter-3 come'], ['100', 'ticket-A hundred-1 number-0 counter-3 come'], ['347', 'ticket-A hundred-3 number-47 counter-3 come'],
    ['1100', 'ticket-A thousand-1 hundred-1 number-0 counter-3 come'], ['0101', 'ticket-A zero hundred-1 number-1 counter-3 come'],
    ['91620', 'ticket-A ten-thousand-9 thousand-1 hundred-6 number-20 counter-3 come'], ['12-03', 'ticket-A series-12 number-3 counter-3 come'],
  ])('[V32] a Japanese number is said whole: %s', (label, words) => expect(japanese(label)).toBe(words));
  it('[V31] an English one as it stands on the paper', () => {
    expect(english('12-03')).toBe('ticket-A digit-1 digit-2 digit-dash digit-0 last-3 go counter-3');
  });
  it('[V34] a recall says that it is one', () => {
    expect(clipsOf('102', { repeat: 1 }).filter((clip) => clip.endsWith('/again'))).toEqual(['ja/again', 'en/again']);
  });
  it('[V31] no two labels of a hall sound alike', () => {
    const labels = [0, 1, 9, 10, 11, 12, 99].map((series) => Array.from({ length: 1_700 }, (_, n) => ticketLabel({ series, sequence: n + 1 }))).flat();
    expect(new Set(labels.map(japanese)).size).toBe(labels.length);
    expect(new Set(labels.map(english)).size).toBe(labels.length);
  });
  it.each(['', '000', 'A12', '123456', '1-02', '102 103'])('[V31] a label that no ticket wears is not guessed: %j', (label) => expect(clipsOf(label)).toEqual([]));
});

describe('clips in time', () => {
  it('[V33] one begins where the other has ended and its silence is over', () => {
    expect(placeSpeech([{ clip: 'a', pauseMs: 100 }, { clip: 'b', pauseMs: 0 }, { clip: 'a', pauseMs: 0 }], { a: [60, 500], b: [700, 250] })).toEqual({
      clips: [{ clip: 'a', atMs: 0, fromMs: 60, lengthMs: 500 }, { clip: 'b', atMs: 600, fromMs: 700, lengthMs: 250 }, { clip: 'a', atMs: 850, fromMs: 60, lengthMs: 500 }],
      lengthMs: 1_350,
    });
  });
  it('[V31] says nothing rather than half of it', () => {
    expect(placeSpeech([{ clip: 'a', pauseMs: 0 }, { clip: 'gone', pauseMs: 0 }], { a: [60, 500] })).toEqual({ clips: [], lengthMs: 0 });
  });
});
