import { l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon, Uri, window, workspace } from 'vscode';
import {
  type CaFiles,
  type CheckCaAnswer,
  type CheckFieldAnswer,
  type CheckFieldParams,
  type KeyType,
  requests,
} from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';
import { back, pick, type Step, text } from '../steps.ts';
import type { Form, Issuer } from './form.ts';

/** The questions of "Generate Client Certificate…", in order. */
export function stepsWith(services: Services): readonly Step<Form>[] {
  const check = (field: CheckFieldParams['field']) => async (value: string) => {
    const params: CheckFieldParams = { field, text: value };
    return (await services.client.sendRequest<CheckFieldAnswer>(requests.checkField, params)).message;
  };
  return [
    { ask: (form, frame) => askIssuer(form, frame, services) },
    {
      applies: ({ issuer }) => issuer?.kind === 'existing' && issuer.encrypted,
      ask: (form, frame) =>
        keep(
          form,
          'caPassphrase',
          text(frame, {
            prompt: l10n.t('The passphrase of the CA’s private key'),
            password: true,
            check: async () => undefined,
            checkAtEnd: async (passphrase) => {
              if (form.issuer?.kind !== 'existing') return undefined;
              return problemWith({ ...form.issuer.files, passphrase }, services);
            },
          }),
        ),
    },
    {
      applies: ({ issuer }) => issuer?.kind === 'new',
      ask: (form, frame) =>
        keep(
          form,
          'newCaName',
          text(frame, {
            prompt: l10n.t('The name of the new certificate authority'),
            value: form.newCaName,
            check: check('commonName'),
          }),
        ),
    },
    {
      ask: (form, frame) =>
        keep(
          form,
          'commonName',
          text(frame, {
            prompt: l10n.t('Common name: whom or what the certificate is for'),
            placeholder: 'api-client',
            value: form.commonName,
            check: check('commonName'),
          }),
        ),
    },
    {
      ask: (form, frame) =>
        keep(
          form,
          'alternativeNames',
          text(frame, {
            prompt: l10n.t(
              'Subject alternative names: e-mail addresses, DNS names and URIs, separated by commas, or none',
            ),
            placeholder: 'ada@example.com, client.example.com, spiffe://example.com/api-client',
            value: form.alternativeNames,
            check: check('alternativeNames'),
          }),
        ),
    },
    {
      ask: (form, frame) =>
        keep(
          form,
          'days',
          text(frame, {
            prompt: l10n.t('Days that the certificate is valid'),
            value: form.days,
            check: check('days'),
          }),
        ),
    },
    { ask: askKeyType },
    {
      ask: (form, frame) =>
        keep(
          form,
          'passphrase',
          text(frame, {
            prompt: l10n.t('A passphrase that encrypts the private key, or none'),
            placeholder: l10n.t('Leave it empty for a key that programs can read by themselves'),
            password: true,
            check: async () => undefined,
          }),
        ),
    },
    {
      applies: ({ passphrase }) => passphrase !== '',
      ask: (form, frame) =>
        text(frame, {
          prompt: l10n.t('The passphrase again'),
          password: true,
          check: async () => undefined,
          checkAtEnd: async (repeated) =>
            repeated === form.passphrase ? undefined : l10n.t('This is another passphrase than before.'),
        }),
    },
    { ask: askFolder },
  ];
}

type Frame = Parameters<Step<Form>['ask']>[1];
type TextField = 'caPassphrase' | 'newCaName' | 'commonName' | 'alternativeNames' | 'days' | 'passphrase';

async function keep(form: Form, field: TextField, asked: ReturnType<typeof text>): Promise<unknown> {
  const answer = await asked;
  if (typeof answer === 'string') form[field] = answer;
  return answer;
}

interface IssuerItem extends QuickPickItem {
  readonly issuer?: Issuer | 'browse';
}

async function askIssuer(form: Form, frame: Frame, services: Services): Promise<unknown> {
  const found = form.cas.map((ca): IssuerItem => {
    const { name, state, encrypted, certificateUri, privateKeyUri } = ca;
    return {
      label: name,
      description: `${workspace.asRelativePath(Uri.parse(certificateUri, true))} · ${state}`,
      iconPath: new ThemeIcon('verified'),
      issuer: { kind: 'existing', name, encrypted, files: { certificateUri, privateKeyUri } },
    };
  });
  const items: IssuerItem[] = [
    ...found,
    { label: '', kind: QuickPickItemKind.Separator },
    {
      label: l10n.t('Create a new certificate authority'),
      iconPath: new ThemeIcon('add'),
      issuer: { kind: 'new' },
    },
    { label: l10n.t('Browse…'), iconPath: new ThemeIcon('folder-opened'), issuer: 'browse' },
  ];
  for (;;) {
    const chosen = await pick(frame, {
      placeholder: l10n.t('The certificate authority (CA) that issues the certificate'),
      items,
      active: items.find(({ issuer }) => isSame(issuer, form.issuer)),
    });
    if (chosen === undefined || chosen === back) return chosen;
    const issuer = chosen.issuer === 'browse' ? await browse() : chosen.issuer;
    if (!issuer) continue;
    const checked = issuer.kind === 'new' ? issuer : await checkExisting(issuer, services);
    if (!checked) continue;
    form.issuer = checked;
    return true;
  }
}

