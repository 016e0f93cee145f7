import { analyse, type Reading, readDocument } from '../../core/analysis.ts';
import type { FileFailure, Host } from '../../core/base/host.ts';
import { localizer } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { PathReport } from '../../core/chain/path-report.ts';
import { languageIdByContent } from '../../core/config/find.ts';
import type { Finding } from '../../core/lint/finding.ts';
import { defaultSettings, type FolderSettings, settingsFor } from '../../core/lint/settings.ts';
import type { SuppressedFinding } from '../../core/lint/suppression.ts';
import type { TlsContext } from '../../core/tls/context.ts';
import { anchorsSentence } from '../../core/workspace/counted-sentence.ts';
import { baseName, relativePath } from '../../core/workspace/paths.ts';
import { carriesObjects, isPkiName, readPkiFile } from '../../core/workspace/pki-file.ts';
import { Workspace } from '../../core/workspace/workspace.ts';
import { findEmbeddedObjects } from '../../core/x509/find-pki-objects.ts';
import type { Certificate } from '../../core/x509/types.ts';
import type { CliFailure } from '../io.ts';
import { reportJson } from '../report-json.ts';
import { readSettingsFile } from '../settings-file.ts';
import { decodeSource, emptySource, type SourceText } from '../source-file.ts';
import type { CheckTarget } from '../targets.ts';
import type { DescribedPath } from './report.ts';

export interface CheckedFile {
  readonly uri: string;
  /** The text that the findings' spans count in; empty for a binary file. */
  readonly source: SourceText;
  readonly findings: readonly Finding[];
  /** Those that a comment in the file takes away. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Whether anything in the file is ours to look at. */
  readonly concerned: boolean;
}

/** The files of one call of `check`, the folders they lie in, and what is known of them. */
export class Project {
  readonly #host: Host;
  readonly #workspace: Workspace;
  readonly #settings: ReadonlyMap<string, FolderSettings>;
  readonly #clients = new Map<CheckTarget, Reading>();
  readonly #ahead = new Map<string, ReturnType<Host['files']['read']>>();

  private constructor(host: Host, workspace: Workspace, settings: ReadonlyMap<string, FolderSettings>) {
    this.#host = host;
    this.#workspace = workspace;
    this.#settings = settings;
  }

  /** `pathRoots`: see `Workspace.setFolders`. */
  static async open(
    folders: readonly string[],
    pathRoots: ReadonlyMap<string, string>,
    host: Host,
  ): Promise<Result<Project, CliFailure>> {
    const settings = new Map<string, FolderSettings>();
    for (const folder of folders) {
      const read = await readSettingsFile(folder, host.files);
      if (!read.ok) return read;
      settings.set(folder, read.value);
    }
    const workspace = new Workspace(host);
    workspace.setFolders(folders, pathRoots);
    await workspace.setTrustSettings(settings);
    await workspace.scan();
    await workspace.compareKeys();
    return success(new Project(host, workspace, settings));
  }

  /** Certificates that are carried in files of other kinds are issuers for all that is checked, in whatever order. */
  async learn(targets: readonly CheckTarget[]): Promise<void> {
    for (const { uri } of targets) {
      const name = baseName(uri);
      if (isPkiName(name) || !carriesObjects(name)) continue;
      const read = await this.#host.files.read(uri);
      if (read.ok) this.#workspace.learn(uri, await findEmbeddedObjects(decodeSource(read.value).text));
    }
  }

  /** They are checked soon. */
  readAhead(targets: readonly CheckTarget[]): void {
    for (const { uri } of targets) if (!this.#ahead.has(uri)) this.#ahead.set(uri, this.#host.files.read(uri));
  }

  async check(target: CheckTarget): Promise<Result<CheckedFile, FileFailure>> {
    const { uri, folder, named } = target;
    const ahead = this.#ahead.get(uri);
    this.#ahead.delete(uri);
    const read = await (ahead ?? this.#host.files.read(uri));
    if (!read.ok) return failure(read.error);
    const { source, reading } = await readBytes(target, read.value);
    const found = this.#settings.get(folder);
    const settings = found ? settingsFor(found, relativePath(folder, uri)) : defaultSettings;
    const { findings, suppressed } = await analyse(reading, this.#workspace, this.#host.now(), settings);
    // Fixes are written on demand, and what they are written from changes with the next pass.
    const settled = findings.map((finding) => ({ ...finding, fixes: finding.fixes }));
    if (reading.contexts.some(isClientByName)) this.#clients.set(target, reading);
    this.#workspace.release(reading);
    const { pki, contexts } = reading;
    const spoken = findings.length + suppressed.length;
    const concerned = named || pki.objects.length + pki.problems.length + contexts.length + spoken > 0;
    // Of thousands of files with nothing to say, no text is kept.
    return success({ uri, source: spoken > 0 ? source : emptySource, findings: settled, suppressed, concerned });
  }

  /** Files whose findings may be others by now: clients whose servers were seen after them. */
  get outdated(): readonly CheckTarget[] {
    return [...this.#clients].flatMap(([target, reading]) => (this.#workspace.isCurrent(reading) ? [] : [target]));
  }

  /** A validation with the files of its certificates and what counted as trust anchors, for programs. */
  describePath(report: PathReport, fromUri: string, displayName: (uri: string) => string): DescribedPath {
    const files = new Map<Certificate, string>();
    for (const certificate of [report.path, ...report.rejectedPaths].flatMap(({ certificates }) => certificates)) {
      const place = this.#workspace.placeOf(certificate);
      if (place) files.set(certificate, displayName(place.uri));
    }
    const trustAnchors = this.#workspace.countedAnchors({ basis: this.#workspace.trustBasis(fromUri) });
    return {
      certificationPath: { ...reportJson(report, files, localizer()), trustAnchors },
      ...(trustAnchors && { anchors: anchorsSentence(report.profile, trustAnchors) }),
    };
  }

  async changed(uris: readonly string[]): Promise<void> {
    await this.#workspace.filesChanged(uris);
  }
}

function isClientByName({ role, serverNames }: TlsContext): boolean {
  return role === 'client' && serverNames !== undefined;
}

async function readBytes(
  { uri, named }: CheckTarget,
  bytes: Uint8Array,
): Promise<{ readonly source: SourceText; readonly reading: Reading }> {
  const { text, pki } = await readPkiFile(bytes);
  if (text === undefined) {
    const document = { uri, languageId: '', text: '' };
    return { source: emptySource, reading: { document, pki, contexts: [], reader: undefined } };
  }
  const source = decodeSource(bytes);
  const languageId = named ? languageIdByContent(uri, source.text) : '';
  return { source, reading: await readDocument({ uri, languageId, text: source.text }) };
}
