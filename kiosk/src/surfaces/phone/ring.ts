/** Two wooden tones, and a vibration where the phone has one. `quiet` is the sample when a visitor switches the sound on. */
export function ringCall(how?: 'quiet'): void {
  navigator.vibrate?.(how === 'quiet' ? 40 : [300, 150, 300, 150, 600]);
  const audio = new AudioContext();
  const times = how === 'quiet' ? [0] : [0, 0.35, 1.4, 1.75];
  for (const [at, start] of times.entries()) {
    const tone = audio.createOscillator();
    const level = audio.createGain();
    tone.type = 'triangle';
    tone.frequency.value = at % 2 === 0 ? 784 : 587;
    level.gain.setValueAtTime(how === 'quiet' ? 0.15 : 0.6, audio.currentTime + start);
    level.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + start + 0.6);
    tone.connect(level).connect(audio.destination);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + 0.65);
  }
  setTimeout(() => void audio.close(), 3_000);
}
