// What the page does before and around the program: loads it with honest progress, shows what
// happened when it breaks, keeps it for offline use, and offers a new version.
"use strict";

const own_script = document.currentScript;

// What the person chose (src/ui/screens/settings.cpp) holds before the program is there to say so.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "dark" || theme === "light") document.documentElement.classList.add(theme);
} catch {
  // Storage is forbidden here: the phone's own look stays.
}

// --- Broken -----------------------------------------------------------------------------------
// Also called by the program (web/library_guard.js). Work that waits to be sent lies on the disk.
window.portalCrash = (detail) => {
  const screen = document.getElementById("crash");
  if (!screen.hidden) return; // the first cause is the one that counts
  screen.hidden = false;
  document.getElementById("crash-detail").textContent = detail;
  document.getElementById("boot")?.remove();
  document.getElementById("canvas").remove();
  document.getElementById("semantics").remove();
  document.getElementById("crash-reload").focus();
};
document.getElementById("crash-reload").addEventListener("click", () => location.reload());
// In-app browsers and extensions put scripts of their own into the page: their errors are not ours.
const own_folder = new URL(".", own_script.src).href;
window.addEventListener("error", (event) => {
  if (event.filename?.startsWith(own_folder)) window.portalCrash(event.message);
});
window.addEventListener("unhandledrejection", (event) => {
  const trace = String(event.reason?.stack);
  if (trace.includes(own_folder)) window.portalCrash(trace);
});

// --- Loading ----------------------------------------------------------------------------------
const bar = document.getElementById("boot-bar");
function show_progress(share) {
  const percent = Math.min(100, Math.round(share * 100));
  bar.style.width = `${Math.max(4, percent)}%`;
  bar.parentElement.setAttribute("aria-valuenow", percent);
}

// Counts what arrives beside the compiler, which thus reads the original response and may keep what
// it compiled. Sizes are of the unpacked file: what arrives is counted unpacked as well.
async function count_bytes(body, total) {
  let received = 0;
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    received += value.length;
    show_progress(received / total);
  }
}

async function fetch_program() {
  const { wasm, wasmBytes } = own_script.dataset;
  const response = await fetch(wasm, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${wasm}: ${response.status}`);
  if (response.body) count_bytes(response.clone().body, Number(wasmBytes)).catch(() => {});
  return response;
}

async function instantiate(imports) {
  const response = await fetch_program();
  if (WebAssembly.instantiateStreaming) {
    return WebAssembly.instantiateStreaming(response, imports);
  }
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

function show_unreachable() {
  const progress = bar.parentElement;
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent = "网络不通，暂时打不开。请检查网络，稍后会自动再试。";
  progress.replaceWith(message);
  const again = () => location.reload();
  window.addEventListener("online", again);
  setTimeout(again, 15_000);
}

createPortal({
  instantiateWasm: (imports, receive) => {
    instantiate(imports).then(({ instance, module }) => receive(instance, module), show_unreachable);
    return {};
  },
  onAbort: (what) => window.portalCrash(`abort: ${what}`),
}).catch((error) => window.portalCrash(String(error.stack ?? error)));

// --- Offline and updates ----------------------------------------------------------------------
function offer(worker) {
  const button = document.getElementById("update");
  button.hidden = false;
  button.addEventListener("click", () => worker.postMessage("take over"), { once: true });
}

async function keep_for_offline() {
  const had_one = !!navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (had_one) location.reload();
  });
  const registration = await navigator.serviceWorker.register("sw.js");
  const watch = (worker) => {
    if (!worker || !had_one) return;
    if (worker.state === "installed") offer(worker);
    else worker.addEventListener("statechange", () => watch(registration.waiting), { once: true });
  };
  watch(registration.waiting ?? registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
}

// For a page that is too old for its server: what is kept for offline use must not bring it back.
window.portalReload = async () => {
  const reload = () => location.reload();
  setTimeout(reload, 8000); // whatever happens below
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (!registration) return reload();
    await registration.update();
    const worker = registration.waiting ?? registration.installing;
    if (!worker) return reload();
    navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
    const take_over = () => {
      if (worker.state === "installed") worker.postMessage("take over");
    };
    worker.addEventListener("statechange", take_over);
    take_over();
  } catch {
    reload();
  }
};

// Not before the first frame: it would fetch the same files at the same time.
window.addEventListener("portal-ready", () => {
  if ("serviceWorker" in navigator) keep_for_offline().catch(() => {});
});
