// Tells beside a field how the words typed into it are read. Without it they are read on saving.
"use strict";

const PAUSE_MS = 250;
const door = document.querySelector("[data-reads]");

function attach(field) {
  const told = document.createElement("output");
  told.className = "reads-as";
  told.setAttribute("for", field.id);
  field.after(told);
  let timer = 0;
  let asked = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(field, told, ++asked, () => asked), PAUSE_MS);
  });
}

async function ask(field, told, mine, latest) {
  const text = field.value.trim();
  if (!text) {
    told.textContent = "";
    return;
  }
  const query = new URLSearchParams({ as: field.dataset.readsAs, text });
  try {
    const answer = await fetch(`${door.dataset.reads}?${query}`, { credentials: "same-origin" });
    const { words } = await answer.json();
    if (mine === latest()) told.textContent = words ? `= ${words}` : "";
  } catch {
    told.textContent = "";
  }
}

if (door) document.querySelectorAll("[data-reads-as]").forEach(attach);
