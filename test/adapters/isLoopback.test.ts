import { isLoopback } from "../../adapters/isLoopback";

describe("isLoopback", () => {
  it.each([
    ["http://localhost:7071", true],
    ["http://127.0.0.1", true],
    ["http://[::1]:1", true],
    ["http://localhost.evil.example", false],
    ["http://127.0.0.1.evil.example", false],
    ["http://user@evil.example#localhost", false],
    ["https://login.microsoftonline.com", false],
    ["no address", false],
  ])("of %s is %s", (url, answer) => {
    expect(isLoopback(url)).toBe(answer);
  });
});
