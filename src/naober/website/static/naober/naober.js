// Small comforts; every page works without them.

// A menu closes by Escape and by a click beside it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.pop[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.pop[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A choice in a form of filters takes effect at once.
for (const select of document.querySelectorAll("form[data-submit-on-change] select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// Of tabs that slide, the one where one is stands in sight.
for (const here of document.querySelectorAll(".tabs [aria-current]")) {
  const row = here.closest("ul");
  row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}

// What is folded away on a phone only; without this it is all open.
if (matchMedia("(max-width: 599px)").matches) {
  for (const fold of document.querySelectorAll("details[data-folds-on-a-phone]")) fold.open = false;
}

// A print button shows itself where it can do something.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// htmx sends Django's token along; the cookie is not readable from here on purpose.
document.body.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf-token]");
  if (token) event.detail.headers["X-CSRFToken"] = token.content;
});
