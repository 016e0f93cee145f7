import type { PageEncoding, PageValue } from '../../server/lsp/protocol.ts';
import { escapeHtml } from './escape.ts';

/** The ASN.1 of an object, closed at first: lists within lists, which keys open and close and a screen reader counts. */
export function encodingPart({ values, note }: PageEncoding, title: string, legend: string): string {
  const said = note === undefined ? '' : `<p>${escapeHtml(note)}</p>`;
  return `<details class="encoding"><summary>${escapeHtml(title)}</summary>
<p>${escapeHtml(legend)}</p>
${list(values)}${said}</details>`;
}

function list(values: readonly PageValue[]): string {
  return `<ul class="values">${values.map((value) => `<li>${item(value)}</li>\n`).join('')}</ul>`;
}

function item(value: PageValue): string {
  const { values } = value;
  if (!values) return `<div class="value">${cells(value)}</div>`;
  return `<details open><summary class="value">${cells(value)}</summary>${list(values)}</details>`;
}

function cells({ type, text, place, size, header, octets }: PageValue): string {
  const what = text === undefined ? '' : ` ${escapeHtml(text)}`;
  const contents = octets === undefined ? '' : ` ${escapeHtml(octets)}`;
  return `<span class="what"><span class="type">${escapeHtml(type)}</span>${what}</span>
<span class="place">${escapeHtml(place)}</span>
<span class="size">${escapeHtml(size)}</span>
<span class="octets"><b>${escapeHtml(header)}</b>${contents}</span>`;
}
