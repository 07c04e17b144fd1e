import { ActButton, Banner, Icon, KeyButton } from '../../design/index.ts';
import { card as cards } from '../../wording/card.ts';
import { household } from '../../wording/household.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say } from '../../wording/wording.tsx';
import { fieldsOf } from '../domain/prefill-forms.ts';
import type { Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { Letters } from './letters.tsx';
import { BackKey, Page } from './page.tsx';

/** Letters of the longest part that fit on one line; family and given name stand under each other. */
const sizeOf = (parts: readonly string[]): number => Math.max(4, ...parts.map((part) => [...part].length));

/** 「この字でよいですか」: the name as large as the screen carries, glyph for glyph, in the face of the forms and not that of headings. */
export const NameCheckScreen = ({ scene }: { scene: Extract<Scene, { at: 'name-check' }> }) => {
  const { city, intake, send, glyphs } = useKiosk();
  const { visit } = scene;
  const key = scene.keys[scene.n] ?? '';
  const value = visit.values[key];
  const name = value?.value ?? '';
  const parts = name.split('　').filter((part) => part !== '');
  const person = fieldsOf(city, visit.procedures, visit.values).find((field) => field.key === key)?.person;
  const missing = value?.doubt === 'unshown' && glyphs.look(name).some(({ drawn }) => drawn === 'missing');
  const cardLies = scene.undo !== null && intake.tray.link === 'open' && intake.tray.card.state !== 'absent';
  return (
    <Page id={`name-check-${key}`} step={scene.undo === null ? 2 : person ? 1 : 0} typed={visit.by !== 'card'} className="name-page" title={<Say of={cards.nameTitle} />}
      lead={<>{person && <><Say of={household.personN} params={{ n: person.n }} />　</>}<Say of={cards.nameLine} /></>}
      foot={<><BackKey /><KeyButton wide icon="pen" onPress={() => send({ do: 'glyph-doubt', doubt: true })}><Say of={cards.nameWrong} /></KeyButton><ActButton wide iconAfter="next" onPress={() => send({ do: 'glyph-doubt', doubt: false })}><Say of={cards.nameRight} /></ActButton></>}>
      {cardLies && <Banner tone="well" live="polite" title={<Say of={words.takeCard} />} />}
      <p className="name-large" lang="ja" data-private style={{ '--letters': sizeOf(parts) } as React.CSSProperties}>{parts.map((part, n) => <span key={n}><Letters text={part} /></span>)}</p>
      <div className="kiosk-state" aria-live="polite">
        {value?.doubt === 'unshown' && <Banner tone="note" icon="staff" title={<Say of={missing ? cards.noGlyph : cards.plainGlyph} />} />}
        {value?.doubt === 'glyph' && <p className="kiosk-waiting"><Icon name="check" /><span><Say of={words.glyphNoted} /></span></p>}
      </div>
    </Page>
  );
};
