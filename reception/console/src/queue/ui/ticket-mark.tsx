import { KamonPlate } from '@engawa/kiosk/design';
import type { Zone } from '@engawa/reception/contract';
import { words } from '../../wording.ts';

/** Plate and digits as on kiosk, board and paper; read as 「まるの A 103」. */
export const TicketMark = ({ zone, label }: { zone: Zone | null; label: string }) => (
  <span className="ticket-number">{zone !== null && <KamonPlate zone={zone} />}<span aria-hidden="true">{label}</span><span className="visually-hidden">{zone === null ? '' : words.zone[zone]} {label}</span></span>
);
