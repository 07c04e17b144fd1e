import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '../city/checkout.ts';

export const ROOMS = ['kiosk', 'reception', 'facility-api', 'locks', 'e2e'] as const;

/** Every file that git knows or would add, relative to the checkout. */
export function repositoryFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: CHECKOUT, encoding: 'utf8', maxBuffer: 64_000_000 });
  return [...new Set(list.split('\0'))].filter((file) => file !== '' && existsSync(join(CHECKOUT, file))).sort();
}

const BINARY = /\.(png|jpe?g|webp|ico|woff2?|otf|ttf|opus|ogg|mp3|wav|pdf|y4m|so)$/i;
export const textFiles = (): string[] => repositoryFiles().filter((file) => !BINARY.test(file));
export const read = (file: string): string => readFileSync(join(CHECKOUT, file), 'utf8');
export const isThere = (file: string): boolean => existsSync(join(CHECKOUT, file));
export const TEST_FILE = /\.(test|suite)\.tsx?$|\.journey\.ts$/;
