import { pathToFileURL } from 'node:url';
import { localizer } from '../../core/base/message.ts';
import { version } from '../../core/base/version.ts';
import type { Severity } from '../../core/lint/finding.ts';
import { referenceLink, rulePageLink } from '../../core/lint/links.ts';
import type { AnyRule } from '../../core/lint/rule.ts';
import { ruleDocs, rules } from '../../core/rules/index.ts';
import type { Place, ReportedFinding, ReportedFix } from '../check/report.ts';
import type { Formatter } from './formatter.ts';

type Json = Readonly<Record<string, unknown>>;

const english = localizer();

/** OASIS SARIF 2.1.0, for code scanning. Always in English. */
export const formatter: Formatter = {
  name: 'sarif',
  format(reports) {
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'TLSense',
              semanticVersion: version,
              informationUri: 'https://github.com/tlsense/tlsense',
              rules: rules.map(reportingDescriptor),
            },
          },
          columnKind: 'utf16CodeUnits',
          artifacts: reports.map(({ file }) => ({ location: { uri: artifactUri(file) } })),
          results: reports.flatMap(({ findings, suppressed = [] }) => [
            ...findings.map(result),
            ...suppressed.map((finding) => ({ ...result(finding), suppressions: [suppression(finding.reason)] })),
          ]),
        },
      ],
    };
    return `${JSON.stringify(log, undefined, 2)}\n`;
  },
};

/** SARIF has no hint (3.27.10). */
const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

function reportingDescriptor({ id, severity, references }: AnyRule, index: number): Json {
  const docs = ruleDocs[index];
  const links = references.map((reference) => {
    const link = referenceLink(reference);
    return link ? `[${reference}](${link})` : reference;
  });
  return {
    id,
    shortDescription: { text: docs?.summary },
    fullDescription: { text: docs?.why },
    help: {
      text: `${docs?.why}\n\n${references.join('; ')}`,
      markdown: `${docs?.why}\n\n${links.join('; ')}`,
    },
    helpUri: rulePageLink(id),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['security'] },
  };
}

function result({ rule, severity, message, place, related, fixes, certificationPath }: ReportedFinding): Json {
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: { text: english(message) },
    locations: [{ physicalLocation: physicalLocation(place) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        physicalLocation: physicalLocation(other),
        message: { text: english(other.message) },
      })),
    }),
    ...(certificationPath && { properties: { certificationPath } }),
    ...(fixes.length > 0 && { fixes: fixes.map(fix) }),
  };
}

/** 3.35: a comment in the file says that it is right as it is. */
function suppression(reason: string): Json {
  return { kind: 'inSource', ...(reason && { justification: reason }) };
}

function fix({ title, edits }: ReportedFix): Json {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: english(title) },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: artifactUri(file) },
      replacements: edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.text } })),
    })),
  };
}

function physicalLocation(place: Place): Json {
  return { artifactLocation: { uri: artifactUri(place.file) }, region: region(place) };
}

function region({ line, column, endLine, endColumn }: Place): Json {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A relative URI reference for what lies below the current folder (3.4.3), else an absolute one. */
function artifactUri(file: string): string {
  if (/^(\/|[A-Za-z]:)/.test(file)) return pathToFileURL(file).href;
  return file.split('/').map(encodeURIComponent).join('/');
}
