// Keeps the whole page for offline use. tools/pack_web.mjs fills in the two lines below; any change
// of any file makes this a new worker, which waits until the person takes the offered update or has
// closed the portal everywhere.
"use strict";

const VERSION = "{{version}}";
const FILES = {{files}};

const PREFIX = "portal-";
const cache_name = PREFIX + VERSION;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cache_name).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && name !== cache_name) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

// Everything of this version comes from the cache; the rest (the API above all) from the network.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const wanted = request.mode === "navigate" ? "./" : request;
  const known = request.mode === "navigate" || FILES.includes(url.pathname.slice(1));
  if (!known) return;
  event.respondWith(
    caches
      .open(cache_name)
      .then((cache) => cache.match(wanted, { ignoreVary: true }))
      .then((found) => found ?? fetch(request)),
  );
});
