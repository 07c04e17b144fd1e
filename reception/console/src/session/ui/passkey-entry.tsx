import { useEffect, useRef, useState, type FormEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { problemSentence, unreachableSentence, words } from '../../wording.ts';
import type { PasskeyOutcome } from '../application/passkeys.ts';

const w = words.passkeys;

/** A supervisor's word, and the browser's dialog: afterwards this machine's passkey, or the key in the hand, opens the console. */
export function EnrolByWordForm({ enrol }: { enrol: (word: string) => Promise<PasskeyOutcome<true>> }) {
  const [said, setSaid] = useState<{ text: string; fault: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const told = useRef<HTMLParagraphElement>(null);
  useEffect(() => { if (said !== null) told.current?.focus(); }, [said]);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const word = String(new FormData(event.currentTarget).get('word') ?? '').trim();
    if (busy) return;
    if (word === '') { setSaid({ text: w.wordEmpty, fault: true }); return; }
    setBusy(true);
    const outcome = await enrol(word);
    setBusy(false);
    setSaid(outcome.kind === 'done' ? { text: w.enrolled, fault: false } : { text: outcome.kind === 'cancelled' ? w.cancelled : outcome.kind === 'unreachable' ? unreachableSentence : problemSentence(outcome.problem), fault: true });
  };
  return (
    <form className="sign-in-word" noValidate onSubmit={(event) => void submit(event)}>
      <label htmlFor="word">{w.wordLabel}</label>
      <input id="word" name="word" className="entry" autoComplete="off" autoCapitalize="characters" spellCheck={false} aria-describedby="word-said" />
      <p id="word-said" ref={told} tabIndex={-1} role="status" className={said === null ? 'quiet small' : said.fault ? 'fault' : 'well'}>{said?.text ?? w.wordHint}</p>
      <ActKey submit busy={busy} label={w.enrol} />
    </form>
  );
}
