import { type InputBox, type QuickInput, QuickInputButtons, type QuickPickItem, window } from 'vscode';

/** The person went back a step. */
export const back = Symbol('back');

/** How a step is shown. */
export interface StepFrame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** One question of a series. It keeps its answer in `form`, and shows the one it has when it is asked again. */
export interface Step<F> {
  /** Absent: always. */
  applies?(form: F): boolean;
  /** Resolves to `back`, or to undefined where the person gave up; anything else goes on. */
  ask(form: F, frame: StepFrame): Promise<unknown>;
}

/** Asks a series of questions with a way back. Resolves to whether all were answered. */
export async function askAll<F>(title: string, form: F, steps: readonly Step<F>[]): Promise<boolean> {
  for (let i = 0; i < steps.length; ) {
    const step = steps[i];
    if (!step || step.applies?.(form) === false) {
      i++;
      continue;
    }
    const applying = steps.filter((one) => one.applies?.(form) !== false);
    const frame = { title, step: applying.indexOf(step) + 1, totalSteps: applying.length };
    const answer = await step.ask(form, frame);
    if (answer === undefined) return false;
    if (answer !== back) {
      i++;
      continue;
    }
    do i--;
    while (i > 0 && steps[i]?.applies?.(form) === false);
    if (i < 0) return false;
  }
  return true;
}

export interface PickOptions<T extends QuickPickItem> {
  readonly placeholder: string;
  readonly items: readonly T[];
  readonly active: T | undefined;
}

export function pick<T extends QuickPickItem>(
  frame: StepFrame,
  options: PickOptions<T>,
): Promise<T | typeof back | undefined> {
  const input = window.createQuickPick<T>();
  prepare(input, frame);
  input.placeholder = options.placeholder;
  input.items = options.items;
  input.matchOnDetail = true;
  input.matchOnDescription = true;
  if (options.active) input.activeItems = [options.active];
  return shown(input, (resolve) => [
    input.onDidAccept(() => {
      const [chosen] = input.selectedItems;
      if (chosen) resolve(chosen);
    }),
    input.onDidTriggerButton(() => resolve(back)),
  ]);
}

export interface TextOptions {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly password?: boolean;
  /** What is wrong with a text; undefined where nothing is. */
  check(text: string): Promise<string | undefined>;
  /** Also checked when the person accepts, where it takes longer than a keystroke. */
  checkAtEnd?(text: string): Promise<string | undefined>;
}

/** A moment for the keys that follow. */
const typingMilliseconds = 150;

export function text(frame: StepFrame, options: TextOptions): Promise<string | typeof back | undefined> {
  const input = window.createInputBox();
  prepare(input, frame);
  input.prompt = options.prompt;
  if (options.placeholder !== undefined) input.placeholder = options.placeholder;
  input.value = options.value ?? '';
  input.password = options.password ?? false;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let checks = 0;
  const check = async (how: (text: string) => Promise<string | undefined>): Promise<boolean> => {
    const current = ++checks;
    const problem = await how(input.value);
    if (current !== checks) return false;
    input.validationMessage = problem;
    return problem === undefined;
  };
  return shown(input, (resolve) => [
    input.onDidChangeValue(() => {
      clearTimeout(typing);
      typing = setTimeout(() => void check(options.check), typingMilliseconds);
    }),
    input.onDidAccept(async () => {
      clearTimeout(typing);
      const { value } = input;
      await whileBusy(input, async () => {
        if (!(await check(options.check))) return;
        if (options.checkAtEnd && !(await check(options.checkAtEnd))) return;
        resolve(value);
      });
    }),
    input.onDidTriggerButton(() => resolve(back)),
    { dispose: () => clearTimeout(typing) },
  ]);
}

async function whileBusy(input: InputBox, work: () => Promise<void>): Promise<void> {
  input.busy = true;
  input.enabled = false;
  try {
    await work();
  } finally {
    input.busy = false;
    input.enabled = true;
  }
}

function prepare(input: QuickInput & { buttons: readonly unknown[] }, frame: StepFrame): void {
  input.title = frame.title;
  input.step = frame.step;
  input.totalSteps = frame.totalSteps;
  // People look things up elsewhere in between.
  input.ignoreFocusOut = true;
  if (frame.step > 1) input.buttons = [QuickInputButtons.Back];
}

/** Shows an input until it is answered or hidden. */
function shown<T>(
  input: QuickInput,
  listen: (resolve: (answer: T | typeof back) => void) => { dispose(): unknown }[],
): Promise<T | typeof back | undefined> {
  return new Promise((resolve) => {
    const listeners = listen((answer) => {
      resolve(answer);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      for (const listener of listeners) listener.dispose();
      input.dispose();
    });
    input.show();
  });
}
