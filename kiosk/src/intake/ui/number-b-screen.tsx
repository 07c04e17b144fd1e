import { useEffect } from 'react';
import { ActButton, Banner, Icon, KeyButton } from '../../design/index.ts';
import { card as cards, CARD_NEXT, CARD_TROUBLE } from '../../wording/card.ts';
import { intake as words } from '../../wording/intake.ts';
import { isJapanese, type Phrase } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { insertionForB } from '../domain/card-scenes.ts';
import { NUMBER_B_PARTS, numberBOf, offeredTriesOfB, PART_DIGITS, partFault, yearInTokyo, type NumberBPart, type PartFault } from '../domain/number-b.ts';
import type { Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { BackKey, Page } from './page.tsx';

type NumberBScene = Extract<Scene, { at: 'number-b' }>;
const LABELS: Record<NumberBPart, Phrase> = { birth: cards.partBirth, expiry: cards.partExpiry, code: cards.partCode };
const HELPS: Record<NumberBPart, Phrase> = { birth: cards.partBirthHelp, expiry: cards.partExpiryHelp, code: cards.partCodeHelp };
const FAULTS: Record<PartFault, Phrase> = { 'no-such-day': cards.noSuchDay, 'no-such-year': cards.noSuchYear };

/** Staff read Japanese, whatever the visitor reads. */
const ForStaff = ({ of }: { of: Phrase }) => {
  const { lang } = useWording();
  return <><Say of={of} />{!isJapanese(lang) && <small><Say of={of} in="ja" /></small>}</>;
};

/** Where the three numbers stand, on a card that plainly belongs to nobody. */
const SampleCard = ({ open }: { open: NumberBPart | null }) => {
  const mark = (part: NumberBPart, n: number, text: string) => <span className={`sample-part${open === part ? ' sample-part-now' : ''}`}><i>{n}</i>{text}</span>;
  return (
    <figure className="sample-card">
      <div className="sample-face" lang="ja" aria-hidden="true">
        <span className="sample-photo"><Icon name="person" /></span>
        <span className="sample-lines"><span>氏名　見本　見本</span><span>住所　見本市見本町</span><span className="sample-births">{mark('birth', 1, '昭和55年 2月17日')}生</span><span>{mark('expiry', 2, '2035年')} 3月 3日まで有効</span></span>
        <span className="sample-code">{mark('code', 3, '2285')}</span>
        <b className="sample-stamp">見本</b>
      </div>
      <figcaption className="quiet"><Say of={cards.sampleCard} /></figcaption>
    </figure>
  );
};

/** One part: its digits while it is typed, dots afterwards; a touch opens it again. */
const Part = ({ part, n, scene, thisYear }: { part: NumberBPart; n: number; scene: NumberBScene; thisYear: number }) => {
  const { send } = useKiosk();
  const { say } = useWording();
  const digits = scene.draft.parts[part];
  const open = scene.draft.open === part;
  const fault = partFault(part, digits, thisYear);
  const told = `${say(LABELS[part])}: ${open ? [...digits].join(' ') : digits.length === PART_DIGITS[part] ? say(cards.partDone) : say(cards.partLeft, { n: PART_DIGITS[part] - digits.length })}`;
  return (
    <div className={`b-part${open ? ' b-part-open' : ''}`}>
      <button type="button" className="b-part-key" aria-pressed={open} aria-label={told} aria-describedby={`b-${part}-help`} onClick={() => send({ do: 'open-part', part })}>
        <i aria-hidden="true">{n}</i>
        <span className="b-part-label" aria-hidden="true"><ForStaff of={LABELS[part]} /></span>
        <span className="b-boxes" aria-hidden="true" data-private>{Array.from({ length: PART_DIGITS[part] }, (_, at) => <span key={at} className={`b-box${part === 'birth' && at > 0 && at % 2 === 0 ? ' b-box-apart' : ''}`}>{open ? (digits[at] ?? '') : digits[at] === undefined ? '' : '●'}</span>)}</span>
      </button>
      <p id={`b-${part}-help`} className={fault === null ? 'quiet' : 'field-error'} aria-live="polite">{fault !== null && <Icon name="warn" />}<Say of={fault === null ? HELPS[part] : FAULTS[fault]} /></p>
    </div>
  );
};

const Told = ({ scene }: { scene: NumberBScene }) => {
  const offered = offeredTriesOfB(scene.triesLeft);
  if (scene.wrong) return <Banner tone="note" icon="key" live="assertive" title={offered === null ? <Say of={CARD_TROUBLE.PIN_WRONG} /> : <Say of={cards.numberBWrong} params={{ n: offered }} />}><Say of={cards.numberBKept} /></Banner>;
  const next = scene.trouble === null ? undefined : CARD_NEXT[scene.trouble];
  return scene.trouble === null ? null : <Banner tone="note" icon="card" live="assertive" title={<Say of={CARD_TROUBLE[scene.trouble]} />}>{next && <Say of={next} />}</Banner>;
};

/** 照合番号B, for a card whose PIN nobody can or may use: by staff, with the card in hand, then on the tray. */
export const NumberBScreen = ({ scene }: { scene: NumberBScene }) => {
  const { intake, link, send, click } = useKiosk();
  const { say } = useWording();
  const thisYear = yearInTokyo(link.timeMs());
  const left = NUMBER_B_PARTS.reduce((sum, part) => sum + PART_DIGITS[part] - scene.draft.parts[part].length, 0);
  const whole = numberBOf(scene.draft, thisYear) !== null;
  const lies = insertionForB(intake.tray) !== null;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (/^[0-9]$/.test(event.key)) send({ do: 'digit', digit: event.key });
      else if (event.key === 'Backspace') send({ do: 'erase' });
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) send({ do: 'enter-number-b' });
      else return;
      click();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [send, click]);
  const digit = (value: string) => <KeyButton key={value} look="digit" onPress={() => { click(); send({ do: 'digit', digit: value }); }}>{value}</KeyButton>;
  const why = !whole ? <Say of={words.digitsMissing} params={{ n: left }} /> : !lies ? <Say of={cards.nowTheCard} /> : undefined;
  return (
    <Page id="number-b" step={scene.errand.who === null ? 0 : 1} className="number-b-page" title={<Say of={cards.numberBTitle} />} lead={<ForStaff of={cards.numberBLine} />}
      foot={<><BackKey /><KeyButton wide icon="keyboard" onPress={() => send({ do: 'by-typing' })}><Say of={words.byTyping} /></KeyButton></>}>
      <div className="b-side">
        <Told scene={scene} />
        <SampleCard open={scene.draft.open} />
        <div className="b-parts">{NUMBER_B_PARTS.map((part, n) => <Part key={part} part={part} n={n + 1} scene={scene} thisYear={thisYear} />)}</div>
      </div>
      <div className="pin-pad" role="group" aria-label={say(cards.numberBPad)}>
        {[...'123456789'].map(digit)}
        <KeyButton look="soft" icon="del" onPress={() => { click(); send({ do: 'erase' }); }}><Say of={words.eraseOne} /></KeyButton>
        {digit('0')}
        <ActButton onPress={() => send({ do: 'enter-number-b' })} {...(why === undefined ? {} : { why })}><Say of={words.enterPin} /></ActButton>
      </div>
    </Page>
  );
};
