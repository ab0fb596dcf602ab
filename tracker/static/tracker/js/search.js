// Names under the search box while one types: the combobox pattern of the ARIA guide.
// Without this file the box is a plain form.
"use strict";

const PAUSE = 120; // milliseconds after the last key
const between = document.documentElement.lang.startsWith("zh") ? "，" : " · ";
const known = new Map(); // answers by query, so that going back asks nothing

for (const form of document.querySelectorAll("form[data-suggestions]")) {
  const input = form.querySelector("input[name=q]");
  if (input) suggestFor(form, input);
}

function suggestFor(form, input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  list.hidden = true;
  const status = document.createElement("span");
  status.className = "vh";
  status.setAttribute("role", "status");
  form.append(list, status);

  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let timer = 0;
  let asking = null;
  let composing = false;
  let chosen = -1;

  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    const all = options();
    chosen = place;
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function show(found) {
    list.replaceChildren(...found.map((one, number) => option(one, `${list.id}-${number}`)));
    list.hidden = !found.length;
    chosen = -1;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    status.textContent = found.length ? `${form.dataset.label}: ${found.length}` : "";
  }

  async function ask() {
    const q = input.value.trim();
    asking?.abort();
    if (!q) return close();
    if (known.has(q)) return show(known.get(q));
    asking = new AbortController();
    try {
      const address = `${form.dataset.suggestions}?q=${encodeURIComponent(q)}`;
      const answer = await fetch(address, { signal: asking.signal, credentials: "omit" });
      if (!answer.ok) return close();
      const { suggestions } = await answer.json();
      known.set(q, suggestions);
      if (input.value.trim() === q && document.activeElement === input) show(suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function soon() {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(ask, PAUSE);
  }

  input.addEventListener("input", soon);
  input.addEventListener("compositionstart", () => {
    composing = true;
    close();
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    soon();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    // Keys that belong to an input method, such as Enter that takes a Chinese word, are not ours.
    if (composing || event.isComposing || event.keyCode === 229) return;
    const count = options().length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // would empty the box
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      if (list.hidden) {
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place past either end is the box itself.
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.href);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
}

function option(one, id) {
  const item = document.createElement("li");
  item.id = id;
  item.dataset.href = one.href;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const name = document.createElement("b");
  if (one.lang) name.lang = one.lang;
  const letters = [...one.name]; // the ranges are in code points
  let last = 0;
  for (const [start, end] of one.marks) {
    const mark = document.createElement("mark");
    mark.textContent = letters.slice(start, end).join("");
    name.append(letters.slice(last, start).join(""), mark);
    last = end;
  }
  name.append(letters.slice(last).join(""));
  const about = document.createElement("span");
  about.textContent = [one.kind, one.about].filter(Boolean).join(between);
  item.append(name, " ", about);
  return item;
}
