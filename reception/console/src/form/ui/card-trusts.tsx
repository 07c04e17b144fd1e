import type { IntakeForm } from '@engawa/reception/contract';
import { words } from '../../wording.ts';
import { readCards, toneOf, type ReadCard, type Tone } from '../domain/card-trusts.ts';

const w = words.person;
const SIGNS: Record<Tone, string> = { well: '✓ ', quiet: '', bad: '✕ ' };

const Trust = ({ read: { of, trust }, alone }: { read: ReadCard; alone: boolean }) => {
  const { signature, chip, chipAnswer } = toneOf(trust);
  return (
    <p className="trust">
      {!alone && <b className="whole">{of === null ? w.applicant : w.cardOf(of.n, of.name)}</b>}
      <span className={`whole ${signature}`}>{SIGNS[signature]}{w.card[trust.authenticity]}</span>
      <span className={`whole ${chip}`}>{SIGNS[chip]}{w.cardLive[chipAnswer]}</span>
      {trust.by === 'number-b' && <span className="whole">{w.cardByB}</span>}
    </p>
  );
};

/** How far each card may be trusted, in words. */
export function CardTrusts({ form }: { form: IntakeForm }) {
  const cards = readCards(form);
  return <>{form.card === null && <p className="quiet">{w.noCard}</p>}{cards.map((read) => <Trust key={read.of?.n ?? 0} read={read} alone={cards.length === 1 && read.of === null} />)}</>;
}
