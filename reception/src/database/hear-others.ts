import pg from 'pg';

/** Between two tries to listen again; the hall is swept in the meantime as well. */
const AGAIN_MS = 1_000;

/**
 * Calls `heard` when another server has changed the hall, and whenever something may have been missed: at the first listening and
 * after each break of the line. `name` is this server's own (`application_name`), whose changes it knows already.
 */
export function hearOthers({ url, name, heard, broken }: { url: string; name: string; heard: () => void; broken: (error: Error) => void }): { close(): Promise<void> } {
  let closed = false;
  let line: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;

  const listen = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: url, application_name: name, connectionTimeoutMillis: 10_000, keepAlive: true });
    line = client;
    client.on('error', broken);
    client.on('end', again);
    client.on('notification', ({ payload }) => { if (payload !== name) heard(); });
    await client.connect();
    await client.query('LISTEN hall_changed');
    heard();
  };
  const tryToListen = (): void => { listen().catch((error: Error) => { broken(error); again(); }); };
  /** A try that failed and a line that ended may both say so; one new try is enough. */
  function again(): void {
    if (closed || timer !== undefined) return;
    timer = setTimeout(() => { timer = undefined; if (!closed) tryToListen(); }, AGAIN_MS);
    timer.unref();
  }
  tryToListen();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await line?.end().catch(() => undefined);
    },
  };
}
