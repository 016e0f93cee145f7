import { URI } from 'vscode-uri';
import type { FileToWrite, Host } from '../../core/base/host.ts';
import { type Message, message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { AuthorityFiles } from '../../core/issue/authority.ts';
import { plannedFiles } from '../../core/issue/files.ts';
import type { Issued } from '../../core/issue/issue.ts';
import { profiles } from '../../core/issue/profile.ts';
import { snippets, verifyCommand } from '../../core/issue/snippets.ts';
import { isInside, join, relativePath } from '../../core/workspace/paths.ts';
import type { CaFiles, IssueClientParams } from '../protocol.ts';
import { readAlternativeNames } from './alternative-names.ts';

/** Why there is no certificate, and what to do about it. */
export interface Refusal {
  readonly code: string;
  readonly message: Message;
  readonly hint?: Message;
}

/** A client certificate with everything a person needs to go on. */
export interface ClientIssue {
  readonly issued: Issued;
  /** Where the CA's certificate is or will be. */
  readonly caUri: string;
  /** The client's files and, where one was made, the CA's. */
  readonly files: readonly FileToWrite[];
}

/** Issues a client certificate, from a CA that is there or one that is made for it. Nothing is written. */
export async function issueForClient(host: Host, params: IssueClientParams): Promise<Result<ClientIssue, Refusal>> {
  const names = readAlternativeNames(params.alternativeNames);
  if (!names.ok) return names;
  const { issueCa, issueClient } = await import('../../core/issue/issue.ts');
  const { crypto } = host;
  const now = host.now();

  const files: FileToWrite[] = [];
  let authority: AuthorityFiles;
  let caUri: string;
  if ('newCaName' in params.ca) {
    const made = await issueCa({ crypto, now, commonName: params.ca.newCaName });
    if (!made.ok) return made;
    authority = { certificatePem: made.value.certificatePem, privateKeyPem: made.value.privateKeyPem };
    files.push(...plannedFiles(made.value));
    caUri = join(params.folder, files[1]?.name ?? '');
  } else {
    const read = await readAuthority(host, params.ca);
    if (!read.ok) return read;
    authority = read.value;
    caUri = params.ca.certificateUri;
  }
  const { commonName, days, keyType, passphrase } = params;
  const issued = await issueClient({
    crypto,
    now,
    ca: authority,
    commonName,
    days,
    keyType,
    passphrase,
    ...names.value,
  });
  if (!issued.ok) return issued;
  files.push(...plannedFiles(issued.value));
  return success({ issued: issued.value, caUri, files });
}

/** Whether these files are a CA whose client certificates peers will accept. */
export async function checkAuthority(host: Host, files: CaFiles): Promise<Refusal | undefined> {
  const read = await readAuthority(host, files);
  if (!read.ok) return read.error;
  const { openAuthority } = await import('../../core/issue/authority.ts');
  const opened = await openAuthority(host.crypto, host.now(), profiles.client, read.value);
  return opened.ok ? undefined : opened.error;
}

async function readAuthority(host: Host, ca: CaFiles): Promise<Result<AuthorityFiles, Refusal>> {
  const texts: string[] = [];
  for (const uri of [ca.certificateUri, ca.privateKeyUri]) {
    const read = await host.files.read(uri);
    if (!read.ok) {
      const path = URI.parse(uri).path;
      return failure({ code: 'file-unreadable', message: message('{path} cannot be read.', { path }) });
    }
    texts.push(new TextDecoder().decode(read.value));
  }
  const [certificatePem = '', privateKeyPem = ''] = texts;
  return success({ certificatePem, privateKeyPem, passphrase: ca.passphrase });
}

/** Programs that use the files, with paths as they hold in the workspace folder. */
export function usage({ issued, caUri }: ClientIssue, own: OwnUris, folders: readonly string[]) {
  const root = folders.find((folder) => isInside(own.certificate, folder));
  const pathOf = (uri: string): string =>
    root !== undefined && isInside(uri, root) ? (relativePath(root, uri) ?? uri) : URI.parse(uri).fsPath;
  const paths = {
    certificate: pathOf(own.certificate),
    privateKey: pathOf(own.privateKey),
    trustAnchors: pathOf(caUri),
  };
  return {
    snippets: snippets('client', paths, { isEncrypted: issued.isEncrypted }),
    verifyCommand: verifyCommand('client', paths, issued.intermediatePem !== undefined),
  };
}

export interface OwnUris {
  readonly certificate: string;
  readonly privateKey: string;
}
