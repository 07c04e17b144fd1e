import { useEffect, useState, type ReactNode } from 'react';
import { ActButton, Banner, Dialog, KeyButton } from '../../design/index.ts';
import { useKiosk } from '../../intake/ui/kiosk-context.tsx';
import { StaffCallProvider } from '../../intake/ui/staff-call.tsx';
import { intake as words } from '../../wording/intake.ts';
import { Say } from '../../wording/wording.tsx';
import { callTone } from './sounds.ts';

/** 職員を呼ぶ for everything below: the call to the console, and what the visitor is told about it. */
export const StaffCall = ({ children }: { children: ReactNode }) => {
  const { intake: { scene }, link } = useKiosk();
  const [call, setCall] = useState<'none' | 'called' | 'not-reached'>('none');
  const close = () => setCall('none');
  useEffect(() => { if (scene.at === 'idle') setCall('none'); }, [scene.at]);
  const callStaff = async () => {
    callTone();
    setCall('called');
    if (!(await link.help(true))) setCall('not-reached');
  };
  return (
    <StaffCallProvider value={() => void callStaff()}>
      {children}
      <Dialog open={call !== 'none'} title={<Say of={call === 'not-reached' ? words.staffNotReachedTitle : words.staffCalledTitle} />} onClose={close}>
        <div className="dialog-stack">
          <Banner tone="note" icon="call" live="assertive"><Say of={call === 'not-reached' ? words.staffNotReachedBody : words.staffCalledBody} /></Banner>
          {call === 'called' && <KeyButton wide onPress={() => { void link.help(false); close(); }}><Say of={words.staffDone} /></KeyButton>}
          <ActButton wide autoFocus onPress={close}><Say of={words.close} /></ActButton>
        </div>
      </Dialog>
    </StaffCallProvider>
  );
};
