// The real host's list: whatever follows one of these, up to a quote or '<', never reaches a log.
const tokens = [
  "Token=",
  "DefaultEndpointsProtocol=http",
  "AccountKey=",
  "Data Source=",
  "Server=",
  "Password=",
  "pwd=",
  "&amp;sig=",
  "&sig=",
  "?sig=",
  "SharedAccessKey=",
  "&amp;code=",
  "&code=",
  "?code=",
  "key=",
].map((token) => token.toLowerCase());
const allowed = /PublicKeyToken=/g;
const HIDDEN = "[Hidden Credential]";
const userInfo = /\b[a-z]+:\/\/[^:/\s]+:[^@/\s]+@[^:/\s]+:[0-9]+\b/gi;

/** Blanks credentials in a log line as the Functions host does, so that local logs look like Azure's. */
export function sanitize(line: string): string {
  let text = line;
  for (const token of tokens) text = blank(text, token);
  return text.replace(userInfo, HIDDEN);
}

function blank(line: string, token: string): string {
  let text = line;
  for (;;) {
    const searchable = text.replace(allowed, (match) => "#".repeat(match.length)).toLowerCase();
    const start = searchable.indexOf(token);
    if (start === -1) return text;
    const end = text.slice(start).search(/[<"']/);
    text = text.slice(0, start) + HIDDEN + (end === -1 ? "" : text.slice(start + end));
  }
}
