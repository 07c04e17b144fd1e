/** What lies in the memory of a process and of all that descends from it. Needs the right to read /proc/<pid>/mem: root, or the processes' own user with ptrace allowed. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { prepareSearch } from './needles.ts';
import type { Needle, NeedleSearch } from './needles.ts';

export type Hit = { /** which process or file */ readonly where: string; readonly needle: string; readonly count: number };
export type Searched = { readonly hits: readonly Hit[]; readonly bytes: number };

/** Chromium hides the memory of its pages from everybody but root. */
export const canReadMemory = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** The process and everything that descends from it. */
export function familyOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = textOf(`/proc/${name}/stat`);
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const family = [root];
  for (const member of family) for (const [pid, parent] of parents) if (parent === member) family.push(pid);
  return family.filter((pid) => parents.has(pid));
}

/** Processes that were started with this in their environment, whoever is their parent now: a crash handler makes itself independent of its browser. */
export const startedWith = (setting: string): number[] =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && textOf(`/proc/${name}/environ`).split('\0').includes(setting)).map(Number);

/** 「renderer」, 「gpu-process」, 「utility network」 …: what Chromium calls this process; any other by its program. */
export function roleOf(pid: number): string {
  const words = textOf(`/proc/${pid}/cmdline`).split('\0');
  const value = (flag: string): string => words.find((word) => word.startsWith(`--${flag}=`))?.slice(flag.length + 3) ?? '';
  if (!words.some((word) => word.startsWith('--user-data-dir=')) && value('type') === '') return textOf(`/proc/${pid}/comm`).trim();
  const type = value('type') || 'browser';
  return type === 'utility' ? `utility ${value('utility-sub-type').split('.')[0] ?? ''}` : type;
}

/** Each process of these families, by name. One that ended meanwhile keeps nothing; one that lives and cannot be read proves nothing, and says so. */
export function searchFamilies(roots: readonly number[], needles: readonly Needle[], nameOf = roleOf): Searched {
  const search = prepareSearch(needles);
  const parts = [...new Set(roots.flatMap(familyOf))].map((pid) => {
    const role = nameOf(pid);
    try {
      const found = searchMemory(pid, search, role);
      if (found.bytes > 0 || !lives(pid)) return found;
    } catch (cause) {
      if (!lives(pid)) return { hits: [], bytes: 0 };
      throw new Error(`The memory of ${role} (${pid}) cannot be read. Run the proof as root.`, { cause });
    }
    throw new Error(`The memory of ${role} (${pid}) read as nothing.`);
  });
  return { hits: parts.flatMap(({ hits }) => hits), bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0) };
}

export function searchBytes(bytes: Buffer, search: NeedleSearch, where: string): Hit[] {
  const counts = new Map<string, number>();
  search.in(bytes, ({ name }) => counts.set(name, (counts.get(name) ?? 0) + 1));
  return [...counts].map(([needle, count]) => ({ where, needle, count }));
}

const PAGE = 4096;
const CHUNK = 4 << 20;
/** Of a page's entry in `pagemap`: it is in memory, or in swap. What is neither was never written or lies in its file. */
const HELD = 0xc0;

/** Every page that a program could have written: parts that may be written, and parts of no file, as far as they hold anything. Pieces overlap by the longest needle. */
function searchMemory(pid: number, search: NeedleSearch, where: string): Searched {
  const counts = new Map<string, number>();
  const chunk = Buffer.alloc(CHUNK + search.longest - 1);
  let seen = 0;
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const pagemap = openSync(`/proc/${pid}/pagemap`, 'r');
  try {
    for (const { from, to } of writtenParts(pid)) {
      for (const run of heldRuns(pagemap, from, to)) {
        for (let at = run.from; at < run.to; at += CHUNK) {
          const got = readSome(memory, chunk, Math.min(run.to - at, chunk.length), at);
          seen += got;
          // What begins in the overlap is told by the next piece.
          search.in(chunk.subarray(0, got), ({ name }, begins) => { if (begins < CHUNK) counts.set(name, (counts.get(name) ?? 0) + 1); });
        }
      }
    }
  } finally { closeSync(memory); closeSync(pagemap); }
  return { hits: [...counts].map(([needle, count]) => ({ where, needle, count })), bytes: seen };
}

type Part = { readonly from: number; readonly to: number };
/** Addresses of programs have 47 bits: a number holds them exactly. The kernel's own pages at the top are not the program's. */
function writtenParts(pid: number): Part[] {
  return textOf(`/proc/${pid}/maps`).split('\n').flatMap((line) => {
    const found = /^([0-9a-f]+)-([0-9a-f]+) r(.).. \S+ \S+ (\d+)/.exec(line);
    if (!found || line.endsWith('[vsyscall]') || (found[3] !== 'w' && found[4] !== '0')) return [];
    return [{ from: Number.parseInt(found[1]!, 16), to: Number.parseInt(found[2]!, 16) }];
  });
}

function heldRuns(pagemap: number, from: number, to: number): Part[] {
  const runs: { from: number; to: number }[] = [];
  const entries = Buffer.alloc(64 << 10);
  for (let at = from; at < to;) {
    const wanted = Math.min((to - at) / PAGE * 8, entries.length);
    const got = readSome(pagemap, entries, wanted, at / PAGE * 8);
    if (got < 8) { runs.push({ from: at, to }); break; }
    for (let entry = 0; entry + 8 <= got; entry += 8, at += PAGE) {
      if ((entries[entry + 7]! & HELD) === 0) continue;
      const last = runs.at(-1);
      if (last?.to === at) last.to = at + PAGE;
      else runs.push({ from: at, to: at + PAGE });
    }
  }
  return runs;
}

/** Holes and pages that are guarded are skipped: nothing lies there that a program could read. */
function readSome(file: number, chunk: Buffer, wanted: number, at: number): number {
  try { return readSync(file, chunk, 0, wanted, at); } catch { return 0; }
}

/** A zombie has no memory any more. */
const lives = (pid: number): boolean => familyOf(pid).length > 0 && !/^State:\s+[ZX]/m.test(textOf(`/proc/${pid}/status`));

function textOf(path: string): string {
  try { return readFileSync(path, 'utf8'); } catch { return ''; }
}
