import type { ConsoleState } from '@engawa/reception/contract';

type Printer = NonNullable<ConsoleState['printers']>[number];
export type Paper = NonNullable<ConsoleState['papers']>[number];

/** well: prints. note: prints still, look soon. alarm: does not print, a person must do something. */
export type PrinterTone = 'well' | 'note' | 'alarm';
export const toneOf = ({ health }: Pick<Printer, 'health'>): PrinterTone => (health === 'ready' ? 'well' : health === 'paper-low' ? 'note' : 'alarm');

export interface PrinterLine { readonly id: string; readonly name: string; readonly health: Printer['health']; readonly tone: PrinterTone; /** since when, where that is known and something is wrong */ readonly sinceMs: number | null }
export interface PaperNews {
  readonly lines: readonly PrinterLine[]; readonly ready: number;
  /** printers that do not print */ readonly down: readonly PrinterLine[]; readonly low: readonly PrinterLine[];
  /** papers that a person has to look at */ readonly toLookAt: readonly Paper[]; readonly waiting: readonly Paper[];
}

const ORDER = { alarm: 0, note: 1, well: 2 } as const satisfies Record<PrinterTone, number>;

/** What staff must know of paper, the worst first. Null in a hall without printers: nothing is said of paper there. */
export function paperNews(state: Pick<ConsoleState, 'printers' | 'papers'>): PaperNews | null {
  if (state.printers === undefined || state.printers.length === 0) return null;
  const lines = state.printers.map((printer): PrinterLine => {
    const tone = toneOf(printer);
    return { id: printer.id, name: printer.name, health: printer.health, tone, sinceMs: tone === 'well' || printer.since === null ? null : Date.parse(printer.since) };
  }).sort((a, b) => ORDER[a.tone] - ORDER[b.tone]);
  const of = (tone: PrinterTone): PrinterLine[] => lines.filter((line) => line.tone === tone);
  const papers = state.papers ?? [];
  return { lines, ready: lines.length - of('alarm').length, down: of('alarm'), low: of('note'), toLookAt: papers.filter(({ state: s }) => s !== 'waiting'), waiting: papers.filter(({ state: s }) => s === 'waiting') };
}
