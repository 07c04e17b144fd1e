import './qr-code.css';
import { encode } from 'uqr';

/** Rows of modules as one path: horizontal runs, one unit a module. */
const pathOf = (rows: readonly (readonly boolean[])[]): string => rows.flatMap((row, y) => {
  const runs: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x += 1;
    runs.push(`M${from} ${y}h${x - from + 1}v1h${from - x - 1}z`);
  }
  return runs;
}).join('');

/** Dark on white in every theme, quiet zone of 4 modules, error correction M. Size by CSS width of its box. */
export const QrCode = ({ text, label }: { /** words, or the bytes themselves */ text: string | readonly number[]; /** 「スマホで見るためのQRコード」 */ label: string }) => {
  const { data, size } = encode(typeof text === 'string' ? text : [...text], { ecc: 'M', border: 4 });
  return <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges"><rect width={size} height={size} fill="#ffffff" /><path d={pathOf(data)} fill="#111111" /></svg>;
};
