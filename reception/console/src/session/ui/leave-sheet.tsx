import type { QueueEntry } from '@engawa/reception/contract';
import { ActKey } from '../../design/act-key.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { words } from '../../wording.ts';

const w = words.signIn;

/** 窓口を閉める with somebody still there is often a slip. */
export function LeaveSheet({ here, stay, leave }: { here: QueueEntry; stay: () => void; leave: () => void }) {
  return (
    <Sheet title={w.leaveTitle(`${here.zone}${here.label}`)} close={stay}>
      <p>{here.status === 'called' ? w.leaveCalled : w.leaveServing}</p>
      <div className="sheet-acts"><ActKey label={w.out} onPress={leave} /><ActKey look="act" cap="Esc" label={w.stay} onPress={stay} autoFocus /></div>
    </Sheet>
  );
}
