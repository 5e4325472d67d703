/**
 * The script of operators' pages: asks for the same page again while somebody looks, and puts the new
 * main part in place. It reads and writes no form, keeps what is open, where the page stands and the focus.
 */
export const opsScript = `"use strict";
(() => {
  const fresh = document.getElementById("fresh");
  if (!fresh) return;
  const everyMs = Number(fresh.dataset.every) * 1000;
  const longestMs = 5 * 60 * 1000;
  let pauseMs = everyMs;
  let timer;
  let isOver = false;
  let last = fresh.querySelector("time").textContent;

  const say = (words, isStale) => {
    fresh.textContent = words;
    fresh.classList.toggle("stopped", isStale);
  };
  const end = (words) => {
    isOver = true;
    say(words, true);
  };
  const next = () => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(refresh, pauseMs);
  };
  const inWords = (ms) => ms < 60000 ? Math.round(ms / 1000) + " s" : Math.round(ms / 60000) + " min";
  // Whoever does not answer is asked less and less often.
  const fail = () => {
    pauseMs = Math.min(pauseMs * 2, longestMs);
    say("The service cannot be reached. What you see is as of " + last + "; the next try is in " + inWords(pauseMs) + ".", true);
  };

  const isTyped = (field) =>
    field.type === "hidden" ? false
    : field.options ? [...field.options].some((one) => one.selected !== one.defaultSelected)
    : field.value !== field.defaultValue;
  const isBusy = () => {
    const main = document.querySelector("main");
    const at = document.activeElement;
    const isInForm = at && main.contains(at) && at.closest("form");
    const hasSelection = String(document.getSelection()) !== "";
    return isInForm || hasSelection || [...main.querySelectorAll("input, select, textarea")].some(isTyped);
  };

  // What stands at the same place in both pages, told by its own name or its way from the top.
  const wayTo = (element) => {
    const way = [];
    for (let one = element; one && one.tagName !== "MAIN"; one = one.parentElement)
      way.unshift([...one.parentElement.children].indexOf(one));
    return way;
  };
  const follow = (main, way) => way.reduce((one, index) => one && one.children[index], main);
  const sameIn = (main, element) => {
    const href = element.getAttribute("href");
    return href
      ? [...main.querySelectorAll("a")].find((one) => one.getAttribute("href") === href)
      : follow(main, wayTo(element));
  };

  const replace = (next) => {
    const main = document.querySelector("main");
    if (main.innerHTML === next.innerHTML) return;
    const focused = main.contains(document.activeElement) ? document.activeElement : null;
    const open = [...main.querySelectorAll("details[open] > summary")].map((one) => one.textContent);
    const scrolled = [...main.querySelectorAll(".scroll")].map((one) => one.scrollLeft);
    for (const summary of next.querySelectorAll("details > summary"))
      if (open.includes(summary.textContent)) summary.parentElement.open = true;
    const [x, y] = [scrollX, scrollY];
    const again = focused && sameIn(next, focused);
    main.replaceWith(next);
    [...next.querySelectorAll(".scroll")].forEach((one, index) => { one.scrollLeft = scrolled[index] || 0; });
    if (again) again.focus({ preventScroll: true });
    scrollTo(x, y);
  };

  const ask = async () => {
    try {
      const answer = await fetch(location.href, { redirect: "manual", cache: "no-store", credentials: "same-origin" });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)
        return end("Your session has ended: reload the page to sign in again. What you see is not kept up to date.");
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const shown = page.querySelector("main");
      if (!shown || !page.getElementById("fresh")) throw new Error("not such a page");
      // Somebody may have begun to type while the answer was on its way.
      if (isBusy()) return;
      replace(document.adoptNode(shown));
      document.title = page.title;
      last = new Date().toISOString().slice(11, 19) + " UTC";
      pauseMs = everyMs;
      say("Updated " + last + ".", false);
    } catch {
      fail();
    }
  };

  let isAsking = false;
  const refresh = async () => {
    if (isOver || isAsking) return;
    isAsking = true;
    if (!document.hidden && !isBusy()) await ask();
    isAsking = false;
    next();
  };

  next();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) void refresh(); });
})();
`;
