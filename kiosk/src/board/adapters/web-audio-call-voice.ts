import type { CallVoice } from '../application/ports.ts';
import { type PlacedClip, placeSpeech } from '../domain/spoken-call.ts';
import clips from './clips/clips.json' with { type: 'json' };

/** Two struck pieces of wood: a short sine with its bar overtone (2.76 f) that dies away quickly, like a 拍子木 heard in a hall. */
const TONES = [{ hz: 587, atS: 0 }, { hz: 440, atS: 0.42 }] as const;
const PARTIALS = [{ ratio: 1, level: 0.5, dieS: 0.55 }, { ratio: 2.76, level: 0.18, dieS: 0.16 }, { ratio: 5.4, level: 0.08, dieS: 0.06 }] as const;
/** speech begins when the wood has died away */
const SPEECH_S = 1.1;
/** the first sample lies a little ahead, so that none is late */
const AHEAD_S = 0.02;

const strike = (context: AudioContext, hz: number, atS: number): void => {
  for (const { ratio, level, dieS } of PARTIALS) {
    const wood = context.createOscillator();
    const loud = context.createGain();
    wood.frequency.value = hz * ratio;
    loud.gain.setValueAtTime(0.0001, atS);
    loud.gain.exponentialRampToValueAtTime(level, atS + 0.006);
    loud.gain.exponentialRampToValueAtTime(0.0001, atS + dieS);
    wood.connect(loud).connect(context.destination);
    wood.start(atS);
    wood.stop(atS + dieS + 0.02);
  }
};

const RECORDINGS = { ja: new URL('./clips/ja.ogg', import.meta.url).href, en: new URL('./clips/en.ogg', import.meta.url).href } as const;
type Recordings = Record<keyof typeof RECORDINGS, AudioBuffer>;

/** Both recordings, decoded at their own rate: a third of the memory that the card's rate would take. */
const loadRecordings = async (): Promise<Recordings> => {
  const decode = async (url: string): Promise<AudioBuffer> => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`no recording: ${answer.status}`);
    return new OfflineAudioContext(1, 1, clips.rateHz).decodeAudioData(await answer.arrayBuffer());
  };
  const [ja, en] = await Promise.all([decode(RECORDINGS.ja), decode(RECORDINGS.en)]);
  return { ja, en };
};

/** Sounds that ship with the product, nothing else: no number travels to a company. The text stands on the board in any case. */
export const webAudioCallVoice = (): CallVoice => {
  const context = typeof AudioContext === 'undefined' ? null : new AudioContext();
  let recordings: Recordings | null = null;
  let loading: Promise<void> | null = null;
  let endsAtS = 0;
  const load = (): void => { loading ??= loadRecordings().then((loaded) => { recordings = loaded; }, () => { loading = null; }); };
  load();
  const play = ({ clip, atMs, fromMs, lengthMs }: PlacedClip, beginS: number): void => {
    if (!context || !recordings) return;
    const source = context.createBufferSource();
    source.buffer = recordings[clip.slice(0, 2) as keyof Recordings];
    source.connect(context.destination);
    source.start(beginS + atMs / 1_000, fromMs / 1_000, lengthMs / 1_000);
  };
  return {
    allowed: () => context?.state === 'running',
    speaks: () => recordings !== null,
    speaking: () => context?.state === 'running' && context.currentTime < endsAtS,
    allow: async () => { await context?.resume().catch(() => undefined); return context?.state === 'running'; },
    call: (_call, parts) => {
      if (context?.state !== 'running') return;
      const beginS = context.currentTime + AHEAD_S;
      for (const { hz, atS } of TONES) strike(context, hz, beginS + atS);
      const speech = recordings ? placeSpeech(parts, clips.places as unknown as Record<string, [number, number]>) : { clips: [], lengthMs: 0 };
      for (const placed of speech.clips) play(placed, beginS + SPEECH_S);
      endsAtS = beginS + SPEECH_S + speech.lengthMs / 1_000;
      load();
    },
  };
};
