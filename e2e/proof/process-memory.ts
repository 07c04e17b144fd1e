/** What lies in the memory of a process and all its children, looked for as UTF-8 and as UTF-16LE. Needs the right to read /proc/<pid>/mem: root, or the processes' own user with ptrace allowed. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

export type Canary = { readonly name: string; readonly text: string };
export type Hit = { readonly place: string; readonly canary: string; readonly count: number };

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

/** 「renderer」, 「gpu-process」, 「utility network」 …: what Chromium calls this process. */
export function roleOf(pid: number): string {
  const words = textOf(`/proc/${pid}/cmdline`).split('\0');
  const value = (flag: string): string => words.find((word) => word.startsWith(`--${flag}=`))?.slice(flag.length + 3) ?? '';
  const type = value('type') || 'browser';
  return type === 'utility' ? `utility ${value('utility-sub-type').split('.')[0] ?? ''}` : type;
}

const CHUNK = 4 << 20;
const needlesOf = (canaries: readonly Canary[]): { name: string; bytes: Buffer }[] =>
  canaries.flatMap(({ name, text }) => [{ name, bytes: Buffer.from(text, 'utf8') }, { name: `${name} (UTF-16)`, bytes: Buffer.from(text, 'utf16le') }]);

/** Every writable part of the memory, in pieces that overlap by the longest needle. @throws when the memory may not be read at all. */
export function searchMemory(pid: number, canaries: readonly Canary[], place: string): { hits: Hit[]; bytes: number } {
  const needles = needlesOf(canaries);
  const overlap = Math.max(...needles.map(({ bytes }) => bytes.length));
  const counts = new Map<string, number>();
  const chunk = Buffer.alloc(CHUNK + overlap);
  let seen = 0;
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of textOf(`/proc/${pid}/maps`).split('\n')) {
      const found = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
      if (!found) continue;
      const end = BigInt(`0x${found[2]}`);
      for (let at = BigInt(`0x${found[1]}`); at < end; at += BigInt(CHUNK)) {
        const wanted = Number(end - at < BigInt(chunk.length) ? end - at : BigInt(chunk.length));
        const got = readSome(memory, chunk, wanted, at);
        seen += got;
        const part = chunk.subarray(0, got);
        for (const { name, bytes } of needles) counts.set(name, (counts.get(name) ?? 0) + countIn(part, bytes));
      }
    }
  } finally { closeSync(memory); }
  return { hits: [...counts].filter(([, count]) => count > 0).map(([canary, count]) => ({ place, canary, count })), bytes: seen };
}

export function searchBytes(bytes: Buffer, canaries: readonly Canary[], place: string): Hit[] {
  return needlesOf(canaries).map((needle) => ({ place, canary: needle.name, count: countIn(bytes, needle.bytes) })).filter(({ count }) => count > 0);
}

function countIn(part: Buffer, needle: Buffer): number {
  let count = 0;
  for (let at = part.indexOf(needle); at !== -1; at = part.indexOf(needle, at + needle.length)) count += 1;
  return count;
}

/** Holes and pages that are guarded are skipped: nothing lies there that a program could read. */
function readSome(memory: number, chunk: Buffer, wanted: number, at: bigint): number {
  try { return readSync(memory, chunk, 0, wanted, at); } catch { return 0; }
}

/** `/proc/<pid>/status`; empty when there is no such process. */
export const statusOf = (pid: number): string => textOf(`/proc/${pid}/status`);

function textOf(path: string): string {
  try { return readFileSync(path, 'utf8'); } catch { return ''; }
}
