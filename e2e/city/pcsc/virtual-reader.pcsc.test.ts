import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { findFictitiousPerson, insertIntoVirtualReader, openCardIssuer, startPcscd, VirtualCard } from '@engawa/kiosk/testing';

type Binding = { Context: new () => { listReaders(): { name: string }[]; close(): void } };

it('[E5] the card tests reach the virtual reader through the real PC/SC library', () => {
  const { Context } = createRequire(import.meta.url)('smartcard') as Binding;
  const context = new Context();
  try {
    expect(context.listReaders().map(({ name }) => name)).toContainEqual(expect.stringMatching(/^Virtual PCD 00/));
  } finally {
    context.close();
  }
});

/** Names of the readers on which a card lies, as another program sees them that is told where its daemon is. */
async function withCard(socket: string): Promise<string[]> {
  const look = `const { Context } = require(process.argv[1]); const context = new Context(); console.log(JSON.stringify(context.listReaders().filter(({ state }) => state & 0x20).map(({ name }) => name))); context.close();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', look, 'smartcard'], { env: { ...process.env, PCSCLITE_CSOCK_NAME: socket } });
  return JSON.parse(stdout) as string[];
}

it('[E130] two daemons live beside each other: a card on the reader of one is on no reader of the other', async () => {
  const first = process.env.PCSCLITE_CSOCK_NAME;
  const beside = await startPcscd({ own: true });
  const card = await insertIntoVirtualReader(await VirtualCard.issue(openCardIssuer(), findFictitiousPerson('hanako')!), { port: beside.port });
  const deadline = performance.now() + 15_000;
  while ((await withCard(beside.socket)).length === 0 && performance.now() < deadline);
  expect([await withCard(beside.socket), await withCard(first!)]).toEqual([['Virtual PCD 00 00'], []]);
  await card.remove();
  await beside.stop();
  expect(process.env.PCSCLITE_CSOCK_NAME).toBe(first);
}, 60_000);
