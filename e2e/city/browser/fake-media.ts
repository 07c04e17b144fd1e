/** Files that a browser takes for a camera and a microphone: drawn by code, so that the repository carries no recording of anybody. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const CAMERA = { width: 320, height: 240, frames: 30, perSecond: 15 } as const;
const MICROPHONE = { perSecond: 48_000, seconds: 2, hertz: 440, loudness: 0.2 } as const;

export async function writeFakeMedia(folder: string): Promise<{ camera: string; microphone: string }> {
  const camera = join(folder, 'camera.y4m');
  const microphone = join(folder, 'microphone.wav');
  await writeFile(camera, drawCamera());
  await writeFile(microphone, soundMicrophone());
  return { camera, microphone };
}

/** YUV4MPEG2, 4:2:0: a light disc wanders over a grey wall. */
export function drawCamera(): Buffer {
  const { width, height, frames, perSecond } = CAMERA;
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${perSecond}:1 Ip A1:1 C420jpeg\n`)];
  const chroma = Buffer.alloc(width * height / 2, 128);
  for (let frame = 0; frame < frames; frame += 1) {
    const luma = Buffer.alloc(width * height, 90);
    const centre = width * (0.3 + 0.4 * frame / frames);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) if ((x - centre) ** 2 + (y - height / 2) ** 2 < 50 ** 2) luma[y * width + x] = 210;
    }
    parts.push(Buffer.from('FRAME\n'), luma, chroma);
  }
  return Buffer.concat(parts);
}

/** RIFF WAVE, 16-bit mono: a quiet tone. */
export function soundMicrophone(): Buffer {
  const { perSecond, seconds, hertz, loudness } = MICROPHONE;
  const samples = perSecond * seconds;
  const wave = Buffer.alloc(44 + samples * 2);
  wave.write('RIFF', 0);
  wave.writeUInt32LE(36 + samples * 2, 4);
  wave.write('WAVEfmt ', 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(perSecond, 24);
  wave.writeUInt32LE(perSecond * 2, 28);
  wave.writeUInt16LE(2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write('data', 36);
  wave.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1) wave.writeInt16LE(Math.round(Math.sin(2 * Math.PI * hertz * at / perSecond) * 32_767 * loudness), 44 + at * 2);
  return wave;
}
