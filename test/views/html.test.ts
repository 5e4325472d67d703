import { html, render, safeUrl } from "../../views/html";

describe("html", () => {
  it("escapes every sign that means something in markup", () => {
    expect(render(html`<p title="${`"'`}">${"<b>&"}</p>`)).toBe(
      '<p title="&quot;&#39;">&lt;b&gt;&amp;</p>',
    );
  });

  it("puts markup and lists of markup in as they are", () => {
    const items = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
    expect(
      render(
        html`<ul>
          ${items}
        </ul>`,
      ),
    ).toContain("<li>a</li><li>&lt;b&gt;</li>");
  });

  it("skips what is not there and keeps zero", () => {
    expect(render(html`[${undefined}${null}${false}${0}]`)).toBe("[0]");
  });

  it("does not take a look-alike object for markup", () => {
    const forged = { text: "<script>" };
    expect(() => render(html`${forged as never}`)).toThrow();
  });

  it("refuses an attribute without quotes", () => {
    // prettier-ignore
    expect(() => html`<p class=${"x"}>`).toThrow("quotes");
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "mail",
    "",
  ])("leads nowhere for the address %j", (url) => {
    expect(safeUrl(url)).toBe("#");
    expect(render(html`<a href="${url}">x</a>`)).toBe('<a href="#">x</a>');
  });

  it.each(["/consent?id=1", "https://entra.microsoft.com/x/#view/y", "http://127.0.0.1:9/out"])(
    "lets the address %s through",
    (url) => {
      expect(render(html`<a href="${url}">x</a>`)).toBe(`<a href="${url}">x</a>`);
    },
  );
});
