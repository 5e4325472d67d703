/**
 * The script of operators' pages: asks for the same page again while somebody looks, and puts the new
 * main part in place. It reads and writes no form, keeps what is open, where the page stands and the focus.
 */
export const opsScript = `"use strict";
(() => {
  const fresh = document.getElementById("fresh");
  if (!fresh) return;
  const everyMs = Number(fresh.dataset.every) * 1000;
  let timer;

  const say = (words) => { fresh.textContent = words; };
  const stop = (words) => {
    clearInterval(timer);
    fresh.classList.add("stopped");
    say(words);
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

  let isAsking = false;
  const refresh = async () => {
    if (document.hidden || isAsking || isBusy()) return;
    isAsking = true;
    try {
      const answer = await fetch(location.href, { redirect: "manual", cache: "no-store", credentials: "same-origin" });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)
        return stop("Your session has ended: reload the page to sign in again. What you see is not kept up to date.");
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("main");
      if (!next || !page.getElementById("fresh")) throw new Error("not such a page");
      // Somebody may have begun to type while the answer was on its way.
      if (isBusy()) return;
      replace(document.adoptNode(next));
      document.title = page.title;
      say("Updated " + new Date().toISOString().slice(11, 19) + " UTC.");
    } catch {
      stop("The service cannot be reached: what you see is not kept up to date. Reload the page to try again.");
    } finally {
      isAsking = false;
    }
  };

  timer = setInterval(refresh, everyMs);
  document.addEventListener("visibilitychange", () => { if (!fresh.classList.contains("stopped")) void refresh(); });
})();
`;
