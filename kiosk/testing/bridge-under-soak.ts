import { readdirSync, readFileSync } from 'node:fs';
import { systemClock } from '../card-bridge/adapters/system-clock.ts';
import { loadPcsc, type PcscLibrary } from '../card-bridge/adapters/pcsc-slot.ts';
import type { Clock, IssuerKeys } from '../card-bridge/application/ports.ts';
import { startBridgeProcess } from './bridge-process.ts';
import type { CardIssuer } from './card-issuer.ts';
import { openCardRig, type CardHand, type LaidCard } from './card-rig.ts';
import { startPcscd, whyNoPcscd } from './start-pcscd.ts';
import { insertIntoVirtualReader, type CardInVirtualReader } from './vpcd-client.ts';

/** A bridge that can be soaked: cards are laid on it, and its process is measured. */
export type BridgeUnderSoak = CardHand & {
  through: string;
  /** resident memory in kB, and what is open (descriptors of a process, or handles of this one) */
  measure(): { rssKb: number; open: number };
  /** how often it had to be begun anew, or would have had to */
  restarts(): number;
  /** makes its watchdogs run so many times faster, where that can be done */
  hasten(times: number): void;
};

export async function openBridgeUnderSoak(issuer: CardIssuer, prefer?: 'in-process'): Promise<BridgeUnderSoak> {
  const why = prefer === undefined ? whyNoPcscd() : 'asked for';
  return why === null ? openProcess(issuer) : openInProcess(await issuer.keys(), why);
}

async function openInProcess(issuers: IssuerKeys, why: string): Promise<BridgeUnderSoak> {
  let haste = 1;
  let errors = 0;
  const unexpected = () => { errors++; };
  process.on('unhandledRejection', unexpected);
  const clock: Clock = { nowMs: systemClock.nowMs, after: (delayMs, action) => systemClock.after(delayMs / haste, action) };
  const rig = await openCardRig({ issuers, clock, prefer: 'in-process' });
  const { close } = rig;
  return Object.assign(rig, {
    through: `in-process, without pcscd (${why})`,
    measure: () => ({ rssKb: Math.round(process.memoryUsage().rss / 1024), open: process.getActiveResourcesInfo().filter((name) => name !== 'TTYWrap' && name !== 'PipeWrap').length }),
    restarts: () => errors,
    hasten: (times: number) => { haste = times; },
    close: async () => { await close(); process.off('unhandledRejection', unexpected); },
  });
}

const READER = '00 00';
const LOOK_MS = 20;

/** The bridge's own processes, a page's line to them, and a hand that also sees the reader for itself. */
async function openProcess(issuer: CardIssuer): Promise<BridgeUnderSoak> {
  const pcsc = await loadPcsc();
  if ('missing' in pcsc) throw new Error(pcsc.missing);
  const { library } = pcsc;
  const pcscd = await startPcscd({ own: true });
  const bridge = await startBridgeProcess({ issuer, readerName: READER });
  const page = await bridge.connect();
  let closing = false;
  let lost = 0;
  page.onClosed(() => { if (!closing) lost++; });
  const until = (holds: () => boolean) => new Promise<void>((resolve) => {
    const look = setInterval(() => { if (holds()) { clearInterval(look); resolve(); } }, LOOK_MS);
  });
  let events = 0;
  const begun = bridge.visitPid() ?? 0;
  let lying: CardInVirtualReader | null = null;

  async function lay(card: LaidCard): Promise<{ code: string }> {
    let command = 0;
    lying = await insertIntoVirtualReader({
      atr: card.atr,
      reset: () => { command = 0; card.reset(); },
      exec: (apdu) => hand.onCommand?.(++command).then((instead) => instead ?? card.exec(apdu)) ?? card.exec(apdu),
    });
    await until(() => !['absent', 'present'].includes(page.tray().card.state));
    events = eventsCounted(library);
    const { state } = page.tray().card;
    return { code: state === 'mynumber' ? 'ok' : state };
  }
  async function take(): Promise<void> {
    await lying?.remove();
    lying = null;
    await until(() => page.tray().card.state === 'absent' && eventsCounted(library) !== events);
  }
  const hand: BridgeUnderSoak = {
    through: 'the bridge\'s own processes and pcscd', onCommand: null, lay, take,
    tray: { state: page.tray, read: ({ pin, insertion }) => page.read(pin, insertion), readB: ({ number, insertion }) => page.readB(number, insertion) },
    pull: () => void lying?.remove(),
    async replug() {
      await take();
      await pcscd.kill();
      await until(() => page.tray().reader === 'none');
      await pcscd.start();
      await until(() => page.tray().reader === 'ready');
    },
    measure: () => ({ rssKb: rssKbOf(begun), open: openOf(begun) + openOf(bridge.pid) }),
    restarts: () => lost + (bridge.visitPid() === begun ? 0 : 1),
    hasten: () => {},
    async close() {
      closing = true;
      page.close();
      await lying?.remove();
      await bridge.stop();
      await pcscd.stop();
    },
  };
  await until(() => page.tray().reader === 'ready');
  return hand;
}

/**
 * pcscd's own count of insertions and removals. After a reading that was cut short it calls the reader empty before its poll has looked:
 * a card that is laid down in that moment is overlooked until it is lifted once more.
 */
function eventsCounted(pcsc: PcscLibrary): number {
  const context = new pcsc.Context();
  try {
    return (context.listReaders().find(({ name }) => name.includes(READER))?.state ?? 0) >>> 16;
  } finally {
    context.close();
  }
}

function rssKbOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
const openOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
