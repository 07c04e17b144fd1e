import { useEffect } from 'react';
import { ActButton, Icon, KeyButton, Sheet } from '../../design/index.ts';
import { card as cards, CARD_TROUBLE } from '../../wording/card.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { offeredTries } from '../domain/card-scenes.ts';
import type { Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { BackKey, Page } from './page.tsx';

type PinScene = Extract<Scene, { at: 'pin' }>;

/** Keys that are left, and the one that is kept: known before the first digit. */
const Tries = ({ scene: { triesLeft, wrong, trouble } }: { scene: PinScene }) => {
  const offered = offeredTries(triesLeft);
  return (
    <Sheet ground="mat" className={`pin-tries${wrong || trouble ? ' pin-wrong' : ''}`}>
      {offered !== null && <span className="pin-keys" aria-hidden="true">{Array.from({ length: Math.min(offered, 4) }, (_, n) => <span key={n} className="pin-key"><Icon name="key" /></span>)}<span className="pin-key pin-key-kept"><Icon name="lock" /></span></span>}
      <div aria-live="assertive">
        {trouble && <p className="pin-trouble"><Say of={CARD_TROUBLE[trouble]} /> <Say of={cards.pinAgain} /></p>}
        <p className="pin-count">{offered === null ? wrong && <Say of={words.pinWrongNoCount} /> : <Say of={wrong ? words.pinWrong : words.tries} params={{ n: offered }} />}</p>
        <p className="quiet"><Say of={words.triesKept} /></p>
      </div>
    </Sheet>
  );
};

/** Dots, tries, pad. The layout of the keys is fixed, because hands remember it; physical digits work as well. */
export const PinScreen = ({ scene }: { scene: PinScene }) => {
  const { send, click } = useKiosk();
  const { say } = useWording();
  const filled = scene.digits.length;
  const { who } = scene.errand;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (/^[0-9]$/.test(event.key)) send({ do: 'digit', digit: event.key });
      else if (event.key === 'Backspace') send({ do: 'erase' });
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) send({ do: 'enter-pin' });
      else return;
      click();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [send, click]);
  const digit = (value: string) => <KeyButton key={value} look="digit" onPress={() => { click(); send({ do: 'digit', digit: value }); }}>{value}</KeyButton>;
  return (
    <Page id="pin" step={who === null ? 0 : 1} title={who === null ? <Say of={words.pinTitle} /> : <Say of={cards.pinOther} params={{ n: who.n }} />} lead={<Say of={who === null ? words.pinLine : cards.pinOtherLine} />} className="pin-page"
      foot={<><BackKey /><KeyButton wide icon="help" onPress={() => send({ do: 'pin-unknown' })}><Say of={words.pinUnknown} /></KeyButton></>}>
      <div className="pin-side">
        <div className="pin-dots" role="img" aria-label={say(words.pinDots, { n: filled })}>{[0, 1, 2, 3].map((n) => <span key={n} className={`pin-dot${n < filled ? ' pin-dot-filled' : ''}${n === filled ? ' pin-dot-now' : ''}`} />)}</div>
        <Tries scene={scene} />
      </div>
      <div className="pin-pad" role="group" aria-label={say(words.pinPad)}>
        {[...'123456789'].map(digit)}
        <KeyButton look="soft" icon="del" onPress={() => { click(); send({ do: 'erase' }); }}><Say of={words.eraseOne} /></KeyButton>
        {digit('0')}
        <ActButton onPress={() => send({ do: 'enter-pin' })} {...(filled < 4 ? { why: <Say of={words.digitsMissing} params={{ n: 4 - filled }} /> } : {})}><Say of={words.enterPin} /></ActButton>
      </div>
    </Page>
  );
};
