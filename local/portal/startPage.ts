import type { Answer } from "../sandbox/http/answer";
import type { Person } from "../sandbox/facts";
import { html, type Html } from "../../views/html";
import { momentWords } from "../timeline/storyTime";
import { portalPage } from "./frame";
import { refusalBox, ticketForm } from "./formView";
import { ticketTable } from "./listView";
import type { Fields, Refusal } from "./ticketForm";
import type { TicketNow } from "./ticketList";

export interface StartPageValues {
  readonly fields: Fields;
  readonly refusal?: Refusal | undefined;
  readonly tickets: readonly TicketNow[];
  readonly people: readonly Person[];
  readonly now: Date;
  readonly appUrl: string;
  readonly logFile: string;
}

/** The start page: the ticketing system, the clock, and the way to everything else. */
export const startPage = (values: StartPageValues): Answer =>
  portalPage({
    title: "Directory link, on this machine",
    lead: html`<p>
        You are Northwind Service Desk, and everybody else too: ask for a link, then play the
        administrator and the account holder by their mailboxes.
      </p>
      ${ways(values.appUrl)}`,
    status: values.refusal ? values.refusal.status : 200,
    body: html`${values.refusal && refusalBox(values.refusal)}
      <section id="tickets">
        <h2>Tickets and their links</h2>
        <div data-live>${ticketTable(values.tickets)}</div>
        <p class="hint">
          <a href="/portal/tickets">This list alone</a>, which asks again by itself.
        </p>
      </section>
      <div class="two">
        <section>
          <h2>Ask for a link</h2>
          ${ticketForm(values)}
        </section>
        <div>${guide} ${clock(values.now)} ${whoIsWho(values.people)}</div>
      </div>
      ${about(values)} ${live}`,
  });

const ways = (appUrl: string): Html =>
  html`<nav aria-label="Where things are">
    <a href="/mail">Mailboxes</a><a href="/directory">Directories as facts</a
    ><a href="/tickets">What the tickets heard</a><a href="${appUrl}/ops">The dashboard</a
    ><a href="${appUrl}/">The app</a>
  </nav>`;

const guide = html`<section>
  <h2>What to do next</h2>
  <ol>
    <li>Send the form. The app mails the administrator.</li>
    <li>Open the administrator's mailbox, follow the link, sign in as Grace Adler, agree.</li>
    <li>Open the account's mailbox, follow the link, sign in as Paula Ortiz.</li>
    <li>See in the directory that the guest has the role.</li>
    <li>Open one of the two mailboxes again: follow the steps for write-back and sign them off.</li>
    <li>Watch it as an operator: on the dashboard, sign in as Olivia, who has the role.</li>
    <li>End the access: by the link in the last mail, or by the button on the ticket's page.</li>
  </ol>
  <p class="hint">
    Or decline, say that you manage it yourself, cancel, answer as the wrong person, or let days
    pass and nobody answer. One browser does for everybody: Microsoft's page asks who you are each
    time.
  </p>
</section>`;

const steps = [
  ["1", "+1 hour"],
  ["24", "+1 day"],
  ["168", "+7 days"],
] as const;

const clock = (now: Date): Html =>
  html`<section>
    <h2>The clock</h2>
    <p>Now it is <strong>${momentWords(now.toISOString())}</strong>, for all parts.</p>
    <form method="post" action="/portal/clock">
      ${steps.map(
        ([hours, words]) =>
          html`<button type="submit" name="hours" value="${hours}">${words}</button>`,
      )}
    </form>
    <p class="hint">Time only goes forward. Reminders and deadlines come as days pass.</p>
  </section>`;

const whoIsWho = (people: readonly Person[]): Html =>
  html`<section>
    <h2>Who is who</h2>
    <ul>
      ${people.map(
        (person) =>
          html`<li>
            <strong>${person.name}</strong>, ${person.about} (<a
              href="/mail/${encodeURIComponent(person.address)}"
              >${person.address}</a
            >)
          </li>`,
      )}
    </ul>
  </section>`;

const about = ({ logFile }: StartPageValues): Html =>
  html`<section>
    <h2>What runs here</h2>
    <p>
      The app on an embedded Functions host, table storage (Azurite), and a sandbox that plays
      Microsoft Entra, Graph, everybody's mailbox and the ticketing system. The host's log is in
      <code>${logFile}</code>.
    </p>
    <form method="post" action="/portal/host">
      <button type="submit">Kill the host (kill -9) and start it again</button>
    </form>
    <p class="hint">
      Links go on where they were. After Ctrl-C and a new <code>npm start</code> everything begins
      anew: the sandbox's directories live in memory, so the app's links are deleted with them.
    </p>
  </section>`;

/** Keeps the list fresh without touching a half-filled form; without script the list has its own page. */
const live = html`<script>
  const list = document.querySelector("[data-live]");
  setInterval(async () => {
    const answer = await fetch("/portal/tickets/list").catch(() => undefined);
    if (!answer?.ok) return;
    const text = await answer.text();
    if (text !== list.dataset.text && !list.contains(document.activeElement)) list.innerHTML = text;
    list.dataset.text = text;
  }, 2000);
</script>`;
