import { codes, LinkError, readFailure, type Code, type FailureClass } from "../../domain/errors";

const crossed = (error: Error): string => `Activity function 'assignRole' failed: ${error.message}`;
const classes: FailureClass[] = ["settling", "throttled", "transient", "needsPerson", "final"];

describe("a LinkError", () => {
  it.each(Object.keys(codes) as Code[])(
    "crosses to the orchestrator as %s, in every class",
    (code) => {
      for (const kind of classes) {
        const error = new LinkError({ code, class: kind, seconds: 600 }, "some words");
        expect(readFailure(crossed(error))).toEqual({
          code,
          class: kind,
          seconds: 600,
          evidence: "some words",
        });
      }
    },
  );

  it("carries the name of Microsoft's answer, where it was one", () => {
    const failure = { code: "graph_refused", class: "final", reply: "graphRefused" } as const;
    const error = new LinkError(failure, "words");
    expect(error.message).toBe("graph_refused final 0 graphRefused: words");
    expect(readFailure(crossed(error))).toMatchObject({ ...failure, evidence: "words" });
    expect(readFailure("graph_refused final 0: words")).not.toHaveProperty("reply");
  });

  it("says zero seconds where nobody named a time", () => {
    const error = new LinkError({ code: "graph_refused", class: "final" }, "x");
    expect(error.message).toBe("graph_refused final 0: x");
    expect(error.seconds).toBe(0);
  });

  it("has no equals sign, since the host blanks what follows key= and token=", () => {
    const error = new LinkError({ code: "graph_refused", class: "final" }, "?code=abc&token=def");
    expect(error.message).toBe("graph_refused final 0: ?code abc&token def");
  });

  it("keeps its cause away from its text", () => {
    const error = new LinkError(
      { code: "graph_refused", class: "final" },
      "words",
      new Error("secret"),
    );
    expect(error.message).not.toContain("secret");
    expect(error.cause).toEqual(new Error("secret"));
  });
});

describe("readFailure", () => {
  it("keeps the class of a failure that only earlier releases knew: a run's history decides by it", () => {
    expect(readFailure("ticket_not_reached final 0: the callback answered 500")).toMatchObject({
      ...{ code: "unknown_failure", class: "final" },
    });
  });

  it.each([
    "",
    "ECONNRESET",
    "Activity function 'x' failed: Error: boom",
    "graph_refused",
    "graph_refused sometimes 0: no such class",
    "no_such_code final 0: words",
    "graph_refused final -1: words",
    "graph_refused final soon: words",
    "xgraph_refused final 0: words",
    "graph_refused  final 0: words",
  ])("treats %j as something passing that it does not know", (message) => {
    expect(readFailure(message)).toEqual({
      code: "unknown_failure",
      class: "transient",
      seconds: 0,
    });
  });

  it("reads the outer failure where the words quote another one", () => {
    const inner = new LinkError({ code: "graph_refused", class: "final" }, "x").message;
    const outer = new LinkError({ code: "mail_not_accepted", class: "needsPerson" }, inner);
    expect(readFailure(crossed(outer)).code).toBe("mail_not_accepted");
  });

  it("tells every code in plain words, each another one", () => {
    const meanings = Object.values(codes);
    expect(new Set(meanings).size).toBe(meanings.length);
    for (const meaning of meanings)
      expect(meaning).toMatch(/^[a-z0-9][^.\n]{10,}[^.]$|^Microsoft /);
  });
});
