import './passkey-sheet.css';
import { mayRole, type EnrolmentWord, type StaffPasskey, type StaffPeople } from '@engawa/reception/contract';
import { useCallback, useEffect, useState } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { clockText } from '../../queue/domain/clock-text.ts';
import { problemSentence, unreachableSentence, words } from '../../wording.ts';
import { addOwnPasskey, askOwnPasskeys, askPeople, makeWord, revoke, type PasskeyOutcome } from '../application/passkeys.ts';
import { useWorld } from './world.tsx';

const w = words.passkeys;
const saidOf = (outcome: PasskeyOutcome<unknown>): string | null =>
  outcome.kind === 'done' ? null : outcome.kind === 'cancelled' ? w.cancelled : outcome.kind === 'unreachable' ? unreachableSentence : problemSentence(outcome.problem);
const dayText = (instant: string): string => new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', month: 'numeric', day: 'numeric' }).format(new Date(instant));
const usedText = (key: StaffPasskey): string => `${w.made(dayText(key.createdAt))}・${key.lastUsedAt === null ? w.neverUsed : w.used(`${dayText(key.lastUsedAt)} ${clockText(Date.parse(key.lastUsedAt))}`)}`;

/** One's own passkeys; for a supervisor those of everybody, with a word for a colleague's enrolment. */
export function PasskeySheet({ close }: { close: () => void }) {
  const { commands, keys, session } = useWorld();
  const [own, setOwn] = useState<readonly StaffPasskey[] | null>(null);
  const [people, setPeople] = useState<StaffPeople['people'] | null>(null);
  const [word, setWord] = useState<(EnrolmentWord & { name: string }) | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const oversees = mayRole(session.role, 'oversee');

  const read = useCallback(async (): Promise<void> => {
    const mine = await askOwnPasskeys(commands);
    if (mine.kind === 'done') setOwn(mine.value.passkeys); else setSaid(saidOf(mine));
    const all = oversees ? await askPeople(commands) : null;
    if (all?.kind === 'done') setPeople(all.value.people);
  }, [commands, oversees]);
  useEffect(() => { void read(); }, [read]);

  const perform = async <T,>(work: () => Promise<PasskeyOutcome<T>>, then: (value: T) => string | null): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const outcome = await work();
    setBusy(false);
    setSaid(outcome.kind === 'done' ? then(outcome.value) : saidOf(outcome));
    await read();
  };
  return (
    <Sheet title={w.title} close={close}>
      <p role="status" className={said === null ? undefined : 'note-line'}>{said}</p>
      <h3 className="keys-title">{w.own(session.name)}</h3>
      <p className="quiet">{own === null ? w.loading : own.length === 0 ? w.none : w.some(own.length)}</p>
      <ul className="pairs keys-list">{own?.map((key) => <li key={key.credentialId}><span>{usedText(key)}</span>{key.doubted && <b className="bad">{w.doubted}</b>}</li>)}</ul>
      <ActKey look="act" busy={busy} label={w.add} autoFocus onPress={() => void perform(() => addOwnPasskey({ commands, keys }), () => w.added)} />
      {oversees && <>
        <h3 className="keys-title">{w.people}</h3>
        {word !== null && <div className="enrolment-word" role="status"><p>{w.wordFor(word.name, clockText(Date.parse(word.until)))}</p><p className="enrolment-letters">{word.word}</p><p className="quiet">{w.wordMore}</p></div>}
        <table className="key-table keys-people"><tbody>
          {people?.map((person) => (
            <tr key={person.staffId}>
              <th scope="row">{person.staffId}　{person.name}<br /><span className="quiet small">{words.role[person.role]}{person.hasCode ? '' : `・${w.noCode}`}</span></th>
              <td>{person.passkeys.length === 0 ? <span className="quiet">{w.none}</span> : <ul>{person.passkeys.map((key) => (
                <li key={key.credentialId}><span className="small">{usedText(key)}</span>{key.doubted && <b className="bad"> {w.doubted}</b>} <ActKey look="quiet" label={w.revoke} spoken={w.revokeOf(person.name, usedText(key))} onPress={() => void perform(() => revoke(commands, person.staffId, key.credentialId), () => w.revoked(person.name))} /></li>
              ))}</ul>}</td>
              <td className="end"><ActKey look="quiet" label={w.word} spoken={w.wordOf(person.name)} onPress={() => void perform(() => makeWord(commands, person.staffId), (made) => { setWord({ ...made, name: person.name }); return null; })} /></td>
            </tr>
          ))}
        </tbody></table>
      </>}
      <div className="sheet-acts"><ActKey label={words.keys.close} cap="Esc" onPress={close} /></div>
    </Sheet>
  );
}
