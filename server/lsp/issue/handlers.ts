import { URI } from 'vscode-uri';

import { type Localize, message } from '../../core/base/message.ts';
import { checkCommonName } from '../../core/issue/names.ts';
import { checkDays } from '../../core/issue/profile.ts';
import { readGitStatus } from '../../core/workspace/git-ignore.ts';
import { baseName, join } from '../../core/workspace/paths.ts';
import type {
  CaFiles,
  CheckCaAnswer,
  CheckFieldAnswer,
  CheckFieldParams,
  Failure,
  IgnoreKeyAnswer,
  IssueClientAnswer,
  IssueClientParams,
  ListCasAnswer,
} from '../protocol.ts';
import type { Session } from '../session.ts';
import { readAlternativeNames } from './alternative-names.ts';
import { findCas } from './find-cas.ts';
import { type ClientIssue, checkAuthority, issueForClient, type Refusal, usage } from './issue-client.ts';

export async function listCas({ workspace, host, localize, scanned }: Session): Promise<ListCasAnswer> {
  await scanned;
  return { choices: findCas(workspace, localize, host.now()) };
}

export async function checkCa(files: CaFiles, { host, localize }: Session): Promise<CheckCaAnswer> {
  const refusal = await checkAuthority(host, files);
  return refusal ? { failure: toFailure(refusal, localize) } : {};
}

export function checkField(params: CheckFieldParams, { localize }: Session): CheckFieldAnswer {
  const checked = check(params);
  return checked.ok ? {} : { message: withHint(checked.error, localize) };
}

export async function ignoreKey(uri: string, { host }: Session): Promise<IgnoreKeyAnswer> {
  const status = await readGitStatus(host.files, uri);
  if (status.state !== 'not-ignored') return {};
  return { add: { uri: status.ignoreFile, offset: status.insertAt, text: status.text } };
}

function check({ field, text }: CheckFieldParams) {
  switch (field) {
    case 'commonName':
      return checkCommonName(text);
    case 'alternativeNames':
      return readAlternativeNames(text);
    case 'days':
      return checkDays(/^\s*\d{1,5}\s*$/.test(text) ? Number(text) : Number.NaN);
  }
}

export async function issue(params: IssueClientParams, session: Session): Promise<IssueClientAnswer> {
  const { host, localize, folders } = session;
  const made = await issueForClient(host, params);
  if (!made.ok) return { failure: toFailure(made.error, localize) };
  const { issued, files } = made.value;
  const uris = files.map(({ name }) => join(params.folder, name));
  const [privateKey = '', certificate = ''] = uris.slice(-2);

  const written = await write(made.value, params, session);
  if (written !== undefined && written !== 'client') return written;
  const { snippets, verifyCommand } = usage(made.value, { certificate, privateKey }, folders);
  return {
    value: {
      certificateUri: certificate,
      privateKeyUris: uris.filter((_, i) => files[i]?.mode === 0o600),
      toWrite:
        written === 'client'
          ? files.map(({ contents }, i) => ({ uri: uris[i] ?? '', contents: String(contents) }))
          : [],
      notes: issued.notes.map(localize),
      snippets: snippets.map(({ title, languageId, text }) => ({ title, languageId, text })),
      verifyCommand,
    },
  };
}

/**
 * On this machine the server writes itself: no private key crosses the pipe, and its file is never readable for
 * others. Elsewhere the client has to, and has made sure before that it may replace what is there.
 */
async function write(
  { files }: ClientIssue,
  { folder, overwrite }: IssueClientParams,
  { host, localize }: Session,
): Promise<IssueClientAnswer | 'client' | undefined> {
  const { scheme, fsPath } = URI.parse(folder);
  if (scheme !== 'file' || !host.writeFiles) {
    const there: string[] = [];
    for (const { name } of files) if (await host.files.exists(join(folder, name))) there.push(name);
    return there.length > 0 && !overwrite ? { existing: there } : 'client';
  }
  const written = await host.writeFiles(fsPath, files, { overwrite });
  if (written.ok) return undefined;
  if (written.error.code === 'exists') {
    return { existing: written.error.paths.map((path) => baseName(URI.file(path).toString())) };
  }
  const { path, reason } = written.error;
  return {
    failure: {
      code: 'unwritable',
      message: localize(message('{path} cannot be written: {reason}. Nothing was changed.', { path, reason })),
    },
  };
}

function toFailure({ code, message: said, hint }: Refusal, localize: Localize): Failure {
  return hint ? { code, message: localize(said), hint: localize(hint) } : { code, message: localize(said) };
}

function withHint({ message: said, hint }: Refusal, localize: Localize): string {
  return hint ? `${localize(said)} ${localize(hint)}` : localize(said);
}
