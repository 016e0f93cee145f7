import { l10n } from 'vscode';
import { type CheckFieldAnswer, type CheckFieldParams, requests } from '../../server/lsp/protocol.ts';
import { type Step, text } from '../steps.ts';
import type { Form } from './form.ts';

/** The answers that are texts. */
export type TextField =
  | 'commonName'
  | 'clientName'
  | 'names'
  | 'days'
  | 'pathLength'
  | 'permitted'
  | 'passphrase'
  | 'filePassphrase'
  | 'keyPassphrase';

export interface TextStep {
  readonly field: TextField;
  /** What the server checks; anything goes where it is left out. */
  readonly check?: CheckFieldParams['field'];
  readonly prompt: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  applies?(form: Form): boolean;
  /** What is wrong with a text, once the person accepts it. */
  checkAtEnd?(text: string): string | undefined;
}

export function textStep({ field, check, prompt, placeholder, password, applies, checkAtEnd }: TextStep): Step<Form> {
  return {
    ...(applies ? { applies } : {}),
    async ask(form, frame) {
      const answer = await text(frame, {
        prompt,
        ...(placeholder === undefined ? {} : { placeholder }),
        // A passphrase is not shown again, and not kept in an input box.
        ...(password ? { password } : { value: form.fields[field] ?? '' }),
        check: check ? checkField(form, check) : async () => undefined,
        ...(checkAtEnd ? { checkAtEnd: async (given) => checkAtEnd(given) } : {}),
      });
      if (typeof answer === 'string') form.fields[field] = answer;
      return answer;
    },
  };
}

export function checkField({ services }: Form, field: CheckFieldParams['field']) {
  return async (value: string): Promise<string | undefined> => {
    const params: CheckFieldParams = { field, text: value };
    return (await services.client.sendRequest<CheckFieldAnswer>(requests.checkField, params)).message;
  };
}

export function commonNameStep(prompt?: string, placeholder?: string): Step<Form> {
  return textStep({
    field: 'commonName',
    check: 'commonName',
    prompt: prompt ?? l10n.t('Common name: whom or what the certificate is for'),
    ...(placeholder === undefined ? {} : { placeholder }),
  });
}

/** What a server is called: its host, and all names that clients connect to. */
export function serverNameSteps(): readonly Step<Form>[] {
  return [
    commonNameStep(l10n.t('Common name: the host that the certificate is for'), 'localhost'),
    textStep({
      field: 'names',
      check: 'serverNames',
      prompt: l10n.t('DNS names and IP addresses that clients connect to, separated by commas; none: the common name'),
      placeholder: 'localhost, 127.0.0.1, *.example.com',
    }),
  ];
}

export function daysStep(applies?: (form: Form) => boolean): Step<Form> {
  const prompt = l10n.t('Days that the certificate is valid');
  return textStep({ field: 'days', check: 'days', prompt, ...(applies ? { applies } : {}) });
}

/** A passphrase and, where there is one, the same again. */
export function newPassphraseSteps(
  prompt: string,
  placeholder: string | undefined,
  { isNeeded = false, applies = () => true }: { isNeeded?: boolean; applies?: (form: Form) => boolean } = {},
): readonly Step<Form>[] {
  return [
    textStep({
      field: 'passphrase',
      prompt,
      ...(placeholder === undefined ? {} : { placeholder }),
      password: true,
      applies,
      ...(isNeeded ? { checkAtEnd: (given) => (given === '' ? l10n.t('The passphrase is empty.') : undefined) } : {}),
    }),
    {
      applies: (form) => applies(form) && (form.fields.passphrase ?? '') !== '',
      ask: (form, frame) =>
        text(frame, {
          prompt: l10n.t('The passphrase again'),
          password: true,
          check: async () => undefined,
          checkAtEnd: async (repeated) =>
            repeated === form.fields.passphrase ? undefined : l10n.t('This is another passphrase than before.'),
        }),
    },
  ];
}

/** The passphrase of a new private key, or none. */
export function keyPassphraseSteps(applies?: (form: Form) => boolean): readonly Step<Form>[] {
  return newPassphraseSteps(
    l10n.t('A passphrase that encrypts the private key, or none'),
    l10n.t('Leave it empty for a key that programs can read by themselves'),
    applies ? { applies } : {},
  );
}
