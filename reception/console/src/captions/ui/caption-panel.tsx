import './caption-panel.css';
import { Icon } from '@engawa/kiosk/design';
import { Language, type CaptionView, type Language as LanguageName } from '@engawa/reception/contract';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { capOf } from '../../queue/domain/key-map.ts';
import type { Act } from '../../queue/domain/acts.ts';
import { useStore } from '../../session/ui/use-store.ts';
import { useWorld } from '../../session/ui/world.tsx';
import { words } from '../../wording.ts';
import { TO_FILL } from '../domain/offered-phrases.ts';
import { GlassPreview } from './glass-preview.tsx';
import { PhraseList } from './phrase-list.tsx';
import { Transcript } from './transcript.tsx';
import type { Phrases } from './use-phrases.ts';

const w = words.captions;

export interface CaptionPanelProps {
  view: CaptionView | null; wiped: boolean; language: LanguageName; large: boolean;
  setLanguage: (language: LanguageName) => void; setLarge: (large: boolean) => void;
  press: (act: Act) => void; phrases: Phrases; writeBox: RefObject<HTMLInputElement | null>;
}

/** The conversation at this counter: lamp, glass, what was said, one line to write, phrases by number. */
export function CaptionPanel(props: CaptionPanelProps) {
  const { view } = props;
  return (
    <section className="captions" aria-labelledby="captions-title">
      <header className="strip"><h2 id="captions-title">{w.title}</h2>
        {view?.open === true && <span className="strip-end strip-keys"><Switches view={view} press={props.press} /><ActKey look="quiet" cap={capOf('wipe')} label={w.wipe} onPress={() => props.press('wipe')} /></span>}
      </header>
      {view?.open === true ? <OpenConversation {...props} view={view} /> : <ClosedConversation {...props} />}
    </section>
  );
}

function ClosedConversation({ wiped, language, large, setLanguage, setLarge, press }: CaptionPanelProps) {
  return (
    <div className="captions-closed">
      {wiped && <p className="wiped" role="status"><Icon name="check" />{w.wiped}</p>}
      <p className="nobody-title">{w.closedTitle}</p>
      <p className="quiet">{w.closedMore}</p>
      <fieldset className="choices"><legend>{w.visitorLanguage}</legend>
        {Language.options.map((l) => <label key={l} className="choice"><input type="radio" name="visitor-language" value={l} checked={l === language} onChange={() => setLanguage(l)} />{words.languageFull[l]}</label>)}
      </fieldset>
      <label className="choice"><input type="checkbox" checked={large} onChange={(event) => setLarge(event.target.checked)} />{w.large}（{w.largeFor}）</label>
      <div className="sheet-acts"><ActKey look="act" cap={capOf('captions')} label={w.open} onPress={() => press('captions')} /></div>
    </div>
  );
}

function OpenConversation({ view, press, phrases, writeBox }: CaptionPanelProps & { view: CaptionView }) {
  return (
    <div className="captions-open">
      <Lamp view={view} />
      <GlassPreview view={view} />
      <Transcript view={view} />
      <WriteLine key={phrases.draft.n} draft={phrases.draft.text} writeBox={writeBox} press={press} />
      <PhraseList phrases={phrases} press={press} />
    </div>
  );
}

/** Where sound goes, said before anybody speaks; the microphone starts only after the clerk has confirmed it. */
function Lamp({ view }: { view: CaptionView }) {
  const { talk } = useWorld();
  const { listening } = useStore(talk.state);
  return (
    <div className={`lamp lamp-${view.soundGoesTo}`}>
      <p role="status"><Icon name={view.soundGoesTo === 'nowhere' ? 'mute' : 'sound'} /><b>{w.sound[view.soundGoesTo]}</b>　{w.listening[listening]}　<span className="quiet">{w.secret}</span>{view.engine === 'scripted' && `　${w.engine['scripted'] ?? ''}`}</p>
    </div>
  );
}

function Switches({ view, press }: { view: CaptionView; press: (act: Act) => void }) {
  const { talk, engine } = useWorld();
  const { listening } = useStore(talk.state);
  const on = listening !== 'off' && listening !== 'down';
  return (
    <>
      <ActKey look="quiet" cap={capOf('microphone')} label={on ? w.micOn : w.micOff} pressed={on} why={engine === null ? w.micForbidden : null} onPress={() => press('microphone')} />
      <ActKey look="quiet" cap={capOf('large')} label={w.large} pressed={view.large} onPress={() => press('large')} />
    </>
  );
}

/** One line: Enter sends. While Japanese text is being composed, Enter belongs to the composition. A draft waits for its digits at each ○. */
function WriteLine({ draft, writeBox, press }: { draft: string; writeBox: RefObject<HTMLInputElement | null>; press: (act: Act) => void }) {
  const { talk } = useWorld();
  const { lane, unsent } = useStore(talk.state);
  const [text, setText] = useState(draft);
  const toFill = useCallback((): boolean => {
    const at = draft === '' ? -1 : (writeBox.current?.value ?? '').indexOf(TO_FILL);
    if (at >= 0) { writeBox.current?.focus(); writeBox.current?.setSelectionRange(at, at + 1); }
    return at >= 0;
  }, [draft, writeBox]);
  useEffect(() => { toFill(); }, [toFill]);
  const sending = useRef(false);
  const send = async (): Promise<void> => {
    const sentence = text.trim();
    if (sentence === '' || sending.current || toFill()) return;
    sending.current = true;
    const sent = await talk.write(sentence);
    sending.current = false;
    if (sent) setText((now) => (now.trim() === sentence ? '' : now));
  };
  const other = w.lane[lane === 'staff' ? 'visitor' : 'staff'];
  return (
    <form className={`write write-${lane}`} onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <div className="write-head"><label htmlFor="write-box"><span aria-hidden="true">{lane === 'staff' ? '■' : '●'}</span> {w.writeAs(w.lane[lane])}</label>
        <ActKey look="quiet" cap={capOf('lane')} label={w.laneSwitch(other)} onPress={() => press('lane')} /></div>
      <div className="write-line">
        <input id="write-box" ref={writeBox} className="entry" value={text} maxLength={500} autoComplete="off" aria-describedby={unsent === null ? undefined : 'write-fault'}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => { if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault(); if (event.key === 'Escape' && !event.nativeEvent.isComposing) event.currentTarget.blur(); }} />
        <ActKey look="act" submit label={w.send} cap="Enter" />
      </div>
      {unsent !== null && <p className="fault" id="write-fault" role="alert">{w.unsent}</p>}
    </form>
  );
}
