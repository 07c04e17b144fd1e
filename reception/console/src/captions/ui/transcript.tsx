import { Ruby } from '@engawa/kiosk/design';
import { HTML_LANG, type CaptionView, type Language, type Utterance } from '@engawa/reception/contract';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { useRoving } from '../../queue/ui/use-roving.ts';
import { useWorld } from '../../session/ui/world.tsx';
import { words } from '../../wording.ts';

const w = words.captions;

/** What was said, oldest first. A committed line is a button: Enter or a click opens it for correction. */
export function Transcript({ view }: { view: CaptionView }) {
  const { talk } = useWorld();
  const [editing, setEditing] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const box = useRef<HTMLOListElement>(null);
  const ids = view.utterances.filter((u) => u.final).map((u) => u.utt);
  const roving = useRoving(box, ids, chosen ?? ids[ids.length - 1] ?? null, setChosen);
  const end = view.utterances.length === 0 ? '' : `${view.utterances.length}${view.utterances[view.utterances.length - 1]?.committed ?? ''}`;
  useEffect(() => { if (editing === null && box.current?.contains(document.activeElement) !== true) box.current?.scrollTo({ top: box.current.scrollHeight }); }, [end, editing]);
  const close = (utt: string): void => {
    setEditing(null);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-roving="${CSS.escape(utt)}"]`)?.focus());
  };
  return (
    <div className="transcript" role="log" aria-live="polite" aria-label={w.label}>
      <p className="quiet small">{w.correctHint}</p>
      <ol ref={box} tabIndex={-1} onKeyDown={roving.onKeyDown}>
        {view.utterances.length === 0 && <li className="transcript-empty"><b>{w.empty}</b><br /><span className="quiet">{w.emptyMore}</span></li>}
        {view.utterances.map((u) => (
          <li key={u.utt} className={`said said-${u.lane}`}>
            {editing === u.utt ? <Correction utterance={u} close={() => close(u.utt)} save={(text) => talk.correct(u.utt, u.rev, text)} />
              : u.final ? <button type="button" {...roving.itemProps(u.utt)} onClick={() => setEditing(u.utt)}><Said utterance={u} language={view.visitorLanguage} /><span className="visually-hidden">、{w.correct}</span></button>
                : <div className="said-live"><Said utterance={u} language={view.visitorLanguage} /></div>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Said({ utterance, language }: { utterance: Utterance; language: Language }) {
  const { lane, committed, live, corrected, final, translation } = utterance;
  return (
    <>
      <span className="said-lane"><span aria-hidden="true">{lane === 'staff' ? '■ ' : '● '}</span>{w.lane[lane]}{corrected && <span className="said-note">　{w.corrected}</span>}{!final && <span className="said-note">　{w.live}</span>}</span>
      <span className="said-words">{committed}{live !== '' && <span className="said-moving">{live}</span>}</span>
      {translation !== null && <span className="said-translation quiet" lang={HTML_LANG[language]}><Ruby>{translation}</Ruby></span>}
    </>
  );
}

function Correction({ utterance, save, close }: { utterance: Utterance; save: (text: string) => Promise<boolean>; close: () => void }) {
  const [text, setText] = useState(utterance.committed);
  const [failed, setFailed] = useState(false);
  const entry = useRef<HTMLInputElement>(null);
  useEffect(() => { entry.current?.focus(); entry.current?.select(); }, []);
  const submit = async (): Promise<void> => {
    if (text.trim() === '' || text.trim() === utterance.committed) return close();
    if (await save(text)) close(); else setFailed(true);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) { if (event.key === 'Enter') event.preventDefault(); return; }
    if (event.key === 'Escape') close();
  };
  return (
    <form className="write-line" onSubmit={(event) => { event.preventDefault(); void submit(); }} onKeyDown={onKeyDown}>
      <input ref={entry} className="entry" aria-label={`${w.lane[utterance.lane]} ${w.correct}`} value={text} maxLength={500} autoComplete="off" onChange={(event) => setText(event.target.value)} />
      <ActKey look="act" submit cap="Enter" label={w.correctSave} /><ActKey cap="Esc" label={words.edit.cancel} onPress={close} />
      {failed && <p className="fault" role="alert">{w.unsent}</p>}
    </form>
  );
}
