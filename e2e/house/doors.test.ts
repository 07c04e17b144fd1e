import { describe, expect, it } from 'vitest';
import { isThere, read, repositoryFiles, ROOMS } from './files.ts';

type Manifest = { name: string; private: boolean; license: string; type: string; exports?: Record<string, string>; dependencies?: Record<string, string>; devDependencies?: Record<string, string>; workspaces?: string[] };
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

  it('[H7] every version is pinned', () => {
    const loose = ['', ...ROOMS].flatMap((folder) => {
      const { dependencies, devDependencies } = manifest(folder);
      return Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)).map(([name, version]) => `${folder} ${name}@${version}`);
    });
    expect(loose).toEqual([]);
  });

  it('[H7] a room says itself which packages it imports', () => {
    const missing = new Set<string>();
    for (const file of repositoryFiles().filter((name) => /^(kiosk|reception|facility-api|locks|e2e)\/.*\.tsx?$/.test(name))) {
      const room = file.split('/')[0]!;
      const { dependencies, devDependencies, name, ...rest } = manifest(room) as Manifest & { optionalDependencies?: object };
      const root = manifest('');
      const known = new Set([name, ...Object.keys({ ...dependencies, ...devDependencies, ...rest.optionalDependencies, ...root.devDependencies, ...root.dependencies })]);
      for (const [, from] of read(file).matchAll(/^(?:import|export)\s[^'"]*?from\s+'([^'.][^']*)'/gm)) {
        const wanted = from!.split('/').slice(0, from!.startsWith('@') ? 2 : 1).join('/');
        if (!from!.startsWith('node:') && !known.has(wanted)) missing.add(`${room} imports ${wanted}`);
      }
    }
    expect([...missing]).toEqual([]);
  });
});
