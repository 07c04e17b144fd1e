import { peopleCount, personKey, type ConcreteField } from '@engawa/reception/contract';
import { Icon, KeyButton } from '../../design/index.ts';
import { card as cards } from '../../wording/card.ts';
import { household } from '../../wording/household.ts';
import { Say } from '../../wording/wording.tsx';
import { nextPersonOf } from '../domain/card-reading.ts';
import type { Visit } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { Letters } from './letters.tsx';

/** Who of a list was read from a card so far, and the key for one more. Nothing where the list has no name to fill. */
export const PeopleByCard = ({ list, visit }: { list: ConcreteField; visit: Visit }) => {
  const { send } = useKiosk();
  const next = nextPersonOf(useKiosk().city, visit, list.key);
  const nameColumn = list.columns?.find(({ fromCard }) => fromCard === 'name')?.key;
  if (nameColumn === undefined) return null;
  const read = Array.from({ length: peopleCount(list, visit.values) }, (_, i) => i + 1).flatMap((n) => {
    const name = visit.values[personKey(list.key, n, nameColumn)];
    return name?.source === 'card' ? [{ n, name: name.value }] : [];
  });
  return (
    <div className="people-by-card">
      {read.length > 0 && <ul className="people-read" data-private>{read.map(({ n, name }) => <li key={n}><Icon name="card" /><span><Say of={household.personN} params={{ n }} />　<b lang="ja"><Letters text={name} /></b></span></li>)}</ul>}
      {next && <KeyButton wide icon="card" onPress={() => send({ do: 'add-by-card', list: list.key })} detail={<Say of={cards.addByCardLine} />}><Say of={cards.addByCard} /></KeyButton>}
    </div>
  );
};
