// What is logged without coverage waits on the device until the portal has taken it. Every page works
// without this file; docs/decisions/0011 says what is kept where, and for how long.
(() => {
  const LOG = "/logga/";
  const WHO = "/utkast/";
  const SIGN_OUT = "/konto/logga-ut/";
  const SIGN_IN = "/konto/logga-in/?next=/logga/";
  const AGAIN = 30000;
  const JSON_ANSWER = { Accept: "application/json" };

  const read = (key, otherwise) => {
    try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; }
  };
  const write = (key, value) => {
    try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
  };
  const keysOf = (prefix) => {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(prefix)); } catch { return []; }
  };

  const shell = document.querySelector("form[data-shell]");
  const form = document.querySelector("form[data-outbox]");
  // Offline nobody can ask the server who one is: it is whoever was signed in on this device last.
  const me = shell ? read("b4.person", "") : document.body.dataset.person || "";
  const mine = `b4.${me}.`;
  const box = document.getElementById("utkorg");
  let trouble = "";

  const all = () => read(`${mine}utkorg`, []);
  const put = (item) => write(`${mine}utkorg`, [...all().filter((one) => one.once !== item.once), item]);
  const drop = (once) => write(`${mine}utkorg`, all().filter((one) => one.once !== once));
  // Whether the same entry was typed anew after the item was made.
  const isOld = (item) => all().some((one) => one.once === item.once && one.at > item.at);
  const reasons = (item) => Object.values(item.refused ?? {}).flat();
  const count = (number) => `${number} ${number === 1 ? "loggpost" : "loggposter"}`;
  const make = (tag, text, attributes = {}) => {
    const made = Object.assign(document.createElement(tag), { textContent: text });
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const button = (text, act, variant) => {
    const made = make("button", text, { type: "button", class: "ds-button", "data-variant": variant });
    made.addEventListener("click", act);
    return made;
  };

  // --- the status line -------------------------------------------------------------------------
  const tell = (news = "") => {
    const items = all();
    const waiting = items.filter((item) => !reasons(item).length);
    const refused = items.filter((item) => reasons(item).length && item.once !== form?.elements.once?.value);
    const lines = news ? [make("p", news)] : [];
    if (waiting.length && trouble === "signed-out") {
      const line = make("p", `Du är utloggad. Det du skrev finns kvar på den här enheten: ${count(waiting.length)}. `);
      line.append(make("a", "Logga in", { href: SIGN_IN }), ", så skickas det.");
      lines.push(line);
    } else if (waiting.length && trouble) {
      lines.push(make("p", `Väntar på nät: ${count(waiting.length)}`));
    }
    for (const item of refused) lines.push(refusal(item));
    box.replaceChildren(...lines);
    box.hidden = !lines.length;
  };
  const refusal = (item) => {
    const line = make("div", "", { class: "outbox__choices" });
    const open = () => (form && !shell ? reopen(item) : location.assign(`${LOG}#${item.once}`));
    line.append(make("p", `En loggpost togs inte emot: ${reasons(item)[0]}`));
    line.append(button("Öppna den", open, "secondary"), button("Släng den", () => { drop(item.once); tell(); }, "tertiary"));
    return line;
  };

  // --- sending ---------------------------------------------------------------------------------
  const ask = async (url, options = {}) => {
    try {
      const answer = await fetch(url, {
        redirect: "manual", cache: "no-store", headers: JSON_ANSWER, signal: AbortSignal.timeout(20000), ...options,
      });
      if (answer.type === "opaqueredirect") return { trouble: "signed-out" };
      return answer.status >= 500 ? { trouble: "no-answer" } : { status: answer.status, answer };
    } catch {
      return { trouble: "offline" };
    }
  };
  const who = async () => {
    const asked = await ask(WHO);
    if (asked.trouble) return asked;
    const found = asked.status === 200 ? await asked.answer.json() : {};
    return found.person === me ? { token: found.csrf } : { trouble: "signed-out" };
  };
  const post = (item, token) => {
    const body = new URLSearchParams(item.fields);
    body.set("csrfmiddlewaretoken", token);
    return ask(LOG, { method: "POST", body });
  };
  // Sends one entry. Answers {address}, {refused}, {suggested} or {trouble}; what was taken leaves the device.
  const send = async (item, token) => {
    let sent = token ? await post(item, token) : { status: 403 };
    if (sent.status === 403) {
      const known = await who(); // the page's token is old, or the session is somebody else's
      if (known.token && form?.elements.csrfmiddlewaretoken) form.elements.csrfmiddlewaretoken.value = known.token;
      sent = known.trouble ? known : await post(item, known.token);
    }
    trouble = sent.trouble || "";
    if (trouble) return sent;
    if (sent.status === 201) {
      if (!isOld(item)) drop(item.once);
      return { address: (await sent.answer.json()).adress };
    }
    const told = sent.status === 422
      ? await sent.answer.json()
      : { fel: { __all__: ["Du får inte längre logga i den aktiviteten. Texten finns kvar här."] } };
    const no = { refused: told.fel, change: told.andra };
    if (!reasons(no).length) return { suggested: told.sedd };
    if (!isOld(item)) put({ ...item, ...no });
    return no;
  };
  // Nobody sits there to read a suggestion about what has waited: it is sent as it stands.
  const sendAsItStands = async (item, token) => {
    const sent = await send(item, token);
    if (!sent.suggested) return sent;
    return send({ ...item, fields: [...item.fields, ...sent.suggested.map((mark) => ["sedd", mark])] }, token);
  };
  let flight = null; // what is under way
  let saving = false;
  const flush = () => {
    if (flight || saving || !me) return;
    flight = sendAll().catch(() => {}).then(() => { flight = null; });
  };
  const sendAll = async () => {
    const waiting = all().filter((item) => !reasons(item).length);
    if (!waiting.length) return;
    const known = await who();
    trouble = known.trouble || "";
    let taken = 0;
    for (const item of trouble ? [] : waiting) {
      const sent = await sendAsItStands(item, known.token);
      if (sent.trouble) break;
      if (sent.address) taken += 1;
    }
    tell(taken ? `Skickat: ${count(taken)}.` : "");
  };

  // --- the form --------------------------------------------------------------------------------
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const next = () => {
    const { activity } = form.elements;
    const chosen = activity.value;
    const kept = form.elements.utkast_version?.value;
    form.reset();
    activity.value = chosen;
    if (shell) form.elements.on.value = today();
    form.elements.text.value = "";
    if (kept) form.elements.utkast_version.value = kept;
    form.elements.once.value = crypto.randomUUID();
  };
  const title = document.title.replace(/^Fel: /, "");
  const clearErrors = () => {
    document.title = title;
    document.getElementById("fel")?.remove();
    for (const told of form.querySelectorAll("[data-refused]")) told.remove();
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  };
  const showErrors = (refused, change) => {
    clearErrors();
    const list = make("ul", "", { class: "ds-list" });
    let many = 0;
    for (const [name, sentences] of Object.entries(refused)) {
      const field = document.getElementById(`id_${name}`);
      for (const sentence of sentences) {
        const line = make("li", field ? "" : sentence);
        if (field) line.append(make("a", sentence, { href: `#${field.id}` }));
        list.append(line);
        many += 1;
      }
      if (!field) continue;
      const told = make("p", sentences.join(" "), { class: "ds-validation-message", "data-field": "validation", "data-refused": "", id: `${field.id}_nekad` });
      field.before(told);
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", told.id);
      const fold = field.closest("details");
      if (fold) fold.open = true;
    }
    const summary = make("div", "", { class: "ds-error-summary", id: "fel", role: "alert", tabindex: "-1", "aria-labelledby": "fel-rubrik" });
    summary.append(make("h2", many === 1 ? "En sak behöver rättas" : `${many} saker behöver rättas`, { id: "fel-rubrik" }), list);
    if (change) summary.append(make("a", "Ändra det sparade", { href: change }));
    form.before(summary);
    document.title = `Fel: ${title}`;
    summary.focus();
  };
  const reopen = (item) => {
    window.b4fill?.(form, item.fields);
    form.elements.once.value = item.once;
    showErrors(item.refused, item.change);
    tell();
  };
  const written = () => ({
    once: form.elements.once.value,
    at: Date.now(),
    fields: [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken"),
  });
  const said = ({ fields }) => JSON.stringify(fields.filter(([name]) => !name.startsWith("utkast_")));
  const save = async (event) => {
    if (event.submitter?.hasAttribute("formaction")) return; // continues, keeps or throws unsaved text
    if (saving) return void event.preventDefault(); // what is typed last is what is sent
    const waited = shell || all().some((one) => one.once === form.elements.once.value);
    if (!me || !put(written())) return; // nothing can be kept here: the browser sends the form by itself
    event.preventDefault();
    saving = true;
    form.setAttribute("aria-busy", "true");
    await flight;
    let item, sent;
    do {
      put((item = written()));
      sent = await (waited ? sendAsItStands : send)(item, form.elements.csrfmiddlewaretoken?.value);
    } while (sent.address && said(item) !== said(written())); // edited meanwhile: the portal says what is saved
    if (sent.trouble) put(written());
    saving = false;
    form.removeAttribute("aria-busy");
    if (sent.address) return void location.assign(sent.address);
    if (sent.suggested) {
      drop(item.once);
      return void form.submit(); // the page comes back with the suggestion, and saves the next time
    }
    if (sent.refused && !waited) {
      // It stands in the form, and in the text that the server keeps: nothing has to wait here.
      drop(item.once);
      form.dispatchEvent(new Event("input"));
      return void showErrors(sent.refused, sent.change);
    }
    if (sent.refused) {
      const kept = { ...written(), ...sent };
      put(kept);
      return void reopen(kept);
    }
    clearErrors();
    next();
    tell("Loggposten är sparad på den här enheten. Du kan skriva nästa.");
    form.dispatchEvent(new CustomEvent("b4:kept"));
    box.scrollIntoView({ block: "nearest" });
  };

  const prepare = () => {
    if (shell) {
      const list = read(`${mine}aktiviteter`, []);
      document.querySelector("[data-shell-nobody]").hidden = Boolean(me && list.length);
      form.hidden = !(me && list.length);
      for (const [value, title] of list) form.elements.activity.append(make("option", title, { value }));
      form.elements.on.value = today();
      form.elements.person.value = me;
      form.elements.once.value = crypto.randomUUID();
    } else {
      // The chosen one first, so that it is chosen without coverage too.
      const options = [...form.elements.activity.options].sort((a, b) => b.selected - a.selected);
      write(`${mine}aktiviteter`, options.map((option) => [option.value, option.text]));
      navigator.serviceWorker?.register("/sw.js", { scope: LOG }).catch(() => {});
      const asked = all().find((item) => reasons(item).length && `#${item.once}` === location.hash);
      // autosave.js, which fills forms, is read after this file.
      if (asked) addEventListener("DOMContentLoaded", () => reopen(asked));
    }
    form.addEventListener("submit", save);
  };

  // --- signing out -----------------------------------------------------------------------------
  const forget = () => {
    for (const key of keysOf(mine)) localStorage.removeItem(key);
    localStorage.removeItem("b4.person");
  };
  const signOut = (event) => {
    if (new URL(event.target.action, location).pathname !== SIGN_OUT) return;
    const left = all().length + keysOf(`${mine}text.`).length;
    if (!left) return forget();
    event.preventDefault();
    const dialog = make("dialog", "", { class: "outbox__ask", "aria-labelledby": "osparat" });
    const choices = make("div", "", { class: "outbox__choices" });
    choices.append(
      button("Stanna kvar", () => dialog.close(), "primary"),
      button("Logga ut och ta bort", () => { forget(); event.target.submit(); }, "secondary"),
    );
    dialog.append(
      make("h2", "Allt är inte skickat", { id: "osparat" }),
      make("p", "På den här enheten finns text som portalen inte har fått än. Loggar du ut nu tas den bort härifrån."),
      choices,
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  if (me) {
    write("b4.person", me);
    document.addEventListener("submit", signOut, true);
    addEventListener("online", flush);
    setInterval(flush, AGAIN);
    flush();
  }
  if (form) prepare();
  if (box && me) tell();
})();
