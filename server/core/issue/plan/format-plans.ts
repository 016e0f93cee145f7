/** Keys and certificates that are there already, in another form. */
import { isText } from '../../base/is-text.ts';
import { type Message, message } from '../../base/message.ts';
import { type Result, success } from '../../base/result.ts';
import { displayName } from '../../describe/names.ts';
import { readPem } from '../../pem/read-pem.ts';
import { withKeyArithmetic } from '../../x509/key-arithmetic.ts';
import { readDerFile } from '../../x509/read-der-file.ts';
import { readPkiObjects } from '../../x509/read-pki-objects.ts';
import { changePassphrase } from '../change-passphrase.ts';
import { type Conversion, convertFile } from '../convert.ts';
import { exportPkcs12 } from '../export-pkcs12.ts';
import type { IssueFailure } from '../failure.ts';
import { type Convertible, conversionScript, passphraseScript, pkcs12Script } from '../openssl/format-script.ts';
import type { Pkcs12Mode } from '../pkcs12.ts';
import { emptyPlan, type FileRole, type GivenFile, type Place, type Plan, type Workbench } from './plan.ts';

/** A passphrase, and how OpenSSL gets it: it asks where `from` is left out. */
export interface GivenPassphrase {
  readonly passphrase: string | undefined;
  readonly from?: string | undefined;
}

export interface Pkcs12PlanRequest {
  readonly certificate: GivenFile;
  readonly chain: readonly GivenFile[];
  readonly key: GivenFile;
  readonly opens: GivenPassphrase;
  readonly encrypts: { readonly passphrase: string; readonly from?: string | undefined };
  readonly friendlyName: string | undefined;
  readonly mode: Pkcs12Mode;
  readonly out: Place;
}

export async function planPkcs12(
  request: Pkcs12PlanRequest,
  { crypto, spelling }: Workbench,
): Promise<Result<Plan, IssueFailure>> {
  const { certificate, chain, key, opens, encrypts, friendlyName, mode, out } = request;
  const made = await exportPkcs12({
    crypto,
    certificatesPem: [certificate, ...chain].map(({ text }) => text).join('\n'),
    privateKeyPem: key.text,
    keyPassphrase: opens.passphrase,
    passphrase: encrypts.passphrase,
    friendlyName,
    mode,
  });
  if (!made.ok) return made;
  const paths = {
    certificate: spelling.path(certificate.place),
    chain: chain.map(({ place }) => spelling.path(place)),
    key: { path: spelling.path(key.place), passphraseFrom: opens.from },
    out: spelling.path(out),
  };
  const name = friendlyName ?? (await nameIn(certificate.text));
  return success({
    ...emptyPlan,
    files: [{ ...out, role: 'pkcs12', contents: made.value, mode: 0o600 }],
    script: pkcs12Script(paths, name, mode, encrypts.from),
  });
}

export interface ConversionPlanRequest {
  readonly file: { readonly place: Place; readonly bytes: Uint8Array };
  readonly to: Conversion;
  readonly opens: GivenPassphrase;
  readonly out: Place;
}

export async function planConversion(
  { file, to, opens, out }: ConversionPlanRequest,
  { crypto, spelling }: Workbench,
): Promise<Result<Plan, IssueFailure>> {
  const converted = await convertFile(crypto, file.bytes, to, opens.passphrase);
  if (!converted.ok) return converted;
  const { contents, isSecret } = converted.value;
  const role: FileRole = isSecret ? 'private-key' : 'other';
  const kind = await kindOf(file.bytes);
  const isStore = kind === 'pkcs12' || kind === 'java-key-store';
  return success({
    ...emptyPlan,
    files: [{ ...out, role, contents, mode: isSecret ? 0o600 : 0o644 }],
    notes: isStore && isSecret ? [notEncrypted(out)] : [],
    script: conversionScript(
      { path: spelling.path(file.place), passphraseFrom: opens.from },
      kind,
      to,
      spelling.path(out),
    ),
  });
}

export interface PassphrasePlanRequest {
  readonly key: GivenFile;
  readonly opens: GivenPassphrase;
  /** None leaves the key unencrypted. */
  readonly encrypts: GivenPassphrase;
  readonly out: Place;
}

export async function planPassphrase(
  { key, opens, encrypts, out }: PassphrasePlanRequest,
  { crypto, spelling }: Workbench,
): Promise<Result<Plan, IssueFailure>> {
  const changed = await changePassphrase(crypto, key.text, { old: opens.passphrase, new: encrypts.passphrase });
  if (!changed.ok) return changed;
  const isEncrypted = encrypts.passphrase !== undefined;
  return success({
    ...emptyPlan,
    files: [{ ...out, role: 'private-key', contents: changed.value, mode: 0o600 }],
    notes: isEncrypted ? [] : [notEncrypted(out)],
    script: passphraseScript(
      { path: spelling.path(key.place), passphraseFrom: opens.from },
      { path: spelling.path(out), isEncrypted, passphraseFrom: encrypts.from },
    ),
  });
}

function notEncrypted({ name }: Place): Message {
  return message('The key is not encrypted now: whoever can read {name} can use it.', { name });
}

async function nameIn(pem: string): Promise<string> {
  const { objects } = await withKeyArithmetic(() => readPkiObjects(pem));
  const value = objects.map((object) => object.value).find((one) => one?.kind === 'certificate');
  return value?.kind === 'certificate' ? displayName(value) : '';
}

async function kindOf(bytes: Uint8Array): Promise<Convertible> {
  if (!isText(bytes)) {
    const { objects } = await withKeyArithmetic(() => readDerFile(bytes));
    const value = objects[0]?.value;
    if (value?.kind === 'key-store') return value.format === 'PKCS#12' ? 'pkcs12' : 'java-key-store';
    return convertible(value?.kind);
  }
  const pem = new TextDecoder().decode(bytes);
  const { objects } = await withKeyArithmetic(() => readPkiObjects(pem));
  const [first, second] = objects;
  if (!second) return convertible(first?.value?.kind);
  return readPem(pem).blocks.every(({ label }) => label === 'CERTIFICATE') ? 'several' : 'other';
}

function convertible(kind: string | undefined): Convertible {
  switch (kind) {
    case 'certificate':
    case 'certification-request':
    case 'certificate-list':
    case 'private-key':
      return kind;
    default:
      return 'other';
  }
}
