// platform/browser/browser_http.cpp: requests to the page's own server.
addToLibrary({
  $http: {
    // Resolves with [status, bytes]; the status is 0 when nothing came back. The timeout covers the
    // body too: it may stop in the middle as well.
    ask: async (path, timeout_ms, post) => {
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), timeout_ms);
      const request = {
        credentials: "same-origin",
        cache: "no-store",
        redirect: "error",
        signal: abort.signal,
      };
      if (post) {
        request.method = "POST";
        request.headers = { "content-type": post.type };
        request.body = post.bytes;
      }
      try {
        const reply = await fetch(path, request);
        return [reply.status, new Uint8Array(await reply.arrayBuffer())];
      } catch {
        return [0, new Uint8Array()];
      } finally {
        clearTimeout(timer);
      }
    },

    // Hands a reply to the program's `take(call, status, body, body_bytes)`.
    answer: (take, call, reply) =>
      reply.then(
        guard(([status, bytes]) => {
          const copy = _malloc(bytes.length || 1);
          HEAPU8.set(bytes, copy);
          take(call, status, copy, bytes.length);
          _free(copy);
        }),
      ),
  },
  $http__deps: ["$guard", "malloc", "free"],

  yg_http_send__deps: ["$http"],
  yg_http_send: (call, path, body, body_bytes, timeout_ms) => {
    const post =
      body_bytes > 0
        ? { type: "application/json", bytes: HEAPU8.slice(body, body + body_bytes) }
        : null;
    http.answer(_yg_http_answer, call, http.ask(UTF8ToString(path), timeout_ms, post));
  },
});
