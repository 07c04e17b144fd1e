import type { Wording } from '@engawa/reception/contract';
import { Banner, Icon, Sheet } from '../../design/index.ts';
import { guide as words } from '../../wording/guide.ts';
import { withCityWords } from '../../wording/intake.ts';
import { Say } from '../../wording/wording.tsx';
import { guidePages } from '../domain/guide.ts';
import type { Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { BackKey, NextAct, Page } from './page.tsx';

const Fact = ({ icon, label, says }: { icon: 'calendar' | 'person'; label: Wording; says: Wording }) => (
  <div className="guide-fact"><dt><Icon name={icon} /><Say of={label} /></dt><dd><Say of={says} /></dd></div>
);

/** 案内: step by step, until when and by whom, and what to have with one. Nothing is asked here. */
export const GuideScreen = ({ scene }: { scene: Extract<Scene, { at: 'guide' }> }) => {
  const { city, send } = useKiosk();
  const pages = guidePages(city, scene.visit, scene.moment);
  const page = pages[scene.page];
  const form = page?.form ?? null;
  const ends = scene.moment === 'last' && scene.page >= pages.length - 1;
  const title = form ? withCityWords(words.stepsOf, 'title', form.title) : page?.bring === true ? words.bring : words.steps;
  return (
    <Page id={`guide-${scene.moment}-${scene.page}`} className="guide-page" title={<Say of={title} />} {...(scene.moment === 'last' ? { step: 2 as const, typed: scene.visit.by !== 'card' } : {})}
      {...(page?.bring === true ? { lead: <Say of={words.bringLine} /> } : {})}
      foot={<><BackKey /><NextAct onPress={() => send({ do: 'next' })}>{ends ? <Say of={words.toNumber} /> : null}</NextAct></>}>
      {form?.paper === 'cover' && <Banner tone="info" icon="doc" title={<Say of={words.statutory} />} />}
      <Sheet className="guide-sheet">
        <ol className={page?.bring === true ? 'guide-lines guide-bring' : 'guide-lines'}>
          {page?.lines.map((line, i) => <li key={line.ja}><span className="guide-mark" aria-hidden="true">{page.bring ? <Icon name="check" /> : i + 1}</span><span><Say of={line} /></span></li>)}
        </ol>
      </Sheet>
      {form && (form.deadline ?? form.who) && (
        <dl className="guide-facts">
          {form.deadline && <Fact icon="calendar" label={words.deadline} says={form.deadline} />}
          {form.who && <Fact icon="person" label={words.who} says={form.who} />}
        </dl>
      )}
    </Page>
  );
};
