// platform/browser/browser_canvas.cpp
addToLibrary({
  // Without WebGL the semantic elements become the page (shell/portal.css, html.no-canvas).
  yg_canvas_missing__deps: ["$semantics"],
  yg_canvas_missing: () => {
    document.documentElement.classList.add("no-canvas");
    semantics.plain = true;
  },
});
