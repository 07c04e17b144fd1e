import { personName, type CardTrust, type IntakeForm } from '@engawa/reception/contract';

/** One reading as staff weigh it. `of`: null is the applicant, else the place in the list and the name that stands there. */
export interface ReadCard { readonly of: { readonly n: number; readonly name: string } | null; readonly trust: CardTrust }

/** Every card that was read in a visit, the applicant's first, then the others in the order of their places. */
export function readCards({ card, furtherCards = {}, values }: Pick<IntakeForm, 'card' | 'furtherCards' | 'values'>): readonly ReadCard[] {
  const others = Object.entries(furtherCards).map(([who, trust]) => {
    const dot = who.lastIndexOf('.');
    const [list, n] = [who.slice(0, dot), Number(who.slice(dot + 1))];
    const name = personName(list, n, values);
    return { of: { n, name: name === String(n) ? '' : name }, trust };
  });
  return [...(card === null ? [] : [{ of: null, trust: card }]), ...others.toSorted((a, b) => a.of.n - b.of.n)];
}

export type Tone = 'well' | 'quiet' | 'bad';
/** What of a card is said: its signature, the answer of its chip, and by what it was opened. Only what a person must do wears the alarm. */
export const toneOf = ({ authenticity, live }: CardTrust): { signature: Tone; chip: Tone; chipAnswer: 'yes' | 'no' | 'unknown' } => ({
  signature: authenticity === 'verified' ? 'well' : authenticity === 'failed' ? 'bad' : 'quiet',
  chip: live === null ? 'quiet' : live ? 'well' : 'bad', chipAnswer: live === null ? 'unknown' : live ? 'yes' : 'no',
});
