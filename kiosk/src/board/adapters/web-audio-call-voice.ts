import type { CallVoice } from '../application/ports.ts';

/** Two struck pieces of wood: a short sine with its bar overtone (2.76 f) that dies away quickly, like a 拍子木 heard in a hall. */
const TONES = [{ hz: 587, atS: 0 }, { hz: 440, atS: 0.42 }] as const;
const PARTIALS = [{ ratio: 1, level: 0.5, dieS: 0.55 }, { ratio: 2.76, level: 0.18, dieS: 0.16 }, { ratio: 5.4, level: 0.08, dieS: 0.06 }] as const;
/** speech begins when the wood has died away */
const SPEECH_MS = 1_100;

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

const speak = (text: string, lang: string): void => {
  const voice = speechSynthesis.getVoices().find((one) => one.lang.replace('_', '-').startsWith(lang.slice(0, 2)) && one.localService);
  /* only voices of this machine: a number must not travel to a company */
  if (!voice) return;
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = lang;
  words.rate = 0.9;
  speechSynthesis.speak(words);
};

/** WebAudio and, where the machine has a voice of its own, speech. The text stands on the board in any case. */
export const webAudioCallVoice = (): CallVoice => {
  const context = typeof AudioContext === 'undefined' ? null : new AudioContext();
  if (typeof speechSynthesis !== 'undefined') speechSynthesis.getVoices();
  return {
    allowed: () => context?.state === 'running',
    allow: async () => { await context?.resume().catch(() => undefined); return context?.state === 'running'; },
    call: (_call, words) => {
      if (context?.state !== 'running') return;
      for (const { hz, atS } of TONES) strike(context, hz, context.currentTime + 0.02 + atS);
      if (typeof speechSynthesis === 'undefined') return;
      setTimeout(() => { for (const { text, lang } of words) speak(text, lang); }, SPEECH_MS);
    },
  };
};
