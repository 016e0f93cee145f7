/** What Node.js reads from the environment when it starts, set by a program that runs already. */
import { readAssignments } from './assignments.ts';
import type { Found } from './contexts.ts';
import { extraCertificates } from './option-names.ts';
import { originOf } from './origins.ts';
import type { Program } from './program.ts';
import { spanOf } from './syntax.ts';

/** Whoever starts other processes hands the environment on to them. */
const startsOthers =
  /child_process|worker_threads|\b(?:execa|zx|cluster|spawn\w*|fork|exec\w*|globalSetup|defineConfig)\b/;
/** This very process speaks TLS. */
const speaks =
  /\bfetch\s*\(|['"](?:node:)?(?:https|tls|http2)['"]|['"](?:axios|got|undici|node-fetch|superagent|ws|pg)['"]/;

/** `process.env.NODE_EXTRA_CA_CERTS = …`: loaded once, before the first line of the program (node::crypto::UseExtraCaCerts). */
export function findLateEnvironment(program: Program): Found[] {
  const { text } = program;
  if (!text.includes(extraCertificates) || startsOthers.test(text) || !speaks.test(text)) return [];
  return readAssignments(program).flatMap(({ key, object, node }): Found[] => {
    if (key !== extraCertificates) return [];
    const origin = originOf(program, object);
    if (origin?.module !== 'process' || origin.path.join('.') !== 'env') return [];
    const span = spanOf(node);
    return [
      { node, span, facts: { isGlobal: true, readAtStart: { value: extraCertificates, span, origin: 'explicit' } } },
    ];
  });
}
