import { Icon } from '../../design/index.ts';
import { navigator as words } from '../../wording/navigator.ts';
import { Say } from '../../wording/wording.tsx';
import { canDoHere } from '../domain/beginning.ts';
import type { Line } from '../domain/guide.ts';
import { Due, Law, type LineWorld, nameOf, Place, Why } from './line-words.tsx';

interface CardProps { line: Line; world: LineWorld; ticked: boolean; onTick: (on: boolean) => void }

const Body = ({ line, world }: Pick<CardProps, 'line' | 'world'>) => (
  <span className="line-words">
    <span className="line-title"><Say of={nameOf(line)} />{line.need === 'wish' && <span className="line-tag"><Say of={words.wish} /></span>}</span>
    <Why line={line} />
    {line.noVisit && line.skip && <span className="line-how"><Icon name="phone" /><span><Say of={line.skip.how} /></span></span>}
    <span className="line-facts"><Due line={line} today={world.today} /><Place line={line} city={world.city} /></span>
    {!line.noVisit && line.skip && <span className="line-how"><Icon name="phone" /><span><Say of={words.withCard} /></span></span>}
    <Law line={line} profile={world.profile} />
  </span>
);

/** One procedure of the answer. What can be done here today has a box; the whole card is its label. */
export const LineCard = ({ line, world, ticked, onTick }: CardProps) => {
  if (!canDoHere(line)) return <p className="line-card line-card-plain"><Body line={line} world={world} /></p>;
  return (
    <label className={`choice-row check-row line-card${ticked ? ' check-row-on' : ''}`}>
      <span className="check-row-box"><input type="checkbox" name="procedure" value={line.id} checked={ticked} onChange={(event) => onTick(event.currentTarget.checked)} />{ticked && <Icon name="check" />}</span>
      <Body line={line} world={world} />
      {line.noVisit && <span className="line-aside"><Say of={words.atCounter} /></span>}
    </label>
  );
};
