import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { MachineRoots } from '../../core/workspace/machine-roots.ts';
import type { Certificate } from '../../core/x509/types.ts';
import type { Arguments } from '../arguments.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { type Inputs, readCertificates } from './read-inputs.ts';

/** The trust anchors that `--trust` names; Mozilla's roots where it is left out. */
export async function readAnchors(given: Arguments, io: CliIo): Promise<Result<Inputs<Certificate>, CliFailure>> {
  if (given.has('trust')) return readCertificates(given.values('trust'), io);
  const roots = await new MachineRoots(io.host).load('mozilla');
  if (roots) return success({ values: roots.certificates, files: new Map(), warnings: [] });
  return failure({
    error: message('this Node.js brings no root certificates along'),
    hint: message('Name the certificates to trust with {option}.', { option: '--trust' }),
  });
}
