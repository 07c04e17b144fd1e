import { Beam, Garden } from '../../design/index.ts';
import { board } from '../../wording/board.ts';
import { Say } from '../../wording/wording.tsx';

/** The touch kiosk's house before anybody moved in. */
export const TouchKiosk = () => <><Beam title={<Say of={board.hall} />} /><Garden /></>;
