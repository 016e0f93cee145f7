import { l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon, Uri, window, workspace } from 'vscode';
import { type CaChoice, type CaFiles, type CaUse, type CheckCaAnswer, requests } from '../../server/lsp/protocol.ts';
import { back, pick, type Step, type StepFrame, text } from '../steps.ts';
import type { Form, Issuer } from './form.ts';
import { checkField } from './text-steps.ts';

/** What else may be chosen than a CA that is there. */
export type OtherAuthority = 'new' | 'itself' | undefined;

/** The CA: which, its passphrase, the name of a new one. Not asked where the file that the task is about says it. */
export function authoritySteps(use: CaUse, other?: OtherAuthority): readonly Step<Form>[] {
  return [
    {
      applies: ({ target }) => target?.issuer === undefined,
      ask: (form, frame) => askIssuer(form, frame, use, other),
    },
    {
      applies: ({ issuer }) => issuer?.kind === 'existing' && issuer.encrypted,
      async ask(form, frame) {
        const answer = await text(frame, {
          prompt: l10n.t('The passphrase of the CA’s private key'),
          password: true,
          check: async () => undefined,
          checkAtEnd: async (passphrase) => {
            if (form.issuer?.kind !== 'existing') return undefined;
            const failure = await problemWith({ ...form.issuer.files, passphrase }, use, form);
            return failure && [failure.message, failure.hint].filter(Boolean).join(' ');
          },
        });
        if (typeof answer === 'string') form.caPassphrase = answer;
        return answer;
      },
    },
    {
      applies: ({ issuer }) => issuer?.kind === 'new',
      async ask(form, frame) {
        const answer = await text(frame, {
          prompt: l10n.t('The name of the new certificate authority'),
          value: form.newCaName,
          check: checkField(form, 'commonName'),
        });
        if (typeof answer === 'string') form.newCaName = answer;
        return answer;
      },
    },
  ];
}

export function issuerOf({ name, encrypted, certificateUri, privateKeyUri }: CaChoice): Issuer {
  return { kind: 'existing', name, encrypted, files: { certificateUri, privateKeyUri } };
}

interface IssuerItem extends QuickPickItem {
  readonly issuer?: Issuer | 'browse';
}

async function askIssuer(form: Form, frame: StepFrame, use: CaUse, other: OtherAuthority): Promise<unknown> {
  const items = issuerItems(form, other);
  for (;;) {
    const chosen = await pick(frame, {
      placeholder:
        other === 'itself'
          ? l10n.t('Who signs the new certificate authority (CA)')
          : l10n.t('The certificate authority (CA) that issues the certificate'),
      items,
      active: items.find(({ issuer }) => isSame(issuer, form.issuer)),
    });
    if (chosen === undefined || chosen === back) return chosen;
    const issuer = chosen.issuer === 'browse' ? await browse() : chosen.issuer;
    if (!issuer) continue;
    const checked = issuer.kind === 'existing' ? await checkExisting(issuer, use, form) : issuer;
    if (!checked) continue;
    form.issuer = checked;
    return true;
  }
}

function issuerItems(form: Form, other: OtherAuthority): IssuerItem[] {
  const found = form.cas.map(
    (ca): IssuerItem => ({
      label: ca.name,
      description: `${workspace.asRelativePath(Uri.parse(ca.certificateUri, true))} · ${ca.state}`,
      iconPath: new ThemeIcon('verified'),
      issuer: issuerOf(ca),
    }),
  );
  const itself: IssuerItem = {
    label: l10n.t('Itself: a root'),
    iconPath: new ThemeIcon('key'),
    issuer: { kind: 'itself' },
  };
  const make: IssuerItem = {
    label: l10n.t('Create a new certificate authority'),
    iconPath: new ThemeIcon('add'),
    issuer: { kind: 'new' },
  };
  return [
    ...(other === 'itself' ? [itself] : []),
    ...found,
    { label: '', kind: QuickPickItemKind.Separator },
    ...(other === 'new' ? [make] : []),
    { label: l10n.t('Browse…'), iconPath: new ThemeIcon('folder-opened'), issuer: 'browse' },
  ];
}

function isSame(a: Issuer | 'browse' | undefined, b: Issuer | undefined): boolean {
  if (!a || !b || a === 'browse' || a.kind !== b.kind) return false;
  return a.kind !== 'existing' || (b.kind === 'existing' && a.files.certificateUri === b.files.certificateUri);
}

async function browse(): Promise<Issuer | undefined> {
  const certificate = await openOne(l10n.t('The CA’s certificate (PEM)'));
  if (!certificate) return undefined;
  const privateKey = await openOne(l10n.t('The CA’s private key (PEM)'), Uri.joinPath(certificate, '..'));
  if (!privateKey) return undefined;
  return {
    kind: 'existing',
    name: workspace.asRelativePath(certificate),
    encrypted: false,
    files: { certificateUri: certificate.toString(), privateKeyUri: privateKey.toString() },
  };
}

export async function openOne(title: string, defaultUri?: Uri): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ title, ...(defaultUri ? { defaultUri } : {}) });
  return chosen?.[0];
}

/** What can be known before its passphrase is asked for; undefined where it cannot issue, which is said. */
async function checkExisting(
  issuer: Extract<Issuer, { kind: 'existing' }>,
  use: CaUse,
  form: Form,
): Promise<Issuer | undefined> {
  const failure = await problemWith(issuer.files, use, form);
  if (!failure) return { ...issuer, encrypted: false };
  if (failure.code === 'key-encrypted') return { ...issuer, encrypted: true };
  await window.showErrorMessage(failure.message, { modal: true, ...(failure.hint ? { detail: failure.hint } : {}) });
  return undefined;
}

async function problemWith(files: CaFiles, use: CaUse, { services }: Form): Promise<CheckCaAnswer['failure']> {
  return (await services.client.sendRequest<CheckCaAnswer>(requests.checkCa, { ...files, use })).failure;
}
