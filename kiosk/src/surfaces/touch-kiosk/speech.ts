/** Voices that this machine has. `lang` as in HTML: `pt-BR` takes any Portuguese when there is no Brazilian, `fil` also the older tag `tl`. */
const voiceFor = (lang: string): SpeechSynthesisVoice | undefined => {
  const voices = typeof speechSynthesis === 'undefined' ? [] : speechSynthesis.getVoices();
  const speaks = (start: string) => voices.find((voice) => voice.lang.replace('_', '-').toLowerCase().startsWith(start));
  const base = lang.split('-')[0] ?? lang;
  return speaks(lang.toLowerCase()) ?? speaks(base) ?? (base === 'fil' ? speaks('tl') : undefined);
};

export const canSpeak = (lang: string): boolean => voiceFor(lang) !== undefined;

/** What is being said belongs to one call of `speak`; an older one that ends late changes nothing. */
let turn = 0;

/** Says line by line; `onLine` before each. A new call or `stopSpeaking` ends it at once. */
export const speak = (lines: readonly string[], lang: string, { onLine, onEnd }: { onLine?: (line: number) => void; onEnd: () => void }): void => {
  turn += 1;
  const mine = turn;
  const voice = voiceFor(lang);
  if (!voice) return onEnd();
  speechSynthesis.cancel();
  const sayLine = (line: number): void => {
    if (mine !== turn) return;
    const text = lines[line];
    if (text === undefined) return onEnd();
    onLine?.(line);
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    utterance.onend = () => sayLine(line + 1);
    utterance.onerror = () => { if (mine === turn) onEnd(); };
    speechSynthesis.speak(utterance);
  };
  sayLine(0);
};

export const stopSpeaking = (): void => {
  turn += 1;
  if (typeof speechSynthesis !== 'undefined') speechSynthesis.cancel();
};
