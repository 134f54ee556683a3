// platform/browser/browser_http.cpp: requests to the page's own server.
addToLibrary({
  yg_http_send__deps: ["$guard", "malloc", "free"],
  yg_http_send: (call, path, body, body_bytes, timeout_ms) => {
    const answer = guard((status, bytes) => {
      const copy = _malloc(bytes.length || 1);
      HEAPU8.set(bytes, copy);
      _yg_http_answer(call, status, copy, bytes.length);
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
    // The timeout covers the body too: it may stop in the middle as well.
    fetch(UTF8ToString(path), request)
      .then(async (reply) => [reply.status, new Uint8Array(await reply.arrayBuffer())])
      .catch(() => [0, new Uint8Array()])
      .then(([status, bytes]) => {
        clearTimeout(timer);
        answer(status, bytes);
      });
  },
});
