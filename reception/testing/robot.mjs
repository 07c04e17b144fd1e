/**
 * A robot of the back office in one page, to be copied and changed: takes what has arrived, writes each application into a folder
 * as JSON, and says so. Plain Node 20, nothing to install.
 *
 *   RECEPTION=http://localhost:4100 CLIENT_KEY=back-office.engawa-demo-key-1-only-for-trials node reception/testing/robot.mjs out/
 *
 * A program that dies at any line is simply started again: a state that is set twice is set once, and an application that was
 * fetched but not finished is still listed as 取得済.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const { RECEPTION = 'http://localhost:4100', CLIENT_KEY = '' } = process.env;
const folder = process.argv[2] ?? 'out';

async function ask(path, state) {
  const answer = await fetch(`${RECEPTION}/api/intake/v1/applications${path}`, {
    method: state === undefined ? 'GET' : 'PUT', headers: { authorization: `Bearer ${CLIENT_KEY}`, ...(state === undefined ? {} : { 'content-type': 'application/json' }) },
    body: state === undefined ? undefined : JSON.stringify({ 状況: state }),
  });
  const body = await answer.json();
  // A refusal carries a closed code; the visitor's data is never in it.
  if (!answer.ok) throw Object.assign(new Error(`${path}: ${body.code}`), { code: body.code });
  return body;
}

/** Page by page; pages do not move when new applications arrive. */
async function* listed(state) {
  for (let cursor = ''; cursor !== null;) {
    const page = await ask(`?status=${encodeURIComponent(state)}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    yield* page.申請;
    cursor = page.次;
  }
}

await mkdir(folder, { recursive: true, mode: 0o700 });
let [taken, gone] = [0, 0];
// First what an earlier run took and did not finish, then what is new.
for (const state of ['取得済', '受付済']) {
  const waiting = [];
  for await (const application of listed(state)) waiting.push(application);
  for (const { 受付番号, 内容あり } of waiting) {
    if (!内容あり) { gone += 1; continue; }
    if (state === '受付済') await ask(`/${受付番号}/status`, '取得済'); // from here on retention.json keeps the form a while longer
    const application = await ask(`/${受付番号}`);
    const path = join(folder, `${受付番号}.json`);
    await writeFile(`${path}.new`, JSON.stringify(application, null, 1), { mode: 0o600 });
    await rename(`${path}.new`, path);
    await ask(`/${受付番号}/status`, '処理中');
    // … here the robot would type it into the register; then:
    await ask(`/${受付番号}/status`, '完了');
    taken += 1;
  }
}
console.log(`${taken} taken, ${gone} without content`);
