// platform/browser/browser_http.cpp: requests to the page's own server.
addToLibrary({
  yg_http_send__deps: ["$guard", "malloc", "free"],
  yg_http_send: (call, path, body, body_bytes, timeout_ms) => {
    const answer = guard((status, bytes, retry_after_s) => {
      const copy = _malloc(bytes.length || 1);
      HEAPU8.set(bytes, copy);
      _yg_http_answer(call, status, copy, bytes.length, retry_after_s);
      _free(copy);
    });
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeout_ms);
    const request = {
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: abort.signal,
    };
    if (body_bytes > 0) {
      request.method = "POST";
      request.headers = { "content-type": "application/json" };
      request.body = HEAPU8.slice(body, body + body_bytes);
    }
    // Whole seconds, as our server says it: a date counts as nothing said, a long time as a day.
    const seconds = (reply) => {
      const text = reply.headers.get("retry-after") ?? "";
      return /^\d+$/.test(text) ? Math.min(Number(text), 86400) : 0;
    };
    // The timeout covers the body too: it may stop in the middle as well.
    fetch(UTF8ToString(path), request)
      .then(async (reply) => [reply.status, new Uint8Array(await reply.arrayBuffer()), seconds(reply)])
      .catch(() => [0, new Uint8Array(), 0])
      .then(([status, bytes, retry_after_s]) => {
        clearTimeout(timer);
        answer(status, bytes, retry_after_s);
      });
  },
});
