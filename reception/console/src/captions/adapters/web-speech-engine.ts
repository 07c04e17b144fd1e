import type { CaptionEngine, Heard } from '../application/ports.ts';

/** The part of the Web Speech API that we use; TypeScript's DOM library has no such types. */
interface Alternative { readonly transcript: string }
interface RecognitionResult { readonly isFinal: boolean; readonly [index: number]: Alternative | undefined }
interface ResultEvent { readonly resultIndex: number; readonly results: { readonly length: number; readonly [index: number]: RecognitionResult | undefined } }
interface Recognition {
  lang: string; continuous: boolean; interimResults: boolean; maxAlternatives: number;
  onstart: (() => void) | null; onend: (() => void) | null;
  onresult: ((event: ResultEvent) => void) | null; onerror: ((event: { readonly error: string }) => void) | null;
  start(): void; abort(): void;
}
type RecognitionMaker = new () => Recognition;

/** Between the end of one recogniser and the start of the next; at once would be refused. */
const RESTART_MS = 250;
/** Errors after which starting again helps nobody. The others (`no-speech`, `network`, `aborted`) end by themselves. */
const HOPELESS = new Set(['not-allowed', 'service-not-allowed', 'audio-capture', 'language-not-supported']);

const maker = (): RecognitionMaker | undefined => {
  const host = globalThis as { SpeechRecognition?: RecognitionMaker; webkitSpeechRecognition?: RecognitionMaker };
  return host.SpeechRecognition ?? host.webkitSpeechRecognition;
};

/**
 * The browser's recogniser. Chrome sends the sound to its maker over the internet, so a city must allow it in its policy.
 * It ends by itself after some seconds of silence and is started again; a part is named by the start and its index.
 */
export const webSpeechEngine = (): CaptionEngine => ({
  id: 'web-speech',
  soundGoesTo: 'internet',
  caps: { langs: ['ja-JP', 'en-US'], offline: false, openVocabulary: true, partials: true },
  // Presence is no promise: health comes from results alone, so the probe only rules out what cannot work at all.
  probe: async () => (maker() === undefined ? { ok: false, why: 'no-api' } : { ok: true }),
  async start({ lang }, hear) {
    const Maker = maker();
    if (Maker === undefined) { hear({ t: 'refused', why: 'no-api' }); return { restart: () => {}, stop: () => {} }; }
    let starts = 0;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const recognition = new Maker();
    recognition.lang = lang;
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.maxAlternatives = 1;
    recognition.onstart = () => hear({ t: 'started' });
    recognition.onend = () => { if (!stopped) hear({ t: 'ended' }); };
    recognition.onerror = (event) => { if (HOPELESS.has(event.error)) hear({ t: 'refused', why: event.error }); };
    recognition.onresult = (event) => { for (const heard of readResults(event, starts)) hear(heard); };
    const begin = (): void => {
      if (stopped) return;
      starts += 1;
      try { recognition.start(); } catch { hear({ t: 'ended' }); }
    };
    begin();
    return {
      restart: () => { clearTimeout(timer); timer = setTimeout(begin, RESTART_MS); },
      stop: () => { stopped = true; clearTimeout(timer); recognition.abort(); },
    };
  },
});

const readResults = (event: ResultEvent, starts: number): Heard[] => {
  const heard: Heard[] = [];
  for (let i = event.resultIndex; i < event.results.length; i += 1) {
    const result = event.results[i];
    const text = result?.[0]?.transcript;
    if (result !== undefined && text !== undefined) heard.push({ t: 'hypothesis', part: `${starts}.${i}`, text, final: result.isFinal });
  }
  return heard;
};
