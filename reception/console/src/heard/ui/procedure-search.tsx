import type { ProcedureId } from '@engawa/reception/contract';
import { useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { useWorld } from '../../session/ui/world.tsx';
import { words } from '../../wording.ts';
import { findProcedures } from '../domain/find-procedures.ts';

const w = words.heard;

/** A few letters, Enter, and the procedure is ticked; Enter in the empty box goes on to the questions. What is not looked for is out of the way. */
export function ProcedureSearch({ chosen, turn, goOn, box }: { chosen: readonly ProcedureId[]; turn: (id: ProcedureId) => void; goOn: () => void; box: RefObject<HTMLInputElement | null> }) {
  const { city } = useWorld();
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const [looking, setLooking] = useState(false);
  const listId = useId();
  const found = findProcedures(city, wanted);
  const shown = looking || chosen.length === 0 ? found : city.procedures.filter(({ id }) => chosen.includes(id));
  const active = wanted.trim() === '' && at === 0 ? null : found[Math.min(at, found.length) - (wanted.trim() === '' ? 1 : 0)] ?? null;
  const take = (id: ProcedureId): void => { turn(id); setWanted(''); setAt(0); };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const last = wanted.trim() === '' ? found.length : found.length - 1;
    if (step !== undefined) setAt(Math.max(0, Math.min(last, at + step)));
    else if (event.key !== 'Enter' || event.shiftKey) return;
    else if (active !== null) take(active.id);
    else if (wanted.trim() === '' && chosen.length > 0) goOn();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="heard-search">
      <label><span className="asked-label">{w.search}<small>{w.searchKeys}</small></span>
        <input ref={box} className="entry" value={wanted} role="combobox" aria-expanded="true" aria-controls={listId} aria-activedescendant={looking && active !== null ? `${listId}-${active.id}` : undefined}
          onChange={(event) => { setWanted(event.target.value); setAt(0); }} onKeyDown={onKeyDown} onFocus={() => setLooking(true)} onBlur={() => setLooking(false)} autoComplete="off" spellCheck={false} data-autofocus />
      </label>
      <ul className="found" id={listId} role="listbox" aria-multiselectable="true" aria-label={words.queue.columns.procedures}>
        {shown.map((p) => (
          <li key={p.id} id={`${listId}-${p.id}`} role="option" aria-selected={chosen.includes(p.id)} className={`found-one${looking && p.id === active?.id ? ' is-active' : ''}`}
            onMouseDown={(event) => event.preventDefault()} onClick={() => take(p.id)}><span aria-hidden="true">{chosen.includes(p.id) ? '✓' : p.zone}</span>{p.title.ja}</li>
        ))}
      </ul>
      {shown.length === 0 && <p className="quiet" role="status">{w.notFound}</p>}
    </div>
  );
}
