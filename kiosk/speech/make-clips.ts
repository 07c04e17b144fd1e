import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENGLISH, JAPANESE, type JapaneseClip } from './sentences.ts';
import { cut, loudness, readWave, recordingOf, trim, type Wave, writeWave } from './sound-wave.ts';

/**
 * Makes the board's voices anew: `HTS_VOICE=….htsvoice node --import tsx kiosk/speech/make-clips.ts`. Needs open_jtalk 1.11 with
 * its dictionary, espeak-ng, ffmpeg and opusenc. Its results are committed, so that neither a hall nor a test needs any of them.
 */
const DICTIONARY = process.env.OPEN_JTALK_DICTIONARY ?? '/var/lib/mecab/dic/open-jtalk/naist-jdic';
const VOICE = process.env.HTS_VOICE ?? '/usr/share/hts-voice/nitech-jp-atr503-m001/nitech_jp_atr503_m001.htsvoice';
const RATE_HZ = 24_000;
/** keeps one clip out of the other's lossy edges */
const GAP_MS = 60;
const KBIT = 20;
/** −20 dB of loudness for both voices, with room for their peaks */
const LOUDNESS = 0.1;

const scratch = mkdtempSync(join(tmpdir(), 'engawa-speech-'));
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const run = (command: string, args: string[], input?: string): void => { execFileSync(command, args, { input, stdio: ['pipe', 'ignore', 'ignore'] }); };
const resampled = (file: string): Wave => {
  run('ffmpeg', ['-y', '-i', file, '-ac', '1', '-ar', String(RATE_HZ), '-c:a', 'pcm_s16le', '-bitexact', join(scratch, 'at-rate.wav')]);
  return readWave(readFileSync(join(scratch, 'at-rate.wav')));
};

interface Sound { sound: string; fromS: number; untilS: number }
/** Open JTalk's trace tells when each sound begins and ends, in 100 ns; a devoiced vowel is a capital. */
const soundsOf = (trace: string): Sound[] => trace.slice(trace.indexOf('[Output label]')).split('\n').flatMap((line) => {
  const [, from, until, sound] = /^(\d+) (\d+) [^-]*-([^+]+)\+/.exec(line) ?? [];
  return sound === undefined ? [] : [{ sound: sound.length === 1 && 'AIUEO'.includes(sound) ? sound.toLowerCase() : sound, fromS: Number(from) / 1e7, untilS: Number(until) / 1e7 }];
});

const spoken = new Map<string, { wave: Wave; sounds: Sound[] }>();
const speak = (sentence: string): { wave: Wave; sounds: Sound[] } => {
  const known = spoken.get(sentence);
  if (known) return known;
  run('open_jtalk', ['-x', DICTIONARY, '-m', VOICE, '-r', '0.92', '-ow', join(scratch, 'ja.wav'), '-ot', join(scratch, 'ja.txt')], sentence);
  const made = { wave: resampled(join(scratch, 'ja.wav')), sounds: soundsOf(readFileSync(join(scratch, 'ja.txt'), 'utf8')) };
  spoken.set(sentence, made);
  return made;
};

const japaneseClip = ({ clip, sentence, sounds, last }: JapaneseClip): Wave & { clip: string; sounds: string } => {
  const { wave, sounds: said } = speak(sentence);
  const wanted = sounds.split(' ');
  const places = said.map((_, at) => at).filter((at) => wanted.every((sound, n) => said[at + n]?.sound === sound));
  const at = last ? places.at(-1) : places[0];
  if (at === undefined) throw new Error(`${clip}: 「${sentence}」 was read as ${said.map(({ sound }) => sound).join(' ')}, without ${sounds}`);
  return { clip, sounds, ...cut(wave, said[at]!.fromS, said[at + wanted.length - 1]!.untilS) };
};

const englishClip = ({ clip, text }: (typeof ENGLISH)[number]): Wave & { clip: string } => {
  run('espeak-ng', ['-v', 'en-us', '-s', '150', '-p', '42', '-w', join(scratch, 'en.wav'), text]);
  return { clip, ...trim(resampled(join(scratch, 'en.wav'))) };
};

const record = (name: string, clips: (Wave & { clip: string })[]): Record<string, [number, number]> => {
  const gain = LOUDNESS / loudness(clips);
  const { wave, places } = recordingOf(clips.map((one) => ({ ...one, samples: one.samples.map((sample) => sample * gain) })), GAP_MS);
  writeFileSync(join(scratch, 'whole.wav'), writeWave(wave));
  run('opusenc', ['--bitrate', String(KBIT), '--speech', '--padding', '0', '--discard-comments', '--serial', '1', join(scratch, 'whole.wav'), here(`../src/board/adapters/clips/${name}.ogg`)]);
  return places;
};

const japanese = JAPANESE.map(japaneseClip);
const places = { ...record('ja', japanese), ...record('en', ENGLISH.map(englishClip)) };
const line = ([key, value]: [string, unknown]): string => `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
writeFileSync(here('../src/board/adapters/clips/clips.json'), `{\n "rateHz": ${RATE_HZ},\n "places": {\n  ${Object.entries(places).map(line).join(',\n  ')}\n }\n}\n`);
writeFileSync(here('./sounds.json'), `{\n ${japanese.map(({ clip, sounds }) => line([clip, sounds])).join(',\n ')}\n}\n`);
rmSync(scratch, { recursive: true });
