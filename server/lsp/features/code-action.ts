import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver';
import { message } from '../../core/base/message.ts';
import { once } from '../../core/base/once.ts';
import type { Finding, Fix } from '../../core/lint/finding.ts';
import { planPass } from '../../core/lint/fix-pass.ts';
import { toDiagnostic } from '../diagnostics.ts';
import type { AnalysedText } from '../documents.ts';
import { toWorkspaceEdit } from '../edits.ts';
import type { Feature } from '../feature.ts';
import { toRange, toSpan } from '../ranges.ts';
import { recommendedAction, recommendedKind } from '../recommended-action.ts';
import type { Session } from '../session.ts';
import type { Suppressible } from '../suppress-action.ts';

/** With the first menu. */
const loadSuppression = once(() => import('../suppress-action.ts'));

const fixAllKind = `${CodeActionKind.SourceFixAll}.tlsense`;

/** Findings whose fixes are written for one menu: nobody reads a longer one, and each fix of a long text takes its time. */
const mostFindings = 100;

/** Findings that are fixed at once; the next time come those that are left. It is asked with each menu. */
const mostAtOnce = 500;

/** Milliseconds of writing fixes, comments, and what fixes all: what is not written by then is not offered. */
const longestWriting = 40;
/** So many are written on the slowest machine. */
const fewestWritten = 8;

/** Whether one more may be written. */
function shortTime(): () => boolean {
  const until = performance.now() + longestWriting;
  let count = 0;
  return () => count++ < fewestWritten || performance.now() < until;
}

/** The fixes of the findings at a place, and one action for all of the document. */
export const feature: Feature = {
  capabilities: () => ({
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, recommendedKind, fixAllKind] },
  }),
  listen(session) {
    const { connection, documents, answer } = session;
    connection.onCodeAction(
      answer<Asked, CodeAction[]>('textDocument/codeAction', [], async ({ textDocument, range, context }, token) => {
        const { suppressActions } = await loadSuppression();
        const analysed = await documents.analysed(textDocument.uri, token);
        if (!analysed) return [];
        const wants = (kind: string): boolean =>
          context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
        // Both look at the document before they wait for other files.
        const actions = await Promise.all([
          wants(CodeActionKind.QuickFix)
            ? quickFixes(analysed, range, context.diagnostics, suppressActions, session)
            : [],
          wants(fixAllKind) ? fixAll(analysed, session) : [],
          wants(recommendedKind)
            ? recommendedAction(analysed.document, analysed.analysis, analysed.document.offsetAt(range.start), session)
            : [],
        ]);
        return actions.flat();
      }),
    );
  },
};

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly range: Range;
  readonly context: { readonly diagnostics: readonly Diagnostic[]; readonly only?: readonly string[] };
}

type SuppressActions = Awaited<ReturnType<typeof loadSuppression>>['suppressActions'];

async function quickFixes(
  { document, analysis }: AnalysedText,
  range: Range,
  shown: readonly Diagnostic[],
  suppressActions: SuppressActions,
  session: Session,
): Promise<CodeAction[]> {
  const asked = toSpan(document, range);
  const all = analysis.findings.filter(({ span }) => span.start <= asked.end && asked.start <= span.end);
  const found: (Suppressible & { readonly fixes: readonly Fix[] })[] = [];
  const mayGoOn = shortTime();
  for (const finding of all) {
    if (found.length === mostFindings || !mayGoOn()) break;
    const diagnostic = shownFor(finding, toRange(document, finding.span), shown);
    found.push({
      finding,
      fixes: finding.fixes,
      diagnostic: diagnostic ?? toDiagnostic(finding, document, session.localize, {}),
    });
  }
  // Looks at the document before it waits, as the fixes do.
  const suppressions = suppressActions(document, analysis, found, shortTime, session);
  const drafts = found.flatMap(({ fixes, diagnostic }) => {
    const diagnostics = [diagnostic];
    return fixes.map(async (fix): Promise<CodeAction> => {
      return {
        title: session.localize(fix.title),
        kind: CodeActionKind.QuickFix,
        diagnostics,
        isPreferred: fix.preferred,
        edit: await toWorkspaceEdit(fix.edits, session),
      };
    });
  });
  const more =
    all.length > found.length && session.client.textDocument?.codeAction?.disabledSupport
      ? [cutOff(session, found.length)]
      : [];
  return [...merged(await Promise.all(drafts)), ...(await suppressions), ...more];
}

function cutOff({ localize }: Session, count: number): CodeAction {
  const reason = localize(message('Only the first {count} problems of a selection have theirs here.', { count }));
  return { title: localize(message('Fixes of more problems')), kind: CodeActionKind.QuickFix, disabled: { reason } };
}

/** What mends several problems in the same way is offered once, for all of them. */
function merged(actions: readonly CodeAction[]): CodeAction[] {
  const once = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edit]);
    const known = once.get(key);
    if (!known) once.set(key, action);
    else {
      known.diagnostics = [...(known.diagnostics ?? []), ...(action.diagnostics ?? [])];
      known.isPreferred = known.isPreferred === true || action.isPreferred === true;
    }
  }
  return [...once.values()];
}

/** The client's own copy of the diagnostic, which ties the action to what is on the screen. */
function shownFor({ rule }: Finding, range: Range, shown: readonly Diagnostic[]): Diagnostic | undefined {
  return shown.find(
    (diagnostic) =>
      diagnostic.code === rule &&
      diagnostic.range.start.line === range.start.line &&
      diagnostic.range.start.character === range.start.character,
  );
}

async function fixAll({ document, analysis }: AnalysedText, session: Session): Promise<CodeAction[]> {
  const file = { uri: document.uri, findings: analysis.findings.slice(0, mostAtOnce) };
  const edits = [...planPass([file], () => true, shortTime()).edits.values()].flat();
  if (edits.length === 0) return [];
  const title = session.localize(message('Fix all TLS problems that can be fixed at once'));
  return [{ title, kind: fixAllKind, edit: await toWorkspaceEdit(edits, session) }];
}
