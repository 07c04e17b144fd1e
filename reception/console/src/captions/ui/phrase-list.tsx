import { ActKey } from '../../design/act-key.tsx';
import { capOf } from '../../queue/domain/key-map.ts';
import type { Act } from '../../queue/domain/acts.ts';
import { words } from '../../wording.ts';
import { blankText, PHRASES_AT_ONCE } from '../domain/offered-phrases.ts';
import type { Phrases } from './use-phrases.ts';

const w = words.captions;

/** Phrases by number: the answers to a question first, then a group or what was searched for. */
export function PhraseList({ phrases, press }: { phrases: Phrases; press: (act: Act) => void }) {
  const { groups, wish, setWish, shown, found, last, say } = phrases;
  return (
    <div className="phrases" role="group" aria-label={w.phrases}>
      {groups.length > 0 && (
        <div className="phrases-find">
          <label>{w.phraseGroup}<select className="entry" value={wish.group} onChange={(event) => setWish({ group: event.target.value, wanted: '' })}><option value="">{w.quickPhrases}</option>{groups.map(({ id, title }) => <option key={id} value={id}>{title}</option>)}</select></label>
          <label>{w.phraseSearch}<kbd aria-hidden="true">{capOf('find-phrase')}</kbd><input id="phrase-search" className="entry" value={wish.wanted} autoComplete="off" aria-keyshortcuts={capOf('find-phrase')} onChange={(event) => setWish({ ...wish, wanted: event.target.value })}
            onKeyDown={(event) => { if (event.key === 'Escape' && !event.nativeEvent.isComposing) { setWish({ ...wish, wanted: '' }); event.currentTarget.blur(); } }} /></label>
        </div>
      )}
      {shown.map(({ ja, by }, i) => <button type="button" key={`${by}${ja}`} className={`phrase phrase-${by}`} aria-keyshortcuts={`${i + 1} Alt+${i + 1}`} onClick={() => say(i + 1)}><kbd aria-hidden="true">{i + 1}</kbd><span>{by === 'visitor' && <span className="phrase-lane"><span aria-hidden="true">● </span><span className="visually-hidden">{w.lane.visitor}: </span></span>}{blankText(ja)}</span></button>)}
      {found === 0 && <p className="quiet phrase-more" role="status">{w.noPhrase}</p>}
      {found > PHRASES_AT_ONCE && <span className="phrase-more"><ActKey look="quiet" cap={capOf('phrases')} label={last ? w.firstPhrases : w.morePhrases} onPress={() => press('phrases')} /></span>}
    </div>
  );
}
