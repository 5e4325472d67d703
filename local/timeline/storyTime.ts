const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const two = (value: number): string => String(value).padStart(2, "0");

/** How long a story has been going: "0:07", "59:59", "5h 02m", "6d 04h". */
export function elapsedWords(ms: number): string {
  if (ms < hour) return `${String(Math.floor(ms / minute))}:${two(Math.floor(ms / second) % 60)}`;
  if (ms < day) return `${String(Math.floor(ms / hour))}h ${two(Math.floor(ms / minute) % 60)}m`;
  return `${String(Math.floor(ms / day))}d ${two(Math.floor(ms / hour) % 24)}h`;
}

const inWords = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** A moment in short: "Sun 30 Nov, 10:00 UTC". */
export function momentWords(instant: string): string {
  const part = Object.fromEntries(
    inWords.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return `${part["weekday"] ?? ""} ${part["day"] ?? ""} ${part["month"] ?? ""}, ${part["hour"] ?? ""}:${part["minute"] ?? ""} UTC`;
}
