import { type Localize, type Message, message, verbatim } from '../../core/base/message.ts';
import { displayName } from '../../core/describe/names.ts';
import { certificateNoun } from '../../core/describe/summary.ts';
import { day } from '../../core/issue/authority.ts';
import { scriptText } from '../../core/issue/openssl/script.ts';
import type { FileRole, Plan, PlannedFile } from '../../core/issue/plan/plan.ts';
import { formatGeneralName } from '../../core/x509/general-name.ts';
import { withKeyArithmetic } from '../../core/x509/key-arithmetic.ts';
import { readPkiObjects } from '../../core/x509/read-pki-objects.ts';
import type { IssuancePreview } from '../protocol.ts';
import type { Session } from '../session.ts';
import type { ShownPlan } from './plans.ts';
import { uriOf } from './spelling.ts';

/** Everything that would be written, for a person to agree to. */
export async function previewOf(
  number: number,
  { made: { plan }, spelling }: ShownPlan,
  { host, localize }: Session,
): Promise<IssuancePreview> {
  const canRestrict = host.writeFiles !== undefined;
  const files: IssuancePreview['files'][number][] = [];
  for (const file of plan.files) {
    const what = localize(fileNoun(file.role, canRestrict));
    files.push({ path: spelling.path(file), what, replaces: await host.files.exists(uriOf(file)) });
  }
  for (const file of plan.state) {
    files.push({ path: spelling.path(file), what: localize(fileNoun(file.role, canRestrict)), replaces: false });
  }
  for (const path of new Set(plan.recorded.map(({ index }) => spelling.path(index)))) {
    files.push({ path, what: localize(fileNoun('record', canRestrict)), replaces: false });
  }
  return {
    plan: number,
    files,
    remarks: [...(await contentsOf(plan)), ...plan.remarks].map(localize),
    notes: plan.notes.map(localize),
    commands: commandsOf(plan, localize),
  };
}

function commandsOf({ script }: Plan, localize: Localize): string {
  return scriptText(script, localize);
}

function fileNoun(role: FileRole, canRestrict: boolean): Message {
  switch (role) {
    case 'private-key':
      return canRestrict
        ? message('private key, readable for you alone')
        : message('private key, with the permissions of every new file: others may be able to read it');
    case 'certificate':
      return message('certificate');
    case 'request':
      return message('certificate signing request');
    case 'pkcs12':
      return message('certificate and encrypted private key in one file');
    case 'list':
      return message('revocation list');
    case 'record':
      return message('what the CA has issued and revoked');
    case 'other':
      return message('converted file');
  }
}

/** Each new certificate in a line. */
async function contentsOf({ files }: Plan): Promise<Message[]> {
  const certificates = files.filter(({ role }) => role === 'certificate');
  return (await Promise.all(certificates.map(contentOf))).flat();
}

async function contentOf({ contents }: PlannedFile): Promise<Message[]> {
  const { objects } = await withKeyArithmetic(() => readPkiObjects(String(contents)));
  const [first] = objects;
  if (first?.value?.kind !== 'certificate') return [];
  const certificate = first.value;
  const names = certificate.subjectAltName?.map(formatGeneralName) ?? [];
  return [
    message('{what} · until {date} · {name}', {
      what: certificateNoun(certificate),
      name: names.length > 0 ? verbatim(`${displayName(certificate)} (${names.join(', ')})`) : displayName(certificate),
      date: day(certificate.validity.notAfter),
    }),
  ];
}
