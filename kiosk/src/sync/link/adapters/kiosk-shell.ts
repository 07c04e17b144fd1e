import { z } from 'zod';

/**
 * 殻: the process that owns this kiosk's browser. It speaks to the page through a pipe that nobody else holds: what it has to say
 * stands in `engawaShell` before the page begins, and the page answers through `engawaTell`. Nothing of it is in an address, a
 * command line, the history or a file.
 */
export const SHELL = { object: 'engawaShell', tell: 'engawaTell' } as const;

/** What the shell says to the page of one life. `bridge` and `enrol`: what the installer gave, token of the card bridge and code of the hall. */
export const ShellWords = z.object({
  /** this life's own word, 16 letters and more: under it the life is left for the next page */ word: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  /** the word of the page before, if that one ended by its exit */ after: z.string().nullable(),
  bridge: z.string().nullable(),
  enrol: z.string().nullable(),
});
export type ShellWords = z.infer<typeof ShellWords>;
/** What a page tells its shell: the first screen is there; the visit is over, end this browser; what is kept on this machine cannot be used. */
export const ShellNews = z.object({ news: z.enum(['ready', 'over', 'broken']), word: z.string() });
export type ShellNews = z.infer<typeof ShellNews>;

export interface KioskShell {
  word: string; after: string | null; enrol: string | null;
  /** the newest token of the card bridge that the shell knows of: a bridge that was started anew has a new one */
  bridge(): string | null;
  ready(): void;
  over(): void;
  broken(): void;
}

/** Null in an ordinary browser, and where what stands there is not of a shell. */
export function takeKioskShell(world: Readonly<Record<string, unknown>>): KioskShell | null {
  const words = () => ShellWords.safeParse(world[SHELL.object]).data;
  const first = words();
  if (typeof world[SHELL.tell] !== 'function' || first === undefined) return null;
  const { word, after, enrol } = first;
  const say = (news: ShellNews['news']) => { (world[SHELL.tell] as (payload: string) => void)(JSON.stringify({ news, word } satisfies ShellNews)); };
  return { word, after, enrol, bridge: () => words()?.bridge ?? null, ready: () => say('ready'), over: () => say('over'), broken: () => say('broken') };
}
