/** `npm run proof -- residue [--break wipe]`: nothing of a visitor stays. Prints screen × place → hits; ends with 1 on any hit. */
import { proveResidue } from './residue.ts';

const [what, ...words] = process.argv.slice(2);
if (what !== 'residue') {
  console.error('There is one proof: npm run proof -- residue [--break wipe]');
  process.exit(2);
}
if (process.platform !== 'linux' || process.getuid?.() !== 0) {
  console.error('This proof reads the memory of other processes (/proc/<pid>/mem): it needs Linux and root.');
  process.exit(2);
}
proveResidue({ broken: words.join(' ') === '--break wipe' }).then((clean) => process.exit(clean ? 0 : 1), (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
