import type { Host } from '../core/base/host.ts';
import type { Observation, Workspace } from '../core/workspace/workspace.ts';
import { surroundings } from './documents.ts';
import type { SettingsStore } from './settings-store.ts';

/** Files of which it is known when they changed: with more, all are looked at again. */
const changesKept = 20_000;

/** What was last said of a file. */
interface Report {
  readonly resultId: string;
  readonly surroundings: string;
  /** Absent where it depends on the text alone. */
  readonly observation?: Observation | undefined;
  /** Files that it names places in. */
  readonly related: readonly string[];
  readonly at: number;
}

/**
 * What was said of files that are not open, as far as it still holds: of thousands nothing else is kept, and none is
 * looked at again before something changes that it depends on.
 */
export class KnownReports {
  readonly #host: Host;
  readonly #workspace: Workspace;
  readonly #settings: SettingsStore;
  readonly #reports = new Map<string, Report>();
  /** When the text of a file became another, by a clock that ticks with each. */
  readonly #changedAt = new Map<string, number>();
  #clock = 0;
  /** Of what changed until then nothing is known. */
  #forgottenAt = 0;

  constructor(host: Host, workspace: Workspace, settings: SettingsStore) {
    this.#host = host;
    this.#workspace = workspace;
    this.#settings = settings;
  }

  /** To be taken before a file is read that something is said of. */
  get clock(): number {
    return this.#clock;
  }

  /** The name of what was said of `uri`; undefined where it may be something else by now. Ask `settle` first. */
  get(uri: string): string | undefined {
    const report = this.#reports.get(uri);
    if (!report) return undefined;
    const { observation, related, at } = report;
    const holds =
      this.#isUnchanged(uri, at) &&
      report.surroundings === surroundings(uri, this.#host, this.#settings) &&
      (observation === undefined || this.#workspace.stillHolds(observation)) &&
      related.every((other) => this.#isUnchanged(other, at));

    if (!holds) this.#reports.delete(uri);
    return holds ? report.resultId : undefined;
  }

  set(uri: string, report: Report): void {
    this.#reports.set(uri, report);
  }

  /** Also where only places in it are others. */
  textChanged(uri: string): void {
    if (this.#changedAt.size >= changesKept) {
      this.#changedAt.clear();
      this.#reports.clear();
      this.#forgottenAt = this.#clock + 1;
    }
    this.#changedAt.set(uri, ++this.#clock);
  }

  #isUnchanged(uri: string, since: number): boolean {
    return since >= this.#forgottenAt && (this.#changedAt.get(uri) ?? 0) <= since;
  }
}