function isSame(a: Issuer | 'browse' | undefined, b: Issuer | undefined): boolean {
  if (!a || !b || a === 'browse' || a.kind !== b.kind) return false;
  return a.kind === 'new' || (b.kind === 'existing' && a.files.certificateUri === b.files.certificateUri);
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

async function openOne(title: string, defaultUri?: Uri): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ title, ...(defaultUri ? { defaultUri } : {}) });
  return chosen?.[0];
}

/** What can be known before its passphrase is asked for; undefined where it cannot issue, which is said. */
async function checkExisting(
  issuer: Extract<Issuer, { kind: 'existing' }>,
  services: Services,
): Promise<Issuer | undefined> {
  const { failure } = await services.client.sendRequest<CheckCaAnswer>(requests.checkCa, issuer.files);
  if (!failure) return { ...issuer, encrypted: false };
  if (failure.code === 'key-encrypted') return { ...issuer, encrypted: true };
  await window.showErrorMessage(failure.message, { modal: true, ...(failure.hint ? { detail: failure.hint } : {}) });
  return undefined;
}

async function problemWith(files: CaFiles, services: Services): Promise<string | undefined> {
  const { failure } = await services.client.sendRequest<CheckCaAnswer>(requests.checkCa, files);
  return failure && [failure.message, failure.hint].filter(Boolean).join(' ');
}

async function askKeyType(form: Form, frame: Frame): Promise<unknown> {
  const item = (keyType: KeyType, label: string, description: string) => ({ keyType, label, description });
  const items = [
    item('p256', 'ECDSA P-256', l10n.t('works everywhere, small and fast')),
    item('rsa2048', 'RSA 2048', l10n.t('for very old peers')),
    item('rsa3072', 'RSA 3072', l10n.t('for rules that ask for RSA beyond 2030')),
    item('ed25519', 'Ed25519', l10n.t('small and fast; some peers do not know it')),
  ];
  const chosen = await pick(frame, {
    placeholder: l10n.t('The kind of key'),
    items,
    active: items.find(({ keyType }) => keyType === form.keyType),
  });
  if (chosen !== undefined && chosen !== back) form.keyType = chosen.keyType;
  return chosen;
}

interface FolderItem extends QuickPickItem {
  readonly folder: Uri | undefined;
}

async function askFolder(form: Form, frame: Frame): Promise<unknown> {
  const folders = new Map<string, Uri>();
  if (form.folder) folders.set(form.folder.toString(), form.folder);
  if (form.issuer?.kind === 'existing') {
    const folder = Uri.joinPath(Uri.parse(form.issuer.files.certificateUri, true), '..');
    folders.set(folder.toString(), folder);
  }
  for (const { uri } of workspace.workspaceFolders ?? []) folders.set(uri.toString(), uri);
  const items: FolderItem[] = [...folders.values()].map((folder) => ({
    label: labelOf(folder),
    description: folder.scheme === 'file' ? folder.fsPath : folder.path,
    iconPath: new ThemeIcon('folder'),
    folder,
  }));
  items.push({ label: l10n.t('Browse…'), iconPath: new ThemeIcon('folder-opened'), folder: undefined });
  for (;;) {
    const chosen = await pick(frame, {
      placeholder: l10n.t('The folder for the certificate and its key'),
      items,
      active: items[0],
    });
    if (chosen === undefined || chosen === back) return chosen;
    const folder = chosen.folder ?? (await openFolder());
    if (!folder) continue;
    form.folder = folder;
    return true;
  }
}

/** `samples` for the workspace folder itself, `certs` for a folder in it. */
function labelOf(folder: Uri): string {
  const root = workspace.getWorkspaceFolder(folder);
  return root?.uri.toString() === folder.toString() ? root.name : workspace.asRelativePath(folder);
}

async function openFolder(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: l10n.t('Write Here'),
  });
  return chosen?.[0];
}
