import { html, type Html } from "./html";
import { wholePage } from "./wholePage";

interface Page {
  readonly title: string;
  readonly body: Html;
  /** Instead of `/style.css`. */
  readonly style?: Html;
}

/** A page for people: one heading, one main part, no script. */
export const page = ({ body, ...head }: Page): string =>
  wholePage({
    ...head,
    body: html`<body>
      <header><span>Directory link</span></header>
      <main>
        <h1>${head.title}</h1>
        ${body}
      </main>
      <footer>
        <p>
          Directory link lets an outside account manage a Microsoft Entra directory, and only after
          an administrator of that directory has agreed. It never asks for a password: you sign in
          at Microsoft.
        </p>
      </footer>
    </body>`,
  });
