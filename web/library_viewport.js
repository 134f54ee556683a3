// What there is to draw on: size, density, notches, the keyboard. Part of browser_page.cpp.
addToLibrary({
  $viewport: {
    known: null, // the last reading, until something changes
    free_height: 0, // the height while no keyboard was up …
    free_width: 0, // … at this width

    // Some in-app browsers shrink the whole window for the keyboard. The canvas must not follow:
    // it keeps its height and the keyboard becomes an inset.
    height_without_keyboard(width, height) {
      const typing = document.activeElement?.matches("input, textarea") ?? false;
      if (typing && width === viewport.free_width && height < viewport.free_height - 120) {
        return viewport.free_height;
      }
      viewport.free_width = width;
      viewport.free_height = height;
      return height;
    },

    read() {
      const width = window.innerWidth;
      const height = viewport.height_without_keyboard(width, window.innerHeight);
      // Four times the pixels of a phone's screen look no better and cost four times the work.
      const density = Math.min(window.devicePixelRatio || 1, 3);
      const safe = getComputedStyle(document.getElementById("safe-area"));
      const insets = ["Top", "Right", "Bottom", "Left"].map(
        (side) => parseFloat(safe["padding" + side]) || 0,
      );
      const visual = window.visualViewport;
      if (visual && Math.abs(visual.scale - 1) < 0.01) {
        insets[0] = Math.max(insets[0], visual.offsetTop);
        insets[2] = Math.max(insets[2], height - visual.offsetTop - visual.height);
      }
      const dark = matchMedia("(prefers-color-scheme: dark)").matches;
      return [width, height, density, ...insets, dark ? 1 : 0];
    },

    fit_canvas([width, height, density]) {
      const canvas = document.getElementById("canvas");
      canvas.style.width = width + "px";
      canvas.style.height = height + "px";
      const pixels = [Math.round(width * density), Math.round(height * density)];
      // Setting a size clears the canvas, even to the same value.
      if (canvas.width !== pixels[0]) canvas.width = pixels[0];
      if (canvas.height !== pixels[1]) canvas.height = pixels[1];
    },

    listen() {
      const changed = guard(() => {
        viewport.known = null;
        _yg_on_viewport_changed();
      });
      window.addEventListener("resize", changed);
      window.addEventListener("orientationchange", changed);
      window.visualViewport?.addEventListener("resize", changed);
      window.visualViewport?.addEventListener("scroll", changed);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
      const watch_density = () => {
        const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
        query.addEventListener("change", () => (changed(), watch_density()), { once: true });
      };
      watch_density();
    },
  },
  $viewport__deps: ["$guard"],

  yg_page_viewport__deps: ["$viewport"],
  yg_page_viewport: (out) => {
    if (!viewport.known) {
      viewport.known = viewport.read();
      viewport.fit_canvas(viewport.known);
    }
    HEAPF32.set(viewport.known, out >> 2);
  },
});
