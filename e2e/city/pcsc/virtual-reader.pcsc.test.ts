import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

it('[E5] the card tests reach the virtual reader through the real PC/SC library', async () => {
  const { Context } = createRequire(import.meta.url)('smartcard') as { Context: new () => { listReaders(): { name: string }[]; close(): void } };
  const context = new Context();
  try {
    expect(context.listReaders().map((reader) => reader.name)).toContainEqual(expect.stringMatching(/^Virtual PCD 00/));
  } finally {
    context.close();
  }
});
