/* Each field that offers records as one types is called what its label says, and then its choice:
   select2 names it by the choice alone, which is nothing as long as nothing is chosen. */
"use strict";

(() => {
  function call() {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const box = select.nextElementSibling?.querySelector("[role=combobox]");
      const words = select.getAttribute("aria-label") || select.labels[0]?.textContent.trim();
      if (!box || !words || box.id) continue;
      box.id = `${select.id}-box`;
      box.setAttribute("aria-label", words);
      box.querySelector("[role=textbox]")?.setAttribute("aria-label", words);
      box.setAttribute("aria-labelledby", `${box.id} ${box.getAttribute("aria-labelledby")}`);
    }
  }
  window.django?.jQuery?.(call); // after select2, which waits for the same
  document.addEventListener("formset:added", () => setTimeout(call));
})();
