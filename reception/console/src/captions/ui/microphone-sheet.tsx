import { ActKey } from '../../design/act-key.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { words } from '../../wording.ts';
import type { SoundGoesTo } from '../application/ports.ts';

const w = words.captions;

/** Asked before the microphone opens: the clerk knows, and can tell the visitor, where the sound goes. */
export const MicrophoneSheet = ({ soundGoesTo, start, close }: { soundGoesTo: SoundGoesTo; start: () => void; close: () => void }) => (
  <Sheet title={w.confirmTitle} close={close}>
    <p><b>{w.sound[soundGoesTo]}</b></p>
    {soundGoesTo === 'internet' && <p>{w.confirmMore}</p>}
    <div className="sheet-acts"><ActKey label={w.confirmCancel} cap="Esc" onPress={close} autoFocus /><ActKey look="act" label={w.confirmStart} onPress={start} /></div>
  </Sheet>
);
