/* Keeps what is typed into a correction in the browser until it is saved, so that a lost
   connection, an expired session or a closed window loses nothing. */
"use strict";

(() => {
  const KEEP_DAYS = 7;
  const PREFIX = "tideline-draft-";
  const form = document.querySelector("form[data-draft]");
  const typed = (field) => field.name && !["csrfmiddlewaretoken", "seen", "fact"].includes(field.name) && field.type !== "hidden" && field.type !== "radio";

  /* A draft that nobody came back to for a week is let go. */
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const { at } = JSON.parse(localStorage.getItem(key));
    if (Date.now() - at > KEEP_DAYS * 864e5) localStorage.removeItem(key);
  }
  /* A fact whose form closed after it was sent was saved: its draft has served. */
  const sent = sessionStorage.getItem("tideline-sent");
  if (sent && document.querySelector(".fact") && !form?.dataset.typed) {
    localStorage.removeItem(PREFIX + sent);
    sessionStorage.removeItem("tideline-sent");
  }
  if (!form) return;

  const key = PREFIX + form.dataset.draft;
  const fields = [...form.elements].filter(typed);
  const values = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const shown = JSON.stringify(values());

  const draft = JSON.parse(localStorage.getItem(key) ?? "null");
  const note = form.querySelector(".draft-note");
  if (draft && !("typed" in form.dataset) && JSON.stringify(draft.values) !== shown) {
    for (const field of fields) if (field.name in draft.values) field.value = draft.values[field.name];
    note.hidden = false;
    note.querySelector("button").addEventListener("click", () => {
      localStorage.removeItem(key);
      form.reset();
      note.hidden = true;
    });
  }
  form.addEventListener("input", () => {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: values() }));
  });
  form.addEventListener("submit", () => sessionStorage.setItem("tideline-sent", form.dataset.draft));
})();
