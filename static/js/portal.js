// The little that HTML cannot do by itself. Every page works without this file.

const menus = () => document.querySelectorAll("details.menu[open]");

// A menu closes with Escape (focus goes back to its button) and when one clicks beside it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

// After a swap a form that came back with errors shows its summary.
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.target instanceof Element ? event.target : document;
  target.querySelector(".ds-error-summary")?.focus();
});

// A link in the error summary opens the fold that its field lies in.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".ds-error-summary a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  field.focus();
  field.scrollIntoView({ block: "center" });
});
