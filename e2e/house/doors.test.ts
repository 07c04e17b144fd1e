import { describe, expect, it } from 'vitest';
import { isThere, read, repositoryFiles, ROOMS } from './files.ts';

type Manifest = { name: string; license: string; exports?: Record<string, string>; workspaces?: string[] };
const manifest = (folder: string): Manifest => JSON.parse(read(folder ? `${folder}/package.json` : 'package.json')) as Manifest;

/** All the doors there are. A new one is a decision of the house, not of a feature. */
const DOORS: Record<(typeof ROOMS)[number], Record<string, string> | undefined> = {
  kiosk: { './testing': './testing/index.ts', './contract': './card-bridge/contract/index.ts', './design': './src/design/index.ts', './design/*': './src/design/*' },
  reception: { './contract': './contract/index.ts', './testing': './testing/index.ts' },
  'facility-api': { './contract': './contract/index.ts', './testing': './testing/index.ts' },
  locks: { './contract': './contract/index.ts', './testing': './testing/index.ts' },
  e2e: undefined,
};
const ROOT = ['kiosk', 'reception', 'facility-api', 'locks', 'e2e', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.pure.json', 'README.md', 'DECISIONS.md', 'LICENSE', 'vitest.config.ts', 'eslint.config.js', '.ci', '.gitignore', '.npmrc'];
const NO_DRAWERS = /(^|\/)(packages|shared|utils?|lib|helpers?|common|misc)\//;

describe('the rooms and their doors', () => {
  it.each(ROOMS)('[H6] %s has exactly its doors, and each leads somewhere', (room) => {
    const { name, exports, license } = manifest(room);
    expect(name).toBe(`@engawa/${room}`);
    expect(license).toBe('Apache-2.0');
    expect(exports).toEqual(DOORS[room]);
    expect(Object.values(exports ?? {}).filter((path) => !path.includes('*')).filter((path) => !isThere(`${room}/${path}`))).toEqual([]);
  });

  it('[H6] exactly five rooms, and at the top only what tools demand', () => {
    expect(manifest('').workspaces).toEqual([...ROOMS]);
    expect([...new Set(repositoryFiles().map((file) => file.split('/')[0]!))].filter((name) => !ROOT.includes(name))).toEqual([]);
  });

  it('[H6] there is no drawer for what has no place', () => {
    expect(repositoryFiles().filter((file) => NO_DRAWERS.test(file))).toEqual([]);
  });
});
