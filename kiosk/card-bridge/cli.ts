import { randomUUID } from 'node:crypto';
import { connectToBridge } from './adapters/bridge-client.ts';
import { readIssuerKeys } from './adapters/issuer-key-file.ts';
import { nodeCardCrypto } from './adapters/node-card-crypto.ts';
import { systemClock } from './adapters/system-clock.ts';
import { readToken } from './adapters/token-file.ts';
import { openCardTray, type TrayReading } from './application/card-tray.ts';
import { SimulatedCards, type CardRefusal, type CardState, type SimulatedCommand } from './contract/index.ts';
import { openReader } from './open-bridge.ts';

const USAGE = `card insert NAME [--fresh]   lay a fictitious card on the simulated reader
card remove                  take it away
card list                    the fictitious cards
card read --pin PIN          print the four items of the card that lies there
card read --card FILE.json   read a card that is written down in a file, through pcscd (kiosk/testing/cards/README.md)
card read --fixture NAME     read a virtual card or a fault of it through pcscd; --all reads every one
card soak [--reads 10000] [--seed 1] [--in-process]   random faults, one after the other; 10000 take about 40 minutes
`;
/** A card that was just laid down is asked what it is; a real reader takes a second. */
const SETTLE_MS = 4_000;

const port = Number(process.env.CARD_BRIDGE_PORT || process.env.PORT || 4300);
const tokenFile = process.env.TOKEN_FILE || '.engawa/card-bridge.token';

/** Text for stdout, or a refusal for stderr with exit 1. */
type Outcome = { text: string; failed?: boolean } | { refusal: CardRefusal | { code: string } };

async function run([verb = '', ...rest]: string[]): Promise<Outcome | null> {
  switch (verb) {
    case 'list': return simulate({ op: 'list' });
    case 'remove': return simulate({ op: 'remove' });
    case 'insert': {
      const card = rest.filter((word) => word !== '--fresh').join(' ');
      return card === '' ? null : simulate({ op: 'insert', card, fresh: rest.includes('--fresh') });
    }
    case 'soak': return (await import('./cli-fixtures.ts')).soak(rest);
    case 'read': {
      if (rest[0] === '--fixture' || rest[0] === '--all') return (await import('./cli-fixtures.ts')).readFixtures(rest);
      if (rest[0] === '--card') return (await import('./cli-fixtures.ts')).readCardFile(rest);
      const pin = rest[0] === '--pin' ? rest[1] : rest[0]?.startsWith('--pin=') ? rest[0].slice('--pin='.length) : undefined;
      return pin === undefined ? null : toOutcome(await readThroughBridge(pin) ?? await readDirectly(pin));
    }
    default: return null;
  }
}

async function simulate(command: SimulatedCommand): Promise<Outcome> {
  const token = await readToken(tokenFile);
  const response = token === null ? null : await fetch(`http://127.0.0.1:${port}/simulated`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }, body: JSON.stringify(command),
  }).catch(() => null);
  if (response === null || response.status === 401) return { refusal: { code: 'BRIDGE_DOWN' } };
  if (!response.ok) return { refusal: { code: command.op === 'insert' && response.status === 404 && await isSimulated() ? 'NO_SUCH_CARD' : 'NOT_SIMULATED' } };
  const { cards, onTray } = SimulatedCards.parse(await response.json());
  const lines = cards.map(({ id, name, pin, triesLeft, note }) => `${id === onTray ? '▶' : ' '} ${id.padEnd(8)} ${pin}  ${triesLeft === 0 ? 'ロック' : `あと${triesLeft}回`}  ${name}（${note}）`);
  return { text: `${lines.join('\n')}\n` };
}

async function isSimulated(): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`).then((response) => response.json(), () => ({})) as { transport?: string };
  return answer.transport === 'simulated';
}

/** null: no bridge runs. */
async function readThroughBridge(pin: string): Promise<TrayReading | null> {
  const token = await readToken(tokenFile);
  const bridge = token === null ? null : await connectToBridge({ port, token }).catch(() => null);
  if (bridge === null) return null;
  try {
    const card = await bridge.settledCard(SETTLE_MS).catch(() => bridge.tray().card);
    return card.state === 'absent' ? nothingThere(bridge.tray().reader) : await bridge.read(pin, card.insertion);
  } finally {
    bridge.close();
  }
}

/** The same tray in this process, over PC/SC. */
async function readDirectly(pin: string): Promise<TrayReading> {
  const issuers = process.env.CARD_CA_FILE ? await readIssuerKeys(process.env.CARD_CA_FILE) : new Map();
  const slot = await openReader({ warn: (sentence) => process.stderr.write(`${sentence}\n`), ...(process.env.READER_NAME ? { readerName: process.env.READER_NAME } : {}) });
  const tray = openCardTray({ slot, crypto: nodeCardCrypto, issuers, clock: systemClock, newInsertion: randomUUID });
  try {
    const card = await new Promise<CardState>((resolve) => {
      const settled = (state: CardState) => state.state !== 'absent' && state.state !== 'present';
      const timer = setTimeout(() => resolve(tray.state().card), SETTLE_MS);
      const check = (state: CardState) => { if (settled(state)) { clearTimeout(timer); resolve(state); } };
      tray.watch((state) => check(state.card));
      check(tray.state().card);
    });
    return card.state === 'absent' ? nothingThere(tray.state().reader) : await tray.read({ pin, insertion: card.insertion });
  } finally {
    await tray.close();
  }
}

function nothingThere(reader: string): TrayReading {
  return { ok: false, code: reader === 'ready' ? 'NO_CARD' : 'READER_MISSING' };
}

function toOutcome(reading: TrayReading): Outcome {
  if (!reading.ok) return { refusal: { code: reading.code, ...(reading.triesLeft === undefined ? {} : { triesLeft: reading.triesLeft }) } };
  const { name, address, birth, sex, authenticity, live } = reading.prefill;
  return { text: `${JSON.stringify({ name, address, birth: birth.raw, sex, authenticity, live }, null, 2)}\n` };
}

const outcome = await run(process.argv.slice(2));
if (outcome === null) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else if ('text' in outcome) {
  process.stdout.write(outcome.text);
  if (outcome.failed) process.exitCode = 1;
} else {
  process.stderr.write(`${JSON.stringify(outcome.refusal)}\n`);
  process.exitCode = 1;
}
