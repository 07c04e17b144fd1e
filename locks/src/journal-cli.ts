import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalRecord } from '../contract/index.ts';
import { scanJournal } from './journal/adapters/scan-journal.ts';
import { Cursor } from './journal/domain/cursor.ts';
import { fileDocument } from './disk/adapters/file-document.ts';

const USAGE = `journal verify [BUILDING | FILE]   does every byte hold? Without a name: the journals of all buildings
journal show [BUILDING | FILE]     print the records`;
const NAME = 'journal.jsonl';
/** Folder of one agent, or the folder in which a city keeps one folder for each building's agent. */
const { DATA_DIR: agentFolder, AGENTS_DIR: agentsFolder = '.engawa/door-agents' } = process.env;

type Journal = { building: string | null; path: string };

/** `npm run journal`. Exit 0 = every byte holds, 1 = not, 2 = used wrongly or nothing there. */
async function main([command, given]: string[]): Promise<number> {
  if (command !== 'verify' && command !== 'show') return say(2, USAGE);
  const journals = findJournals(given);
  if (journals.length === 0) return say(2, nothingThere(given));
  const width = Math.max(...journals.map(({ building }) => building?.length ?? 0));
  let worst = 0;
  for (const { building, path } of journals) {
    const head = building === null ? '' : `${building.padEnd(width)}  `;
    const { code, text } = await readThrough(path, command === 'show' ? (record) => { process.stdout.write(`${head}${asLine(record)}\n`); } : () => {});
    worst = Math.max(worst, say(code, head + text));
  }
  return worst;
}

/** A file, a building by its name, else the agent's own journal, else those of all buildings. */
function findJournals(given: string | undefined): Journal[] {
  const all = (existsSync(agentsFolder) ? readdirSync(agentsFolder) : []).sort().map((building) => ({ building, path: join(agentsFolder, building, NAME) })).filter(({ path }) => existsSync(path));
  if (given !== undefined) {
    const named = all.filter(({ building }) => building === given);
    return named.length > 0 ? named : existsSync(given) ? [{ building: null, path: given }] : [];
  }
  const own = agentFolder === undefined ? null : join(agentFolder, NAME);
  return own === null ? all : existsSync(own) ? [{ building: null, path: own }] : [];
}

function nothingThere(given: string | undefined): string {
  if (given !== undefined) return `no building and no file called ${given}; buildings with a journal: ${findJournals(undefined).map(({ building }) => building).join(', ') || 'none'}`;
  return `no journal in ${agentFolder ?? agentsFolder}. A door agent begins one when it first starts; npm start starts the demo city's agents.`;
}

async function readThrough(path: string, each: (record: JournalRecord) => void): Promise<{ code: number; text: string }> {
  // Before the journal: an agent that runs may go on in both while we read.
  const cursor = await fileDocument(`${path}.cursor`, Cursor).load();
  const hashes = new Map<number, string>();
  const scan = await scanJournal(path, (record) => {
    hashes.set(record.seq, record.hash);
    each(record);
  });
  const broken = (line: number, what: string): { code: number; text: string } => ({ code: 1, text: `BROKEN at line ${line}${what}` });
  if (scan.broken) return broken(scan.broken.line, `, byte ${scan.broken.byte}: ${scan.broken.fault} (${scan.records} records before it hold)`);
  if (scan.tail.length > 0) return broken(scan.records + 1, `, byte ${scan.goodBytes}: torn-tail of ${scan.tail.length} bytes (${scan.records} records before it hold)`);
  if (cursor && hashes.get(cursor.seq) !== cursor.hash) return broken(cursor.seq, `: the city has acknowledged record ${cursor.seq} ${cursor.hash}, and it is not here`);
  return { code: 0, text: `holds: ${scan.records} records, head ${scan.head.seq} ${scan.head.hash}${cursor ? `, the city has ${cursor.seq}` : ''}` };
}

function asLine(record: JournalRecord): string {
  const uncertain = record.u === null ? '±?' : `±${(record.u / 1000).toFixed(1)}s`;
  return [String(record.seq).padStart(6), record.at, uncertain, record.door ?? '-', record.tier, record.act, record.detail ?? '', record.of === null ? '' : `of ${record.of}`, record.jti ?? ''].join('  ').trimEnd();
}

function say(code: number, text: string): number {
  process.stdout.write(`${text}\n`);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
