/* Keys for the review page. Every key presses a button or follows a link that is on the page, so
   the page works without this script. Keys rest while a field has focus, and can be switched off. */
"use strict";

(() => {
  const facts = [...document.querySelectorAll(".fact")];
  const marks = [...document.querySelectorAll(".q")];
  const numbers = [...document.querySelectorAll(".n[data-fact]")];
  const help = document.getElementById("help");
  const toggle = document.getElementById("keys-switch");
  const STORED = "tideline-keys";
  const isWide = matchMedia("(min-width: 75rem)"); // as in review.css: the panes scroll, not the page
  let here = facts.findIndex((fact) => fact.classList.contains("fact-now"));

  const colourOf = (number) => ((number - 1) % 6) + 1;
  const isDone = (number) => facts[number - 1].classList.contains("fact-done");

  /* Each piece of text shows the current fact, or else the innermost undecided one. */
  function paint() {
    const current = here + 1;
    for (const mark of marks) {
      const held = mark.dataset.facts.split(" ").map(Number);
      const open = held.filter((number) => !isDone(number));
      const shown = held.includes(current) ? current : (open.at(-1) ?? held.at(-1));
      const state = (isDone(shown) ? " q-done" : "") + (shown === current ? " q-now" : "");
      mark.className = `q q-${colourOf(shown)}${state}`;
    }
    for (const number of numbers) {
      number.classList.toggle("n-now", Number(number.dataset.fact) === current);
    }
  }

  function goTo(index, { focus = true } = {}) {
    if (index < 0 || index >= facts.length) return;
    here = index;
    facts.forEach((fact, place) => {
      fact.classList.toggle("fact-now", place === index);
      fact.querySelector("details").open = place === index;
    });
    paint();
    const fact = facts[index];
    const place = new URL(location.href);
    place.searchParams.set("fact", fact.dataset.key);
    place.hash = "";
    history.replaceState(null, "", place);
    if (focus) fact.querySelector("summary").focus({ preventScroll: true });
    fact.scrollIntoView({ block: isWide.matches ? "start" : "nearest" });
    numbers.find((number) => Number(number.dataset.fact) === index + 1)?.scrollIntoView({ block: "center" });
  }

  const inCurrent = (selector) => facts[here]?.querySelector(selector);
  const refusal = () => inCurrent(".refuse");
  const panel = () => inCurrent(".panel");
  const lastName = () => [...(panel()?.querySelectorAll("[data-name]") ?? [])].at(-1);

  function press(key) {
    if (key === "?") return help.showModal();
    if (key === "j") return goTo(Math.min(here + 1, facts.length - 1));
    if (key === "k") return goTo(Math.max(here - 1, 0));
    if (key === "r" && refusal()) {
      refusal().open = !refusal().open;
      facts[here].scrollIntoView({ block: "nearest" });
      return undefined;
    }
    if (key === "n") return lastName()?.focus();
    if (key === "Escape" && refusal()?.open) {
      refusal().open = false;
      return undefined;
    }
    if (/^[1-9]$/.test(key)) {
      if (!refusal()?.open) return goTo(Number(key) - 1);
      return inCurrent(`[data-reason="${key}"]`)?.click();
    }
    const target = inCurrent(`[data-key="${key}"]`) ?? document.querySelector(`.desk-bar [data-key="${key}"], header [data-key="${key}"], .keys [data-key="${key}"]`);
    return target?.click();
  }

  const isOn = () => localStorage.getItem(STORED) !== "off";
  const isField = (element) =>
    element.matches("input:not([type=checkbox]):not([type=radio]), select, textarea") ||
    element.isContentEditable;

  /* The shift key alone tells A from a: caps lock must not accept a whole article. */
  function meaning({ key, shiftKey }) {
    if (key === "?" || key === "？") return "?";
    if (key === "Escape" || /^[1-9]$/.test(key)) return key;
    const letter = key.toLowerCase();
    if (letter === "a" && shiftKey) return "A";
    if (key === "=" || key === "/") return key;
    return /^[jkaersumxn]$/.test(letter) && !shiftKey ? letter : "";
  }

  /* In an open panel, also while a field has focus: Escape closes it, Ctrl and Enter send it. */
  function inPanel(event) {
    const isSent = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (event.key !== "Escape" && !isSent) return false;
    const target = panel().querySelector(isSent ? ".button-main" : "[data-key=Escape]");
    event.preventDefault();
    target?.click();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (panel() && inPanel(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (!isOn() || isField(event.target)) return;
    const key = meaning(event);
    if (!key || (event.repeat && !/^[jk]$/.test(key))) return;
    if (key !== "Escape") event.preventDefault();
    press(key);
  });

  /* A fact that is opened by hand is the current one. */
  facts.forEach((fact, index) => {
    fact.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      goTo(index);
    });
  });
  numbers.forEach((number) => {
    number.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(Number(number.dataset.fact) - 1);
    });
  });

  /* A decision is sent once, however often its button is pressed. */
  document.querySelectorAll(".desk-work form[method=post]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll(".desk-work form[method=post]").forEach((form) => delete form.dataset.sent);
  });

  function showSwitch() {
    toggle.setAttribute("aria-pressed", String(isOn()));
    document.querySelector(".keys-list").hidden = !isOn();
  }
  toggle.addEventListener("click", () => {
    localStorage.setItem(STORED, isOn() ? "off" : "on");
    showSwitch();
  });
  document.getElementById("keys-help").addEventListener("click", () => help.showModal());
  toggle.hidden = document.getElementById("keys-help").hidden = false;
  showSwitch();

  /* What a decision did is read out once the page stands. */
  const status = document.querySelector(".keys [role=status]");
  const told = [...status.childNodes];
  status.replaceChildren();
  setTimeout(() => status.replaceChildren(...told), 100);

  if (here >= 0) goTo(here, { focus: false });
  const wrong = panel()?.querySelector(".panel-wrong input, .part:has(.field-error) input");
  (wrong ?? panel()?.querySelector("input:not([type=hidden]), .button-main, .button"))?.focus();
})();
