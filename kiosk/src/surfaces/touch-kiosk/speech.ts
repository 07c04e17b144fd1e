/** 音声をきく: the page's heading and words, by a voice that this machine has. Values of a person stay unspoken: the loudspeaker is public. */
const voiceFor = (lang: string): SpeechSynthesisVoice | undefined =>
  (typeof speechSynthesis === 'undefined' ? [] : speechSynthesis.getVoices()).find((voice) => voice.lang.toLowerCase().startsWith(lang));

export const canSpeak = (lang: string): boolean => voiceFor(lang) !== undefined;

/** Words of the page in reading order, without readings above kanji and without anything private. */
const wordsOf = (root: Element): string => {
  const copy = root.cloneNode(true) as Element;
  for (const silent of copy.querySelectorAll('[data-private], rt, rp, svg, [aria-hidden="true"]')) silent.remove();
  return [...copy.querySelectorAll('h1, h2, p, li, label, button, dt')].map((part) => part.textContent.trim()).filter((text) => text !== '').join('。');
};

export const speak = (root: Element | null, lang: string, onEnd: () => void): void => {
  const voice = voiceFor(lang);
  if (!root || !voice) return onEnd();
  const utterance = new SpeechSynthesisUtterance(wordsOf(root));
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 0.9;
  utterance.onend = onEnd;
  utterance.onerror = onEnd;
  speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
};

export const stopSpeaking = (): void => { if (typeof speechSynthesis !== 'undefined') speechSynthesis.cancel(); };
