/* The next page of a timeline in place. Without this, or where it fails, the same link leads there. */
"use strict";
(() => {
  const line = document.getElementById("timeline");
  if (!line) return;

  /* A year, or within it a month, that began on the page before goes on under its heading. */
  const append = (section) => {
    const year = section.querySelector("h2").id;
    const begun = document.getElementById(year)?.closest("section");
    if (!begun) {
      line.querySelector(".pager").before(section);
      return;
    }
    section.querySelector(".year").remove();
    const headings = begun.querySelectorAll(".month");
    const last = headings[headings.length - 1];
    const first = section.querySelector(".month");
    if (last?.textContent === first?.textContent) {
      first?.remove();
      const list = section.querySelector(".events");
      [...begun.querySelectorAll(":scope > .events")].pop().append(...list.children);
      list.remove();
    }
    begun.append(...section.children);
  };

  const show = (page, link) => {
    const next = page.getElementById("timeline");
    const first = next.querySelector(".year ~ .events > .event").id;
    next.querySelectorAll(":scope > section[aria-labelledby^=y]").forEach(append);
    const pager = next.querySelector(".pager");
    const old = line.querySelector(".pager");
    if (pager) old.replaceWith(pager);
    else old.remove();
    document.querySelectorAll(".jump a").forEach((jump) => {
      const year = `y${jump.textContent.trim().slice(0, 4)}`;
      if (document.getElementById(year)) jump.setAttribute("href", `#${year}`);
    });
    history.replaceState(history.state, "", link.href);
    const head = document.getElementById(first).querySelector(".event-head");
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
  };

  line.addEventListener("click", async (click) => {
    const link = click.target.closest(".pager a[rel=next]");
    if (!link || click.button || click.metaKey || click.ctrlKey || click.shiftKey) return;
    click.preventDefault();
    if (link.getAttribute("aria-busy")) return;
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(link.href, { credentials: "omit" });
      if (!answer.ok) throw new Error(answer.statusText);
      show(new DOMParser().parseFromString(await answer.text(), "text/html"), link);
    } catch {
      location.assign(link.href);
    }
  });
})();
