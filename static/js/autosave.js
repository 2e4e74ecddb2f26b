// Keeps what is typed as unsaved text on the server, and on the device when there is no coverage or the
// session has ended. A form is switched on by templates/initiatives/_autosave.html, and works without this.
(() => {
  const WAIT = 800;
  const OURS = /^(csrfmiddlewaretoken|person|utkast_.*)$/;
  const person = document.body.dataset.person;

  const typed = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const make = (tag, text, attributes = {}) => {
    const made = Object.assign(document.createElement(tag), { textContent: text });
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const clock = (at) => new Date(at).toLocaleTimeString("sv-SE", { hour: "numeric", minute: "2-digit" }).replace(":", ".");

  // Fills a form by the names of its fields: [[name, value], …]. What is not named is emptied.
  const fill = (form, fields) => {
    const values = new Map();
    for (const [name, value] of fields) values.set(name, [...(values.get(name) || []), value]);
    for (const field of form.elements) {
      if (!field.name || OURS.test(field.name) || field.type === "file" || field.tagName === "BUTTON") continue;
      const given = values.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = given.includes(option.value);
      else field.value = given.shift() ?? "";
      const fold = field.closest("details");
      if (fold && (field.checked || (field.type !== "checkbox" && field.type !== "radio" && field.value))) fold.open = true;
    }
  };
  window.b4fill = fill; // for outbox.js

  const device = (key) => {
    const name = `b4.${person}.text.${key}`;
    return {
      get: () => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } },
      keep: (fields) => { try { localStorage.setItem(name, JSON.stringify({ at: Date.now(), fields })); return true; } catch { return false; } },
      drop: () => { try { localStorage.removeItem(name); } catch { /* nothing was kept */ } },
    };
  };

  // A form that was sent: on the page that answers, the text is either saved, shown again with its
  // errors, or the session was lost and this is the page where one signs in.
  const settle = () => {
    try {
      const sent = sessionStorage.getItem("b4.sent");
      sessionStorage.removeItem("b4.sent");
      if (sent && person && sent.startsWith(`${person} `)) device(sent.slice(person.length + 1)).drop();
    } catch { /* no storage, nothing to settle */ }
  };

  const watch = (status) => {
    const form = status.closest("form");
    const url = status.dataset.autosave;
    const both = form.querySelector("[data-autosave-both]");
    const { utkast_nyckel: key, utkast_version: version } = form.elements;
    const copy = device(key.value);
    let timer = 0;
    let asking = null;
    let open = false; // both texts are shown, and one is being chosen

    const say = (text, lost = false) => {
      status.classList.toggle("autosave--lost", lost);
      status.textContent = text;
      status.hidden = false;
    };
    const ask = (options) =>
      fetch(url, { redirect: "manual", cache: "no-store", headers: { Accept: "application/json" }, signal: asking.signal, ...options });
    const stays = (why) => say(copy.keep(typed(form)) ? `${why} Texten finns kvar på den här enheten.` : why, true);
    const signedOut = () => {
      stays("Du är utloggad.");
      status.append(" ", make("a", "Logga in igen", { href: `/konto/logga-in/?next=${encodeURIComponent(location.pathname + location.search)}` }));
    };
    const freshToken = async () => {
      const answer = await ask({});
      const found = answer.ok ? await answer.json() : {};
      if (found.person !== person) return false;
      for (const token of document.querySelectorAll("[name=csrfmiddlewaretoken]")) token.value = found.csrf;
      return true;
    };
    const post = () => ask({ method: "POST", body: new URLSearchParams(typed(form)) });

    const save = async () => {
      if (open) return;
      asking?.abort();
      const own = (asking = new AbortController());
      try {
        let answer = await post();
        if (answer.status === 403 && (await freshToken())) answer = await post();
        if (answer.type === "opaqueredirect" || answer.status === 403) return signedOut();
        if (answer.status >= 500) return stays("Utkastet kunde inte sparas.");
        const found = await answer.json();
        if (answer.status === 409) return showBoth(found);
        if (answer.ok) {
          version.value = found.version;
          copy.drop();
        }
        say(found.text, !answer.ok);
      } catch (error) {
        if (own === asking && error.name !== "AbortError") stays("Inget nät.");
      }
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, WAIT);
    };
    const stop = () => {
      clearTimeout(timer);
      asking?.abort();
    };

    // --- another window has kept another text --------------------------------------------------
    const wordOf = (name, values) => {
      const words = values.map((value) => {
        const field = [...form.elements].find((one) => one.name === name && (one.value === value || one.tagName === "SELECT"));
        const option = field?.options && [...field.options].find((one) => one.value === value);
        const chosen = field && (field.type === "checkbox" || field.type === "radio");
        return option?.text || (chosen && field.labels[0]?.innerText) || value;
      });
      return words.join(", ") || "–";
    };
    const nameOf = (name) => {
      const field = [...form.elements].find((one) => one.name === name);
      const group = field?.type === "checkbox" || field?.type === "radio" ? field.closest("fieldset")?.querySelector("legend") : null;
      return (group || field?.labels?.[0])?.innerText.replace("(frivilligt)", "").trim() || "";
    };
    const showBoth = (found) => {
      open = true;
      copy.keep(typed(form));
      const here = new FormData(form);
      const facts = make("dl", "");
      for (const name of new Set([...Object.keys(found.data), ...here.keys()])) {
        const [theirs, ours] = [found.data[name] || [], here.getAll(name)];
        if (OURS.test(name) || name === "once" || theirs.join("\n") === ours.join("\n")) continue;
        facts.append(make("dt", nameOf(name)), make("dd", `I det andra fönstret: ${wordOf(name, theirs)}`), make("dd", `Här: ${wordOf(name, ours)}`));
      }
      const choose = (text, variant, act) => {
        const made = make("button", text, { type: "button", class: "ds-button", "data-variant": variant });
        made.addEventListener("click", () => {
          act();
          open = false;
          version.value = found.version;
          both.hidden = true;
          save();
        });
        return made;
      };
      const choices = make("div", "", { class: "outbox__choices" });
      choices.append(
        choose("Behåll det här", "primary", () => {}),
        choose("Ta det andra", "secondary", () =>
          fill(form, Object.entries(found.data).flatMap(([name, values]) => values.map((value) => [name, value])))),
      );
      both.replaceChildren(
        make("h2", "Du har skrivit i samma formulär i ett annat fönster"),
        make("p", `Inget är överskrivet. Det andra sparades ${found.klockan}. Välj vilken text du vill behålla.`),
        facts,
        choices,
      );
      both.hidden = false;
      say("Båda texterna finns kvar.");
    };

    // --- what is left on the device since last time --------------------------------------------
    const offer = (left) => {
      const kept = form.querySelector("[data-unsaved]");
      const shown = make("div", "", { class: "message unsaved" });
      const choices = make("p", "", { class: "unsaved__choices" });
      const choose = (text, variant, act) => {
        const made = make("button", text, { type: "button", class: "ds-button", "data-variant": variant });
        made.addEventListener("click", () => { act(); shown.remove(); });
        choices.append(made, " ");
      };
      choose("Fortsätt", "secondary", () => {
        fill(form, left.fields);
        if (kept) version.value = kept.dataset.unsaved;
        kept?.remove();
        save();
      });
      choose("Släng", "tertiary", () => { copy.drop(); if (kept) kept.hidden = false; });
      shown.append(make("p", `Du har en osparad text på den här enheten från ${clock(left.at)}.`), choices);
      if (kept) kept.hidden = true;
      status.before(shown);
    };
    const left = copy.get();
    if (left) offer(left);

    form.addEventListener("input", later);
    form.addEventListener("submit", (event) => {
      stop();
      if (event.submitter?.hasAttribute("formaction") || form.hasAttribute("data-outbox")) return;
      // Should the session be over, the text is still here when one has signed in again.
      copy.keep(typed(form));
      try { sessionStorage.setItem("b4.sent", `${person} ${key.value}`); } catch { /* the server has it */ }
    });
    form.addEventListener("b4:kept", () => copy.drop());
  };

  settle();
  if (person) for (const status of document.querySelectorAll("[data-autosave]")) watch(status);
})();
