/** Wooden sounds, made here: short sine tones with a soft edge. Every one has a twin on the screen. */
const audio: { context: AudioContext | null } = { context: null };

const tone = (hertz: number, atMs: number, lengthMs: number, volume: number): void => {
  try {
    const context = (audio.context ??= new AudioContext());
    const from = context.currentTime + atMs / 1_000;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = 'triangle';
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(volume, from + 0.005);
    gain.gain.exponentialRampToValueAtTime(0.001, from + lengthMs / 1_000);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + lengthMs / 1_000);
  } catch { /* a machine without a sound card stays silent: the screen says the same */ }
};

/** A key was touched (twin: the key goes down). */
export const keyClick = (): void => tone(1_900, 0, 30, 0.08);
/** Two rising notes (twin: the new page). */
export const success = (): void => { tone(523, 0, 220, 0.2); tone(784, 140, 320, 0.2); };
/** One low note, no buzzer (twin: the message). */
export const trouble = (): void => tone(196, 0, 320, 0.18);
/** One note (twin: the idle dialog). */
export const stillThere = (): void => tone(440, 0, 260, 0.15);
/** 職員を呼ぶ: two wooden tones that carry through the hall (twin: the dialog). */
export const callTone = (): void => { tone(659, 0, 400, 0.35); tone(523, 320, 600, 0.35); };
