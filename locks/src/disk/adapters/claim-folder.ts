import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';

/**
 * Makes this process the only door agent on `folder` until it ends, however it ends: two would write two chains into one journal.
 * The claim is a name in the kernel (an abstract socket), so nothing is left behind by `kill -9`. It reaches as far as one machine
 * does: two containers that share a volume but no network do not see each other. Linux only; elsewhere nothing is claimed.
 * @throws when another process has it
 */
export async function claimFolder(folder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const { dev, ino } = await stat(folder);
  const claim = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    claim.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new Error(`another door agent runs on ${folder}`) : error));
    claim.listen(`\0engawa-door-agent-${dev}-${ino}`, resolve);
  });
  claim.unref();
}
