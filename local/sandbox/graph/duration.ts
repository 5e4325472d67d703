const shape = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** The length of an Edm.Duration such as `P7D` or `PT8H`; undefined for anything else. */
export function durationMs(text: string): number | undefined {
  const found = shape.exec(text);
  if (!found) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  return days * day + hours * hour + minutes * minute + seconds * second;
}
