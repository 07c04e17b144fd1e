import './sheet.css';
import { Dialog } from '@engawa/kiosk/design';
import type { ReactNode } from 'react';

/** The house's dialog; drawn only while it is open. */
export const Sheet = ({ title, close, children }: { title: string; close: () => void; children: ReactNode }) => <Dialog open title={title} onClose={close}>{children}</Dialog>;
