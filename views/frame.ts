import { html, type Html } from "./html";
import { wholePage } from "./wholePage";

/** A page for people: one heading, one main part, no script, style from `/style.css` only. */
export const page = ({ title, body }: { title: string; body: Html }): string =>
  wholePage({
    title,
    body: html`<body>
      <header><span>Directory link</span></header>
      <main>
        <h1>${title}</h1>
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
