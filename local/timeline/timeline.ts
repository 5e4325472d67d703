import { layoutLine, type Line } from "./layout";
import { createPaint, mayColour, type Paint } from "./paint";
import { elapsedWords } from "./storyTime";

export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Timeline {
  readonly paint: Paint;
  /** An entry at this moment of the story. */
  say(line: Line): void;
  /** Text as it is, outside the columns. */
  print(text: string): void;
  /** What is shown while nothing else is: nobody looks at a still screen for long. */
  waitFor(words: string): void;
  /** Says nothing from then on. */
  stop(): void;
}

const silenceMs = 1500;
const eraseLine = "\r\u001b[K";

interface Surroundings {
  readonly out: Terminal;
  readonly env: NodeJS.ProcessEnv;
  /** The story's time. */
  now(): number;
}

/** Prints a story while it happens. */
export function createTimeline({ out, env, now }: Surroundings): Timeline {
  const paint = createPaint(mayColour(out, env));
  const columns = Math.min(out.columns ?? 80, 100);
  const begun = now();
  const progress = createProgress(out, paint);
  let stopped = false;
  const print = (text: string) => {
    if (stopped) return;
    progress.erase();
    out.write(`${text}\n`);
  };
  return {
    paint,
    print,
    say: (line) => {
      const time = elapsedWords(now() - begun);
      print(layoutLine(time, line, { columns, paint }).join("\n"));
    },
    waitFor: (words) => progress.waitFor(words),
    stop: () => {
      stopped = true;
      progress.stop();
    },
  };
}

/** A line that counts the seconds: rewritten in place on a terminal, printed anew elsewhere. */
function createProgress(out: Terminal, paint: Paint) {
  let words = "";
  let since = performance.now();
  let shownAt = since;
  let isShown = false;
  const show = () => {
    const at = performance.now();
    if (words === "" || at - shownAt < (isShown ? 900 : silenceMs)) return;
    shownAt = at;
    isShown = out.isTTY === true;
    const text = paint("dim", `         … ${words} (${String(Math.round((at - since) / 1000))} s)`);
    out.write(isShown ? eraseLine + text : `${text}\n`);
  };
  const timer = setInterval(show, 250);
  timer.unref();
  const erase = () => {
    if (isShown) out.write(eraseLine);
    isShown = false;
    shownAt = since = performance.now();
  };
  return {
    erase,
    waitFor: (next: string) => void (words = next),
    stop: () => {
      erase();
      clearInterval(timer);
    },
  };
}
