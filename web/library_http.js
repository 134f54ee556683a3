// platform/browser/browser_http.cpp: requests to the page's own server.
addToLibrary({
  $http: {
    nothing: () => [0, new Uint8Array(), 0],

    // Whole seconds, as our server says it: a date counts as nothing said, a long time as a day.
    retry_after_s(reply) {
      const text = reply.headers.get("retry-after") ?? "";
      return /^\d+$/.test(text) ? Math.min(Number(text), 86400) : 0;
    },

    // Resolves with [status, bytes, when to ask again]; the status is 0 when nothing came back. The
    // timeout covers the body too: it may stop in the middle as well.
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
        const bytes = new Uint8Array(await reply.arrayBuffer());
        return [reply.status, bytes, http.retry_after_s(reply)];
      } catch {
        return http.nothing();
      } finally {
        clearTimeout(timer);
      }
    },

    // Hands a reply to the program's `take(call, status, body, body_bytes, retry_after_s)`.
    answer: (take, call, reply) =>
      reply.then(
        guard(([status, bytes, retry_after_s]) => {
          const copy = _malloc(bytes.length || 1);
          HEAPU8.set(bytes, copy);
          take(call, status, copy, bytes.length, retry_after_s);
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
