import {
  l10n,
  ProgressLocation,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type CheckFieldAnswer,
  type HandshakeOutcome,
  type IssuanceTarget,
  type IssuanceTargetsAnswer,
  requests,
  type TestHandshakeAnswer,
  type TestHandshakeParams,
} from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';
import { askAll, back, pick, type Step, text } from '../steps.ts';

interface Form {
  place: string;
  client: IssuanceTarget | undefined;
  passphrase: string;
}

/** The last server that was asked for: a handshake is tested again and again. */
let lastPlace = '';

/** Which server, and as which client; undefined where the person gave up. */
export async function askForTest(services: Services): Promise<TestHandshakeParams | undefined> {
  const form: Form = { place: lastPlace, client: undefined, passphrase: '' };
  if (!(await askAll(l10n.t('Test TLS Handshake'), form, stepsWith(services)))) return undefined;
  lastPlace = form.place;
  const { client, passphrase } = form;
  if (!client?.key) return { place: form.place };
  const { uri: privateKeyUri, encrypted } = client.key;
  const identity = { certificateUri: client.uri, privateKeyUri, ...(encrypted ? { passphrase } : {}) };
  return { place: form.place, identity };
}

export async function runTest(
  request: typeof requests.testHandshake | typeof requests.proveMutualTls,
  params: object,
  title: string,
  { client }: Services,
): Promise<HandshakeOutcome | undefined> {
  const progress = { location: ProgressLocation.Notification, title, cancellable: true };
  const answer = await window.withProgress(progress, async (_, token) => {
    // Each handshake ends by itself in seconds; nobody has to wait for it.
    const given = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
    return Promise.race([client.sendRequest<TestHandshakeAnswer>(request, params), given]);
  });
  if (!answer) return undefined;
  if ('value' in answer) return answer.value;
  const { message, hint } = answer.failure;
  await window.showErrorMessage(message, { modal: true, ...(hint ? { detail: hint } : {}) });
  return undefined;
}

function stepsWith(services: Services): readonly Step<Form>[] {
  const check = async (place: string): Promise<string | undefined> =>
    (await services.client.sendRequest<CheckFieldAnswer>(requests.checkPlace, { place })).message;
  return [
    {
      async ask(form, frame) {
        const answer = await text(frame, {
          prompt: l10n.t('The server: its host and port. Nothing but TLS handshakes is sent to it.'),
          placeholder: 'localhost:8443',
          value: form.place,
          check,
        });
        if (typeof answer === 'string') form.place = answer;
        return answer;
      },
    },
    { ask: (form, frame) => askClient(form, frame, services) },
    {
      applies: ({ client }) => client?.key?.encrypted === true,
      async ask(form, frame) {
        const answer = await text(frame, {
          prompt: l10n.t('The passphrase of the private key'),
          password: true,
          check: async () => undefined,
        });
        if (typeof answer === 'string') form.passphrase = answer;
        return answer;
      },
    },
  ];
}

interface ClientItem extends QuickPickItem {
  readonly target?: IssuanceTarget;
}

async function askClient(form: Form, frame: Parameters<Step<Form>['ask']>[1], services: Services): Promise<unknown> {
  const params = { kind: 'certificate' };
  const { targets } = await services.client.sendRequest<IssuanceTargetsAnswer>(requests.issuanceTargets, params);
  const none: ClientItem = { label: l10n.t('No client certificate'), iconPath: new ThemeIcon('circle-slash') };
  const items: ClientItem[] = [
    none,
    { label: '', kind: QuickPickItemKind.Separator },
    ...targets
      .filter(({ key }) => key !== undefined)
      .map((target) => ({
        label: target.name,
        description: `${workspace.asRelativePath(Uri.parse(target.uri, true))} · ${target.state}`,
        iconPath: new ThemeIcon('key'),
        target,
      })),
  ];
  const chosen = await pick(frame, {
    placeholder: l10n.t('The client certificate to try, besides none and one of another CA'),
    items,
    active: items.find(({ target }) => target !== undefined && target === form.client),
  });
  if (chosen !== undefined && chosen !== back) form.client = chosen.target;
  return chosen;
}
