import { ActKey } from '../../design/act-key.tsx';
import { Caps } from '../../design/caps.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { actName, words } from '../../wording.ts';
import { KEYS, type Place } from '../domain/key-map.ts';

const w = words.keys;

/** The table of keys, from the same data as the handler; one-letter keys can be switched off. */
export function KeyListSheet({ close, letters, setLetters }: { close: () => void; letters: boolean; setLetters: (on: boolean) => void }) {
  const rows = (tab?: Place['tab']) => KEYS.filter((k) => k.tab === tab).map((k) => <tr key={k.act}><th scope="row"><Caps caps={k.cap} /></th><td>{actName(k.act)}</td></tr>);
  return (
    <Sheet title={w.title} close={close}>
      <label className="choice"><input type="checkbox" checked={letters} onChange={(event) => setLetters(event.target.checked)} data-autofocus /><span>{w.letters}<br /><span className="quiet small">{w.lettersMore}</span></span></label>
      <div className="key-columns">
      <table className="key-table"><caption>{w.everywhere}</caption><tbody>
        <tr><th scope="row"><Caps caps={w.arrows} /></th><td>{w.arrowsMore}</td></tr>
        {rows()}{rows('queue')}
        <tr><th scope="row"><Caps caps={w.number} /></th><td>{w.numberForm}</td></tr>
      </tbody></table>
      <table className="key-table"><caption>{w.inCaptions}</caption><tbody>
        {rows('captions')}
        <tr><th scope="row"><Caps caps={w.number} /></th><td>{w.numberPhrase}</td></tr>
      </tbody></table>
      <table className="key-table"><caption>{w.inStatistics}</caption><tbody>{rows('statistics')}</tbody></table>
      </div>
      <div className="sheet-acts"><ActKey look="act" label={w.close} cap="Esc" onPress={close} /></div>
    </Sheet>
  );
}
