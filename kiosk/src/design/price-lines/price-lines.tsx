import './price-lines.css';
import type { ReactNode } from 'react';

export interface PriceLine { key: string; label: ReactNode; /** the rule behind it: 「条例 別表第2（4時間）」 */ rule?: ReactNode; /** 「1,800円」, 「−540円」 */ amount: ReactNode }

/** The price explained: every line names its rule; amounts align right. */
export const PriceLines = ({ lines, total, caption }: { lines: readonly PriceLine[]; total: { label: ReactNode; amount: ReactNode }; /** read to screen readers only */ caption: string }) => (
  <table className="price-lines">
    <caption className="visually-hidden">{caption}</caption>
    <tbody>{lines.map(({ key, label, rule, amount }) => <tr key={key}><th scope="row">{label}{rule !== undefined && <small>{rule}</small>}</th><td className="number">{amount}</td></tr>)}</tbody>
    <tfoot><tr><th scope="row">{total.label}</th><td className="number">{total.amount}</td></tr></tfoot>
  </table>
);
