import { isInvisible, visibleOnLines } from './visible.ts';

/**
 * Text for people, as data. The core never formats a sentence: the template is the English text and the key of the
 * l10n bundles, and the edge (lsp, cli) translates and fills it with `Localize`.
 * `npm run generate` collects every literal passed to `message(…)`.
 */
export interface Message {
  readonly template: string;
  readonly data: MessageData;
}

export type MessageValue = string | number | Message | readonly (string | Message)[];
export type MessageData = Readonly<Record<string, MessageValue>>;

/** `template` must be a string literal; `{name}` is replaced by `data.name`, a list is joined with commas. */
export function message(template: string, data: MessageData = {}): Message {
  return { template, data };
}

/** Text that is the same in every language: a name, a number, an identifier. */
export function verbatim(text: string): Message {
  return { template: '{0}', data: { 0: text } };
}

/** Turns a message into text of the person's language. Made by the edge. */
export type Localize = (message: Message) => string;

/** `Localize` over a bundle of translated templates; a template missing from it stays English. */
export function localizer(bundle: Readonly<Record<string, string>> = {}): Localize {
  const localize: Localize = ({ template, data }) => {
    // A value alone, as most fields are: there is nothing to translate.
    if (template === '{0}' && data[0] !== undefined) return fill(data[0]);
    return (bundle[template] ?? template).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = data[name];
      return value === undefined ? whole : fill(value);
    });
  };
  const fill = (value: MessageValue): string => {
    // Values come out of files: in no view may they do something instead of being seen.
    if (typeof value === 'string') return isInvisible(value) ? visibleOnLines(value) : value;
    if (typeof value === 'number') return String(value);
    if ('template' in value) return localize(value);
    return value.map(fill).join(', ');
  };
  return localize;
}
