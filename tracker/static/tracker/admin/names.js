/* Offers whom a name typed into a fact may mean, with reasons. Without this script the same choice
   comes back with the page. Keys as in any combination box: arrows, Enter, Escape. */
"use strict";

(() => {
  const WAIT = 150;
  const table = document.querySelector("[data-names]");
  if (!table) return;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  function option(id, { name, told, score, value }, pick) {
    const row = element("li", { id, role: "option", className: "cand" });
    row.setAttribute("role", "option");
    const words = element("span", {}, name ?? told);
    if (name) words.append(element("small", {}, told));
    row.append(words);
    if (score !== null && score !== undefined) row.append(element("span", { className: "score" }, score.toFixed(2)));
    row.addEventListener("mousedown", (event) => {
      event.preventDefault();
      pick(name ? { entity: value, name } : { pick: value });
    });
    return row;
  }

  function offering(part) {
    const [role, name, entity] = part.querySelectorAll("[name$=-role], [name$=-name], [name$=-entity]");
    const offered = part.querySelector("[name$=-offered]");
    const list = element("ul", { id: `${name.name}-offers`, className: "cands offers", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", name.getAttribute("aria-label"));
    name.setAttribute("role", "combobox");
    name.setAttribute("aria-autocomplete", "list");
    name.setAttribute("aria-expanded", "false");
    name.setAttribute("aria-controls", list.id);
    name.after(list);
    let timer;
    let asked = 0;
    let active = -1;

    const rows = () => [...list.children];
    const close = () => {
      list.hidden = true;
      active = -1;
      name.setAttribute("aria-expanded", "false");
      name.removeAttribute("aria-activedescendant");
    };
    const pick = (chosen) => {
      part.querySelectorAll("[name$=-pick], .field-error").forEach((old) => old.closest(".cands, .field-error").remove());
      if (chosen.name) {
        name.value = chosen.name;
        entity.value = chosen.entity;
      } else {
        offered.value = name.value.trim();
        const field = element("input", { type: "hidden", name: name.name.replace(/-name$/, "-pick"), value: chosen.pick });
        part.append(element("span", { className: "cands picked" }, field));
      }
      close();
      name.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const move = (step) => {
      if (list.hidden || !rows().length) return;
      active = (active + step + rows().length) % rows().length;
      rows().forEach((row, place) => row.setAttribute("aria-selected", String(place === active)));
      name.setAttribute("aria-activedescendant", rows()[active].id);
      rows()[active].scrollIntoView({ block: "nearest" });
    };
    const ask = async () => {
      const text = name.value.trim();
      if (!text) return close();
      const turn = (asked += 1);
      const query = new URLSearchParams({ q: text, role: role.value, event: table.dataset.event });
      const answer = await fetch(`${table.dataset.names}?${query}`).then((got) => (got.ok ? got.json() : null)).catch(() => null);
      if (!answer || turn !== asked || document.activeElement !== name) return undefined;
      const told = [...answer.offers.map(({ id, ...one }) => ({ ...one, value: id })), ...answer.new];
      list.replaceChildren(...told.map((one, place) => option(`${list.id}-${place}`, one, pick)));
      list.hidden = false;
      active = -1;
      name.setAttribute("aria-expanded", "true");
      return undefined;
    };

    name.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    name.addEventListener("blur", close);
    name.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) ask();
        else move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        rows()[active].dispatchEvent(new MouseEvent("mousedown", { cancelable: true }));
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
  }

  table.querySelectorAll(".part").forEach(offering);
})();
