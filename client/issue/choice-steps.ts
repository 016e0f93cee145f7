import { l10n } from 'vscode';
import type { KeyType } from '../../server/lsp/protocol.ts';
import { back, pick, type Step } from '../steps.ts';
import type { Fields, Form } from './form.ts';

/** The answers that are one of a few. */
export type ChoiceField = 'keyType' | 'profile' | 'reason' | 'to' | 'mode' | 'newKey';

export interface Choice<F extends ChoiceField> {
  readonly value: NonNullable<Fields[F]>;
  readonly label: string;
  readonly description?: string;
}

export function choiceStep<F extends ChoiceField>(
  field: F,
  placeholder: string,
  choices: readonly Choice<F>[],
  applies?: (form: Form) => boolean,
): Step<Form> {
  return {
    ...(applies ? { applies } : {}),
    async ask(form, frame) {
      const items = choices.map((choice) => ({ ...choice }));
      const active = items.find(({ value }) => value === form.fields[field]);
      const chosen = await pick(frame, { placeholder, items, active });
      if (chosen !== undefined && chosen !== back) form.fields[field] = chosen.value;
      return chosen;
    },
  };
}

export function keyTypeStep(applies?: (form: Form) => boolean): Step<Form> {
  const item = (value: KeyType, label: string, description: string) => ({ value, label, description });
  return choiceStep(
    'keyType',
    l10n.t('The kind of key'),
    [
      item('p256', 'ECDSA P-256', l10n.t('works everywhere, small and fast')),
      item('p384', 'ECDSA P-384', l10n.t('for rules that ask for more than 128 bits of security')),
      item('rsa2048', 'RSA 2048', l10n.t('for very old peers')),
      item('rsa3072', 'RSA 3072', l10n.t('for rules that ask for RSA beyond 2030')),
      item('rsa4096', 'RSA 4096', l10n.t('slow to make and to sign')),
      item('ed25519', 'Ed25519', l10n.t('small and fast; some peers do not know it')),
    ],
    applies,
  );
}

export function profileStep(): Step<Form> {
  return choiceStep('profile', l10n.t('What the certificate is for'), [
    { value: 'server', label: l10n.t('A server'), description: 'serverAuth' },
    { value: 'client', label: l10n.t('A client'), description: 'clientAuth' },
    { value: 'email', label: l10n.t('A mailbox (S/MIME)'), description: 'emailProtection' },
    { value: 'intermediate', label: l10n.t('A certificate authority below another'), description: 'CA:TRUE' },
  ]);
}

/** RFC 5280, 5.3.1. */
export function reasonStep(): Step<Form> {
  return choiceStep('reason', l10n.t('Why it is revoked'), [
    { value: 'unspecified', label: l10n.t('No reason given') },
    { value: 'keyCompromise', label: l10n.t('Someone else may have its private key'), description: 'keyCompromise' },
    { value: 'superseded', label: l10n.t('Another certificate takes its place'), description: 'superseded' },
    {
      value: 'cessationOfOperation',
      label: l10n.t('It is no longer needed'),
      description: 'cessationOfOperation',
    },
    { value: 'affiliationChanged', label: l10n.t('What it says is no longer true'), description: 'affiliationChanged' },
    {
      value: 'cACompromise',
      label: l10n.t('Someone else may have the private key of this CA'),
      description: 'cACompromise',
    },
    { value: 'certificateHold', label: l10n.t('For a while only'), description: 'certificateHold' },
  ]);
}
