import type { FormField, Procedure, Source } from '@engawa/reception/contract';
import { Banner, KeyButton, ProvenanceMark } from '../../design/index.ts';
import { PROVENANCE_WORDS } from '../../wording/house.ts';
import { intake as words } from '../../wording/intake.ts';
import { isJapanese } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { formatEnglishDate, formatEraDate, formatPartDate, parseIsoDate } from '../domain/era.ts';
import { proceduresOf, totalFeeYen, type Values } from '../domain/prefill-forms.ts';
import type { Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { BackKey, NextAct, Page } from './page.tsx';

/** A value as people read it: era dates, names of options. */
const useShown = () => {
  const { lang, say, formDate } = useWording();
  return (field: FormField, text: string): { main: string; sub: string } => {
    if (field.kind === 'choice') { const option = field.options?.find(({ value }) => value === text); return { main: option ? say(option.label) : text, sub: '' }; }
    const date = field.kind === 'date' ? parseIsoDate(text) : null;
    const part = field.kind === 'date' ? formatPartDate(text) : null;
    if (part) return isJapanese(lang) ? part : { main: text, sub: part.main };
    if (date) return isJapanese(lang) ? formatEraDate(date) : { main: lang === 'en' ? formatEnglishDate(date) : formDate(text), sub: formatEraDate(date).main };
    return { main: text, sub: '' };
  };
};

const Row = ({ label, children, source, act, whole = false }: { label: React.ReactNode; children: React.ReactNode; source: Source | null; act: React.ReactNode; /** term above its words, over both columns */ whole?: boolean }) => (
  <div className={`review-row${whole ? ' review-row-whole' : ''}`}><dt>{label}</dt><dd className="review-value">{children}</dd><dd className="review-mark">{source && <ProvenanceMark source={source}><Say of={PROVENANCE_WORDS[source]} /></ProvenanceMark>}</dd><dd className="review-act">{act}</dd></div>
);

const ApplicantRow = ({ field, values, glyphDoubt }: { field: FormField; values: Values; glyphDoubt: boolean }) => {
  const { send } = useKiosk();
  const { say } = useWording();
  const shown = useShown();
  const value = values[field.key];
  const { main, sub } = shown(field, value?.value ?? '');
  const glyph = field.kind === 'name' && value?.source === 'card';
  return (
    <Row label={<Say of={field.label} />} source={value?.source ?? null}
      act={glyph ? <KeyButton wide look="small" pressed={glyphDoubt} onPress={() => send({ do: 'glyph-doubt', doubt: !glyphDoubt })}><Say of={words.glyph} /></KeyButton>
        : <KeyButton wide look="small" label={say(words.fixField, { label: say(field.label) })} onPress={() => send({ do: 'fix', key: field.key })}><Say of={value?.value ? words.fix : words.add} /></KeyButton>}>
      <span data-private lang="ja">{main === '' ? <Say of={words.empty} /> : main}{sub !== '' && <small>{sub}</small>}</span>
      {glyph && glyphDoubt && <small role="status"><Say of={words.glyphNoted} /></small>}
    </Row>
  );
};

const ProcedureRow = ({ procedure, values }: { procedure: Procedure; values: Values }) => {
  const { send } = useKiosk();
  const { say, lang } = useWording();
  const shown = useShown();
  const details = procedure.fields.flatMap((field) => {
    const text = values[field.key]?.value ?? '';
    // What is not asked for needs no line: 「記載しない」 four times would hide the one thing that matters.
    if (text === '' || (field.kind === 'choice' && text === 'no')) return [];
    const { main } = shown(field, text);
    return [`${say(field.label)}${isJapanese(lang) || lang === 'zh' ? '：' : ': '}${main}`];
  });
  return (
    <Row whole label={<Say of={procedure.title} />} source="visitor"
      act={procedure.fields.length > 0 && <KeyButton wide look="small" label={say(words.fixField, { label: say(procedure.title) })} onPress={() => send({ do: 'fix-procedure', procedure: procedure.id })}><Say of={words.fix} /></KeyButton>}>
      <small data-private>{details.join(' ・ ')}</small>
    </Row>
  );
};

/** Everything on one page: what, from where, and a way to change it. */
export const ReviewScreen = ({ scene }: { scene: Extract<Scene, { at: 'review' }> }) => {
  const { city, intake, send } = useKiosk();
  const { yen } = useWording();
  const { visit } = scene;
  const cardLies = visit.by === 'card' && intake.tray.link === 'open' && intake.tray.card.state !== 'absent';
  const fee = totalFeeYen(city, visit.procedures, visit.values);
  const sources: Source[] = visit.by === 'card' ? ['card', 'visitor'] : ['visitor'];
  return (
    <Page id="review" step={2} typed={visit.by === 'typing'} title={<Say of={words.reviewTitle} />} className="review-page"
      foot={<><BackKey /><NextAct onPress={() => send({ do: 'submit' })}><Say of={words.submit} /></NextAct></>}>
      {cardLies && <Banner tone="well" title={<Say of={words.takeCard} />} />}
      {!cardLies && visit.procedures.length < 3 && <p className="review-sources"><span className="quiet"><Say of={words.sources} /></span>{sources.map((source) => <ProvenanceMark key={source} source={source}><Say of={PROVENANCE_WORDS[source]} /></ProvenanceMark>)}</p>}
      <dl className="review-list">
        {proceduresOf(city, visit.procedures).map((procedure) => <ProcedureRow key={procedure.id} procedure={procedure} values={visit.values} />)}
        {city.applicant.map((field) => <ApplicantRow key={field.key} field={field} values={visit.values} glyphDoubt={visit.glyphDoubt} />)}
      </dl>
      {fee > 0 && <p className="review-fee"><span><Say of={words.feeTotal} /></span><b className="number">{yen(fee)}</b></p>}
    </Page>
  );
};
