// platform/browser/browser_glyphs.cpp: characters and icons drawn by Canvas2D with the device's fonts.
addToLibrary({
  $glyphs: {
    first_icon: 0xe000,
    icon_box: 24,
    icon_stroke: 2,
    families: '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif',
    context: null,
    font: "",
    drawn: null, // the pixels of the last glyph
    // Only these are looked through for colours.
    may_have_colors: (text) => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text),

    open() {
      if (glyphs.context) return glyphs.context;
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 256;
      // Reading back from a GPU canvas is 4 to 11 times slower.
      glyphs.context = canvas.getContext("2d", { willReadFrequently: true });
      return glyphs.context;
    },

    // Setting a font is slow even when it is the same one.
    with_font(size_px, semibold) {
      const context = glyphs.open();
      const font = `${semibold ? 600 : 400} ${size_px}px ${glyphs.families}`;
      if (font !== glyphs.font) context.font = glyphs.font = font;
      return context;
    },

    // An empty canvas of at least this size, in device pixels.
    clean(width, height) {
      const context = glyphs.open();
      const { canvas } = context;
      if (canvas.width < width || canvas.height < height) {
        canvas.width = Math.max(canvas.width, width);
        canvas.height = Math.max(canvas.height, height);
        glyphs.font = ""; // resizing resets the state
      } else {
        context.clearRect(0, 0, width, height);
      }
      return context;
    },

    // Device pixels: `left` and `top` from the pen's position to the picture's corner.
    draw_text(text, size_px, semibold) {
      const box = glyphs.with_font(size_px, semibold).measureText(text);
      const left = Math.floor(-box.actualBoundingBoxLeft) - 1;
      const top = Math.floor(-box.actualBoundingBoxAscent) - 1;
      const width = Math.ceil(box.actualBoundingBoxRight) + 1 - left;
      const height = Math.ceil(box.actualBoundingBoxDescent) + 1 - top;
      const shape = { advance: box.width, left, top, width: 0, height: 0 };
      if (width <= 2 || height <= 2 || text.trim() === "") return shape;
      glyphs.clean(width, height);
      const context = glyphs.with_font(size_px, semibold);
      context.fillStyle = "#fff";
      context.fillText(text, -left, -top);
      glyphs.drawn = context.getImageData(0, 0, width, height).data;
      const colored = glyphs.may_have_colors(text) && glyphs.has_colors(glyphs.drawn);
      return { ...shape, width, height, colored };
    },

    // What was filled with white has another colour: the font brought it.
    has_colors(pixels) {
      for (let at = 0; at < pixels.length; at += 4) {
        const darkest = Math.min(pixels[at], pixels[at + 1], pixels[at + 2]);
        if (pixels[at + 3] > 32 && darkest < 200) return true;
      }
      return false;
    },

    // An icon fills the em box of an ideograph: 0.88 of it above the baseline.
    draw_icon(path, size_px, semibold) {
      const extent = Math.ceil(size_px);
      const context = glyphs.clean(extent, extent);
      context.save();
      context.scale(extent / glyphs.icon_box, extent / glyphs.icon_box);
      context.lineWidth = glyphs.icon_stroke * (semibold ? 1.2 : 1);
      context.lineCap = context.lineJoin = "round";
      context.strokeStyle = "#fff";
      context.stroke(new Path2D(path));
      context.restore();
      glyphs.drawn = context.getImageData(0, 0, extent, extent).data;
      const top = Math.round(-0.88 * extent);
      return { advance: size_px, left: 0, top, width: extent, height: extent };
    },

    draw(code_point, size_px, semibold) {
      const icon = icon_paths[code_point - glyphs.first_icon];
      if (icon) return glyphs.draw_icon(icon, size_px, semibold);
      return glyphs.draw_text(String.fromCodePoint(code_point), size_px, semibold);
    },
  },
  $glyphs__deps: ["$icon_paths"],

  yg_glyphs_metrics__deps: ["$glyphs"],
  yg_glyphs_metrics: (size, semibold, out) => {
    const box = glyphs.with_font(size, semibold).measureText("国Åg");
    HEAPF32[out >> 2] = box.fontBoundingBoxAscent ?? size * 0.95;
    HEAPF32[(out >> 2) + 1] = box.fontBoundingBoxDescent ?? size * 0.25;
  },

  yg_glyphs_advance__deps: ["$glyphs"],
  yg_glyphs_advance: (code_point, size, semibold) => {
    if (icon_paths[code_point - glyphs.first_icon]) return size;
    return glyphs.with_font(size, semibold).measureText(String.fromCodePoint(code_point)).width;
  },

  yg_glyphs_draw__deps: ["$glyphs", "$portal_stats"],
  yg_glyphs_draw: (code_point, size, density, semibold, out) => {
    if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff)) return false;
    const shape = glyphs.draw(code_point, size * density, semibold);
    portal_stats.glyphs += 1;
    const { advance, left, top, width, height, colored } = shape;
    const in_css = [advance, left, top, width, height].map((value) => value / density);
    HEAPF32.set([...in_css, width, height, colored ? 1 : 0], out >> 2);
    return true;
  },

  yg_glyphs_copy_coverage__deps: ["$glyphs"],
  yg_glyphs_copy_coverage: (out) => {
    const pixels = glyphs.drawn;
    for (let from = 3; from < pixels.length; from += 4) HEAPU8[out++] = pixels[from];
  },

  yg_glyphs_copy_colors__deps: ["$glyphs"],
  yg_glyphs_copy_colors: (out) => HEAPU8.set(glyphs.drawn, out),

  // Some privacy modes give noise instead of what was drawn, or refuse.
  yg_glyphs_read_back__deps: ["$glyphs"],
  yg_glyphs_read_back: () => {
    const context = glyphs.clean(8, 8);
    context.fillStyle = "#fff";
    context.fillRect(0, 0, 4, 8);
    const pixels = context.getImageData(0, 0, 8, 8).data;
    for (let index = 0; index < 64; index += 1) {
      const expected = index % 8 < 4 ? 255 : 0;
      if (pixels[index * 4 + 3] !== expected) return false;
    }
    return true;
  },
});
