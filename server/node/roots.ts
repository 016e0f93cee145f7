import { Worker } from 'node:worker_threads';
import type { MachineStore } from '../core/lint/settings.ts';

/**
 * Runs in a thread of its own: asking for the roots takes 40 ms, those of the system 100 ms and more. Node.js before 22.15
 * has Mozilla's alone.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const tls = require('node:tls');
const { store } = workerData;
const roots = tls.getCACertificates
  ? tls.getCACertificates(store === 'mozilla' ? 'bundled' : 'system')
  : store === 'mozilla' ? tls.rootCertificates : undefined;
parentPort.postMessage(roots && [...roots]);
`;

/** Root certificates in PEM, as Node.js knows them; undefined where it does not. */
export function readRoots(store: MachineStore, log: (line: string) => void): Promise<readonly string[] | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(program, { eval: true, workerData: { store } });
    worker.once('message', (roots: readonly string[] | undefined) => {
      resolve(roots);
      void worker.terminate();
    });
    worker.once('error', (error) => {
      log(`roots (${store}): ${error.message}`);
      resolve(undefined);
    });
  });
}
