// Hands allauth's passkey code the data that stands on the button; the page has no script inline.
(() => {
  const button = document.getElementById("passkey");
  if (!button || !window.allauth) return;
  const warning = document.getElementById("passkey-fel");
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    warning.hidden = false;
    button.focus();
  });
  button.addEventListener("click", () => { warning.hidden = true; }, true);
  const names = button.dataset.passkey === "addForm" ? "add" : "authenticate";
  window.allauth.webauthn.forms[button.dataset.passkey]({
    ids: { [names]: button.id, credential: button.dataset.credential },
    data: JSON.parse(button.dataset.options),
  });
})();
