import { useState } from 'react';
import { CheckRow, Fitted, Icon, KeyButton } from '../../design/index.ts';
import { NextAct, Page } from '../../intake/ui/page.tsx';
import { useKiosk } from '../../intake/ui/kiosk-context.tsx';
import { intake } from '../../wording/intake.ts';
import { FACT_WORDS, navigator as words } from '../../wording/navigator.ts';
import { withCityWords } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { ASK, asksStaff, beginningOf, isTicked, type Ticks } from '../domain/beginning.ts';
import { type Facts } from '../domain/facts.ts';
import { howSure, type Guidance } from '../domain/guide.ts';
import type { NavigatorInput } from '../domain/next-navigator.ts';
import type { Step } from '../domain/questions.ts';
import { LineCard } from './line-card.tsx';
import type { LineWorld } from './line-words.tsx';
import { linesOf, sectionsOf, type Section } from './result-sections.ts';
import { Summary } from './summary.tsx';

export interface ResultProps {
  world: LineWorld; guidance: Guidance; facts: Facts; ticks: Ticks;
  onDo: (input: NavigatorInput) => void; onBegin: () => void; onGoHome: () => void; onAnswers: () => void;
  /** the answers were looked at from the last page: it stands there again */ startAt: 'first' | 'last';
}

const TITLES = { 'no-visit': words.noVisitTitle, here: words.hereTitle, staff: words.staffTitle, last: words.lastTitle } as const;
const LINES = { 'no-visit': words.noVisitLine, here: words.hereLine, staff: words.staffLine, last: words.lastLine } as const;

/** 「わかると、あと2つ はっきりします」: the question that settles most is one touch away. */
const Surer = ({ guidance, onGo }: { guidance: Guidance; onGo: (step: Step) => void }) => {
  const { sure, open, ask } = howSure(guidance);
  const best = ask[0];
  return (
    <div className="navigator-sure">
      <p>{open === 0 ? <Say of={words.sureAll} /> : <Say of={words.sureSome} params={{ sure, open }} />}</p>
      {best && <div className="navigator-settle"><p><Say of={withCityWords(words.settles, 'fact', FACT_WORDS[best.step])} params={{ n: best.settles }} /></p><KeyButton look="small" icon="undo" onPress={() => onGo(best.step)}><Say of={words.answerNow} /></KeyButton></div>}
    </div>
  );
};

type Block = { key: string; block: React.ReactNode };
const blocksOf = (section: Section, props: ResultProps): Block[] => {
  const { guidance, world, ticks, onDo } = props;
  const cards = linesOf(guidance, section).map((line): Block => ({ key: line.id, block: <LineCard line={line} world={world} ticked={isTicked(line, ticks)} onTick={(on) => onDo({ do: 'tick', id: line.id, on })} /> }));
  if (section === 'staff') return [
    ...cards,
    { key: ASK, block: <CheckRow name="procedure" value={ASK} checked={asksStaff(guidance, ticks)} onChange={(on) => onDo({ do: 'tick', id: ASK, on })} icon="staff" title={<Say of={words.askStaff} />} /> },
    { key: 'sure', block: <Surer guidance={guidance} onGo={(step) => onDo({ do: 'go-to', step })} /> },
  ];
  if (section !== 'last') return cards;
  const chosen = guidance.lines.filter((line) => isTicked(line, ticks));
  const things = [...new Set(chosen.flatMap(({ bring }) => bring))];
  return [
    ...(guidance.lost ? [] : [{ key: 'summary', block: <Summary {...props} chosen={chosen} /> }]),
    ...things.map((thing): Block => ({ key: thing, block: <p className="navigator-thing"><Icon name="check" /><span>{world.profile.brings[thing] && <Say of={world.profile.brings[thing]} />}</span></p> })),
  ];
};

const lastTitle = ({ guidance, ticks }: ResultProps) => (guidance.lost ? words.lostTitle : guidance.lines.length === 0 ? words.nothing : guidance.lines.some((line) => isTicked(line, ticks)) ? words.lastTitle : words.noTicket);

/** The answer, part by part and page by page. */
export const ResultPages = (props: ResultProps) => {
  const { guidance, ticks, facts, world, onDo, onBegin, onGoHome } = props;
  const { intake: { manner } } = useKiosk();
  const { lang } = useWording();
  const sections = sectionsOf(guidance);
  const [at, setAt] = useState({ section: props.startAt === 'last' ? sections.length - 1 : 0, page: 0 });
  const [pages, setPages] = useState(1);
  const section = sections[Math.min(at.section, sections.length - 1)] ?? 'last';
  const page = Math.min(at.page, pages - 1);
  const { procedures } = beginningOf(world.profile, guidance, facts, ticks);
  const back = (): void => { if (page > 0) setAt({ ...at, page: page - 1 }); else if (at.section > 0) setAt({ section: at.section - 1, page: Number.MAX_SAFE_INTEGER }); else onDo({ do: 'back' }); };
  const next = (): void => setAt(page < pages - 1 ? { ...at, page: page + 1 } : { section: at.section + 1, page: 0 });
  const isEnd = section === 'last' && page === pages - 1;
  const title = section === 'last' ? lastTitle(props) : TITLES[section];
  return (
    <Page id={`navigator-result-${section}-${page}`} className="navigator-page navigator-result" title={<><Say of={title} />{pages > 1 && <span className="page-of number"><Say of={intake.pageOf} params={{ n: page + 1, of: pages }} /></span>}</>}
      lead={<Say of={section === 'last' && title !== words.lastTitle ? (guidance.lost ? words.lostLine : words.atHome) : LINES[section]} />}
      foot={<>
        <KeyButton icon="back" onPress={back}><Say of={intake.back} /></KeyButton>
        {!isEnd ? <NextAct onPress={next} /> : procedures.length > 0 ? <NextAct onPress={onBegin}>{guidance.lost || procedures.every((id) => id === world.profile.ask) ? <Say of={words.askStaff} /> : <Say of={words.begin} params={{ n: procedures.filter((id) => id !== world.profile.ask).length }} />}</NextAct> : <NextAct onPress={onGoHome}><Say of={words.goHome} /></NextAct>}
      </>}>
      <Fitted key={`${section} ${lang} ${manner.textScale} ${manner.seated} ${manner.furigana}`} className={`navigator-blocks navigator-blocks-${section}`} blocks={blocksOf(section, props)} page={page} onPages={setPages} />
    </Page>
  );
};
