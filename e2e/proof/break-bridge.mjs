// Loaded by `--break bridge` before the card bridge's own code: the process that read a card remembers it and does not end with its visit.
import { ChildProcess } from 'node:child_process';

if (process.argv.some((word) => word.includes('card-bridge'))) {
  const kept = [];
  const { stringify } = JSON;
  JSON.stringify = (...words) => { const text = stringify(...words); if (text?.includes('"prefill"')) kept.push(text); return text; };
  globalThis.kept = kept;
  ChildProcess.prototype.kill = () => true;
  const { exit, ppid } = process;
  if (process.argv[1]?.includes('visit-process')) {
    process.exit = () => {};
    // It ends with the proof all the same.
    setInterval(() => { if (process.ppid !== ppid) exit.call(process, 0); }, 500);
  }
}
