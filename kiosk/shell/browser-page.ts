import type { DevtoolsPipe, PipeEvent } from './devtools-pipe.ts';

/** The one page of a browser, spoken to through its pipe. */
export interface BrowserPage {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  listen(listener: (event: PipeEvent) => void): void;
  /** Shows this document, whatever the address is. */
  show(html: string): Promise<void>;
}

/** Finds the page, also when it was there before we looked. Workers are left alone: whoever is listened to never sleeps. */
export async function openBrowserPage(pipe: DevtoolsPipe): Promise<BrowserPage> {
  const found = new Promise<string>((resolve) => {
    pipe.listen(({ method, params }) => { if (method === 'Target.attachedToTarget') resolve(String(params.sessionId)); });
  });
  await pipe.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true, filter: [{ type: 'page' }] });
  const session = await found;
  const send = (method: string, params: object = {}) => pipe.send(method, params, session);
  return {
    send,
    listen: (listener) => pipe.listen((event) => { if (event.sessionId === session) listener(event); }),
    show: async (html) => {
      const { frameTree } = await send('Page.getFrameTree') as { frameTree?: { frame?: { id?: string } } };
      await send('Page.setDocumentContent', { frameId: frameTree?.frame?.id ?? '', html });
    },
  };
}
