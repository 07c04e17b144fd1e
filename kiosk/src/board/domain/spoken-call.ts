import type { BoardCall } from '@engawa/reception/contract';

/** A piece of speech that ships with the board (`<language>/<name>`, made by `kiosk/speech/make-clips.ts`), and the silence after it, in milliseconds. */
export interface SpokenPart { clip: string; pauseMs: number }

/** Silences within a call. Clips join without one only inside a number, as they do in speech. */
const PAUSE = { phraseMs: 160, sentenceMs: 260, digitMs: 70, languageMs: 700 } as const;

/** `103`, `1100`, `0101`, and `12-03` of a series of two digits (`ticketLabel`). */
const LABEL = /^(?:([1-9]\d)-)?(\d{1,5})$/;
const COUNTER = /^[1-9]\d?$/;

const joined = (clips: readonly string[], lastPauseMs: number): SpokenPart[] => clips.map((clip, at) => ({ clip, pauseMs: at === clips.length - 1 ? lastPauseMs : 0 }));

/**
 * A number as it is called in Japanese, whole: 347 is 三百・四十七番の方. It is cut where the voice begins a new accent phrase,
 * so that tens and units keep their melody together with 番の方.
 */
const wholeNumber = (n: number): string[] => [
  ...(n >= 10_000 ? [`ja/ten-thousand-${Math.floor(n / 10_000)}`] : []),
  ...(n % 10_000 >= 1_000 ? [`ja/thousand-${Math.floor((n % 10_000) / 1_000)}`] : []),
  ...(n % 1_000 >= 100 ? [`ja/hundred-${Math.floor((n % 1_000) / 100)}`] : []),
  `ja/number-${n % 100}`,
];

const japanese = (zone: string, series: string | undefined, digits: string, counter: string, again: boolean): SpokenPart[] => [
  ...(again ? [{ clip: 'ja/again', pauseMs: PAUSE.sentenceMs }] : []),
  { clip: `ja/ticket-${zone}`, pauseMs: PAUSE.phraseMs },
  ...(series === undefined ? [] : [{ clip: `ja/series-${series}`, pauseMs: 0 }]),
  /* 001 is 一番, but 0101 of the desk must not sound like 101 of the first kiosk */
  ...(series === undefined && digits.length > 3 && digits.startsWith('0') ? [{ clip: 'ja/zero', pauseMs: PAUSE.digitMs }] : []),
  ...joined(wholeNumber(Number(digits)), PAUSE.sentenceMs),
  { clip: `ja/counter-${counter}`, pauseMs: PAUSE.phraseMs }, { clip: 'ja/come', pauseMs: PAUSE.languageMs },
];

/** In English digit by digit, as it stands on the paper: the clearest for who learns the language. */
const english = (zone: string, series: string | undefined, digits: string, counter: string, again: boolean): SpokenPart[] => {
  const signs = [...(series === undefined ? [] : [...series, 'dash']), ...digits];
  return [
    ...(again ? [{ clip: 'en/again', pauseMs: PAUSE.sentenceMs }] : []),
    { clip: `en/ticket-${zone}`, pauseMs: PAUSE.phraseMs },
    ...signs.map((sign, at) => (at === signs.length - 1 ? { clip: `en/last-${sign}`, pauseMs: PAUSE.sentenceMs } : { clip: `en/digit-${sign}`, pauseMs: PAUSE.digitMs })),
    { clip: 'en/go', pauseMs: PAUSE.digitMs }, { clip: `en/counter-${counter}`, pauseMs: 0 },
  ];
};

/** Japanese, then English: 「番号札、まるのAの、百二番の方、3番窓口へ、お越しください。」 Nothing for a label that no ticket wears: better silent than wrong. */
export const spokenCall = (call: Pick<BoardCall, 'zone' | 'label' | 'counter' | 'repeat'>): readonly SpokenPart[] => {
  const [, series, digits] = LABEL.exec(call.label) ?? [];
  if (digits === undefined || Number(digits) === 0 || !COUNTER.test(call.counter)) return [];
  const again = call.repeat > 0;
  return [...japanese(call.zone, series, digits, call.counter, again), ...english(call.zone, series, digits, call.counter, again)];
};

/** Where each clip lies in its language's recording: [first, length] in milliseconds. */
export type ClipPlaces = Readonly<Record<string, readonly [number, number]>>;
export interface PlacedClip { clip: string; /** after the beginning of the speech */ atMs: number; fromMs: number; lengthMs: number }
export interface PlacedSpeech { clips: readonly PlacedClip[]; lengthMs: number }

/** One clip after the other on the sound card's clock, by their measured lengths. Whole or not at all: half a number would send somebody to a wrong counter. */
export const placeSpeech = (parts: readonly SpokenPart[], places: ClipPlaces): PlacedSpeech => {
  const clips: PlacedClip[] = [];
  let atMs = 0;
  for (const { clip, pauseMs } of parts) {
    const place = places[clip];
    if (place === undefined) return { clips: [], lengthMs: 0 };
    clips.push({ clip, atMs, fromMs: place[0], lengthMs: place[1] });
    atMs += place[1] + pauseMs;
  }
  return { clips, lengthMs: atMs };
};
