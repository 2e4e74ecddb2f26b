{% load static %}// Opens the log without coverage. It controls {% url "initiatives:quick" %} alone and keeps two things: the log's
// page without anybody's data, and the portal's own style sheets, scripts and fonts. No page of a person is kept.
"use strict";
const SHELL = "{% url 'initiatives:quick_shell' %}";
const LOG = "{% url 'initiatives:quick' %}";
const STATIC = "{% get_static_prefix %}";
const PARTS = ["{% static 'js/outbox.js' %}", "{% static 'js/autosave.js' %}", "{% static 'js/portal.js' %}", "{% static 'css/quick.css' %}"];
const KEPT = "b4-utan-nat-" + PARTS.join();

const partsOf = (html) =>
  [...html.matchAll(/(?:href|src)="([^"]+\.(?:css|js|svg))"/g)].map((found) => found[1]).filter((url) => url.startsWith(STATIC));

const keepShell = async () => {
  const cache = await caches.open(KEPT);
  // Without cookies, so that the page is nobody's whoever is signed in.
  const shell = await fetch(SHELL, { credentials: "omit", cache: "reload" });
  if (!shell.ok || shell.redirected) throw new Error("shell");
  const html = await shell.clone().text();
  await cache.put(SHELL, shell);
  await cache.addAll(partsOf(html));
};

self.addEventListener("install", (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) =>
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("b4-") && name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  ),
);

const keptPart = async (request) => {
  try {
    const answer = await fetch(request);
    if (answer.ok) (await caches.open(KEPT)).put(request, answer.clone());
    return answer;
  } catch (error) {
    const found = await caches.match(request, { ignoreVary: true });
    if (found) return found;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === LOG) {
    event.respondWith(fetch(event.request).catch(async (error) => (await caches.match(SHELL, { ignoreVary: true })) || Promise.reject(error)));
  } else if (url.pathname.startsWith(STATIC)) {
    event.respondWith(keptPart(event.request));
  }
});
