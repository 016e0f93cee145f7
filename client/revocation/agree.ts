import { l10n, type QuickPickItem, ThemeIcon, window } from 'vscode';
import type { RevocationPlan } from '../../server/lsp/protocol.ts';

interface AddressItem extends QuickPickItem {
  readonly index: number;
}

/** Which of the addresses to ask, where there are several; undefined where the person gave up. */
export async function chooseAddresses({
  certificate,
  addresses,
}: RevocationPlan): Promise<readonly number[] | undefined> {
  if (addresses.length === 1) return [0];
  const items = addresses.map(
    ({ kind, url }, index): AddressItem => ({
      label: url,
      description: kind === 'ocsp' ? l10n.t('OCSP responder') : l10n.t('revocation list'),
      iconPath: new ThemeIcon('globe'),
      picked: index === 0,
      index,
    }),
  );
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Check Revocation Online'),
    placeHolder: l10n.t('Whom to ask about “{name}”; nobody is asked yet', { name: certificate }),
    canPickMany: true,
  });
  return chosen?.map(({ index }) => index);
}

/** Shows everything that will be sent, and to whom; resolves to whether the person agreed. */
export async function agreeTo(
  { certificate, issuer, notice }: Pick<RevocationPlan, 'certificate' | 'issuer' | 'notice'>,
  lines: readonly string[],
): Promise<boolean> {
  const ask = l10n.t('Ask');
  const question = l10n.t('Ask whether “{certificate}”, issued by “{issuer}”, is revoked?', { certificate, issuer });
  const detail = [...lines, '', notice].join('\n').trimEnd();
  return (await window.showInformationMessage(question, { modal: true, detail }, ask)) === ask;
}
