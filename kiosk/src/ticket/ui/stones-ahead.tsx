import type { ReactNode } from 'react';
import { phone } from '../../wording/phone.ts';
import { useWording } from '../../wording/wording.tsx';

const STONE = 'c0-9 9-15 20-15s19 6 19 14-9 14-20 14-19-4-19-13z';
/** At most this many stones are drawn; the number beside them is always exact. */
const DRAWN = 5;

/** Stepping stones between me and the counter: one for each person ahead. Decoration beside the words. */
export function StonesAhead({ ahead }: { ahead: number }): ReactNode {
  const { say } = useWording();
  const stones = Math.min(ahead, DRAWN);
  return (
    <svg className="phone-stones" viewBox="0 0 314 92" aria-hidden="true">
      <path className="phone-stones-path" d="M20 58C90 20 200 90 296 44" />
      {Array.from({ length: stones }, (_, at) => <path key={at} className="phone-stone" d={`M${50 + (at * 225) / DRAWN} ${48 + 8 * Math.sin(at * 1.2)}${STONE}`} />)}
      {ahead > DRAWN && <text className="phone-stones-more" x="272" y="58">…</text>}
      <path className="phone-stone-me" d="M2 56c0-12 10-19 24-19s23 7 23 18-10 18-24 18S2 68 2 56z" />
      <text className="phone-stones-me" x="25.5" y="61" textAnchor="middle">{say(phone.me)}</text>
      <g transform="translate(280 14) scale(.4 .44)"><path className="phone-stones-kifuda" d="M17 3h52l14 15v79H3V18z" /><circle className="phone-stones-hole" cx="43" cy="14" r="4.5" /></g>
      <text className="phone-stones-counter" x="297" y="76" textAnchor="middle">{say(phone.counterWord)}</text>
    </svg>
  );
}
