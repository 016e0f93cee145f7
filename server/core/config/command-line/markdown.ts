import { type Span, span } from '../../base/span.ts';
import type { Steps } from '../../base/steps.ts';
import type { Observation } from '../../tls/observation.ts';
import { codeBlocks } from './code-blocks.ts';
import { readDockerfile } from './dockerfile.ts';
import { commandLimits } from './limits.ts';
import { readOpenSslConfiguration } from './openssl/read-configuration.ts';
import type { Places } from './place.ts';
import { programOf } from './programs/programs.ts';
import { readCommandsInSteps, readEnvironmentLines } from './read-commands.ts';
import { readLineSettings } from './settings/line-settings.ts';
import { readYaml } from './yaml.ts';

const shells =
  /^(?:sh|bash|shell|zsh|ksh|fish|console|shell-session|shellsession|sh-session|terminal|command|cmd|bat|powershell|pwsh|ps1)$/i;

const settings = /^(?:ini|conf|cfg|cnf|properties|npmrc|gitconfig|toml|config)$/i;
/** Programs whose settings no others look like. */
const distinct = ['git', 'npm', 'pip', 'mysql', 'properties', 'pipfile', 'ldap'] as const;

function readSettingsBlock(text: string, body: Span): Places[] {
  return [...distinct.map((program) => readLineSettings(text, body, program)), readOpenSslConfiguration(text, body)];
}

/** A block that does not say what it is and begins with the name of a program. */
function beginsWithProgram(text: string, { start, end }: Span): boolean {
  const first = /^\s*(?:sudo[ \t]+)?([\w.-]+)[ \t]/.exec(text.slice(start, Math.min(end, start + 300)))?.[1];
  return first !== undefined && (first === 'openssl' || programOf(first) !== undefined);
}

/** Sessions in indented code: `    $ curl …`. */
function* indentedSessions(text: string): Iterable<Span> {
  for (const match of text.matchAll(/^(?: {4}|\t)[ \t]{0,8}\$ ([^\n]+)$/gm)) {
    const end = match.index + match[0].length;
    yield span(end - (match[1]?.length ?? 0), end);
  }
}

/** Some milliseconds. */
const blocksOfStep = 50;

/** The code blocks of a document (CommonMark 0.31, 4.5) that hold commands or variables. */
export function* readMarkdown(text: string): Steps<Places> {
  const all: Places[] = [];
  const blocks = codeBlocks(text);
  for (const [at, { language, body }] of blocks.slice(0, commandLimits.blocks).entries()) {
    if (at % blocksOfStep === blocksOfStep - 1) yield;
    if (/^ya?ml$/i.test(language)) all.push(readYaml(text, body));
    else if (/^(?:dockerfile|docker)$/i.test(language)) all.push(readDockerfile(text, body));
    else if (/^(?:dotenv|env)$/i.test(language)) all.push(readEnvironmentLines(text, body));
    else if (settings.test(language)) all.push(...readSettingsBlock(text, body));
    else if (shells.test(language) || language === '') {
      const regions = commandLines(text, body, language === '' && !beginsWithProgram(text, body));
      if (regions.length > 0) all.push(yield* readCommandsInSteps({ text, manner: { indented: true }, regions }));
    }
  }
  const sessions = [...indentedSessions(text)];
  if (sessions.length > 0)
    all.push(yield* readCommandsInSteps({ text, manner: { indented: true }, regions: sessions }));
  const next = blocks[commandLimits.blocks];
  const left: Observation[] = next
    ? [{ code: 'tls/not-searched', form: 'blocks', span: span(next.body.start, next.body.start + 1) }]
    : [];
  return {
    places: all.flatMap(({ places }) => places),
    observations: [...all.flatMap(({ observations = [] }) => observations), ...left],
    calls: all.flatMap(({ calls = [] }) => calls),
  };
}

/** All of a block, or what stands behind a prompt where it shows a session. */
function commandLines(text: string, { start, end }: Span, onlyPrompts: boolean): Span[] {
  const lines: Span[] = [];
  const prompt =
    /^[ \t>]*(?:[\w.@:~/[\]-]*[$%][ \t]+|PS[^>\r\n\u2028\u2029]*>[ \t]+|[\w.-]+@[\w.-][^\r\n\u2028\u2029$#]*[$#][ \t]+)/gm;
  const block = text.slice(start, end);
  for (const match of block.matchAll(prompt)) {
    const from = start + match.index + match[0].length;
    let to = text.indexOf('\n', from);
    while (to >= 0 && to < end && /\\\r?$/.test(text.slice(Math.max(from, to - 2), to)))
      to = text.indexOf('\n', to + 1);
    lines.push(span(from, to < 0 || to > end ? end : to));
  }
  if (lines.length > 0) return lines;
  return onlyPrompts ? [] : [span(start, end)];
}
