import { headingOf, reasonOf, wordsOf } from "../../../local/stories/pageWords";

describe("what a person reads on a page", () => {
  it("is the heading as text", () => {
    expect(headingOf("<h1>\n You &amp; <em>we</em></h1>")).toBe("You & we");
    expect(headingOf("<p>Hello</p>")).toBe("(a page without heading)");
  });

  it("is why somebody was turned away, by the app or by Microsoft", () => {
    expect(reasonOf('<div class="lead">Meant for <b>a@b.c</b>.</div>')).toBe("Meant for a@b.c.");
    expect(reasonOf('<p role="alert">AADSTS1: no</p>')).toBe("AADSTS1: no");
    expect(reasonOf("<p>Welcome</p>")).toBe("");
  });

  it("is everything in the body and nothing of the head", () => {
    expect(wordsOf("<head><title>T</title></head><body><p>Use <b>this</b>.</p></body>")).toBe(
      "Use this.",
    );
  });
});
