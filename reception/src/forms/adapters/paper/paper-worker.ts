import { parentPort, workerData } from 'node:worker_threads';
import type { PaperForm } from '../../domain/paper-form.ts';
import { renderForms } from './render-forms.ts';
import { openFaces } from './typeset.ts';

export interface PaperJob { readonly id: number; readonly forms: readonly PaperForm[]; readonly issuedAtMs: number }
export type PaperResult = { readonly id: number; readonly pdf: Uint8Array } | { readonly id: number; readonly failed: string };

/** Read once in the life of the worker; the first job waits for it. */
const faces = openFaces(workerData as string | null);

parentPort?.on('message', (job: PaperJob) => {
  renderForms(job.forms, { issuedAtMs: job.issuedAtMs, faces }).then(
    ({ pdf }) => parentPort?.postMessage({ id: job.id, pdf } satisfies PaperResult),
    // The name alone: a message might quote what stands on the form.
    (error: Error) => parentPort?.postMessage({ id: job.id, failed: error.name } satisfies PaperResult),
  );
});
