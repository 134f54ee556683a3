// platform/browser/browser_pictures.cpp: photos as textures of the canvas. A photo that is kept here
// is read from the disk, any other from the server.
addToLibrary({
  $pictures: {
    found: null, // path or id and size → {name, width, height, failed}; the last asked for comes last
    kept_max: 48,
    retry_ms: 10_000,

    load: async (key, id, path, longest_side) => {
      const entry = { name: 0, width: 0, height: 0, failed: false, path };
      pictures.found.set(key, entry);
      try {
        const bitmap = await pictures.decode(await pictures.fetch(id, path), longest_side);
        // The canvas may have lost everything meanwhile.
        if (pictures.found.get(key) === entry) pictures.upload(entry, bitmap);
        bitmap.close();
      } catch {
        entry.failed = true;
        entry.again_ms = performance.now() + pictures.retry_ms;
      }
      pictures.drop_old();
    },

    fetch: async (id, path) => {
      const kept = await photos.read(id).catch(() => null);
      if (kept) return new Blob([kept.bytes], { type: "image/jpeg" });
      if (!path) throw new Error("it is on no disk here, and not at the server");
      const reply = await fetch(path, { credentials: "same-origin" });
      if (!reply.ok) throw new Error(`the server answers ${reply.status}`);
      return reply.blob();
    },

    decode: async (blob, longest_side) => {
      const whole = await createImageBitmap(blob);
      const scale = longest_side / Math.max(whole.width, whole.height);
      if (scale >= 1) return whole;
      const small = await createImageBitmap(whole, {
        resizeWidth: Math.max(1, Math.round(whole.width * scale)),
        resizeHeight: Math.max(1, Math.round(whole.height * scale)),
        resizeQuality: "high",
      });
      whole.close();
      return small;
    },

    upload(entry, bitmap) {
      const texture = GLctx.createTexture();
      entry.name = GL.getNewId(GL.textures);
      texture.name = entry.name;
      GL.textures[entry.name] = texture;
      GLctx.bindTexture(GLctx.TEXTURE_2D, texture);
      const set = (name, value) => GLctx.texParameteri(GLctx.TEXTURE_2D, name, value);
      set(GLctx.TEXTURE_MIN_FILTER, GLctx.LINEAR);
      set(GLctx.TEXTURE_MAG_FILTER, GLctx.LINEAR);
      set(GLctx.TEXTURE_WRAP_S, GLctx.CLAMP_TO_EDGE);
      set(GLctx.TEXTURE_WRAP_T, GLctx.CLAMP_TO_EDGE);
      GLctx.texImage2D(GLctx.TEXTURE_2D, 0, GLctx.RGBA, GLctx.RGBA, GLctx.UNSIGNED_BYTE, bitmap);
      GLctx.bindTexture(GLctx.TEXTURE_2D, null); // as client/gl_state.cpp says it is
      [entry.width, entry.height] = [bitmap.width, bitmap.height];
    },

    // Only between frames: what a frame draws has just been asked for.
    drop_old() {
      for (const [key, entry] of pictures.found) {
        if (pictures.found.size <= pictures.kept_max) return;
        pictures.found.delete(key);
        if (!entry.name) continue;
        GLctx.deleteTexture(GL.textures[entry.name]);
        GL.textures[entry.name] = null;
      }
    },
  },
  $pictures__deps: ["$guard", "$photos", "$GL"],
  $pictures__postset: "pictures.found = new Map();",

  yg_pictures_find__deps: ["$pictures"],
  yg_pictures_find: (id, path, longest_side, out) => {
    const photo = UTF8ToString(id);
    const where = UTF8ToString(path);
    const key = `${photo} ${longest_side}`;
    const entry = pictures.found.get(key);
    const again = entry?.failed && (entry.path !== where || performance.now() > entry.again_ms);
    if (!entry || again) {
      if (GL.currentContext) {
        pictures.load(key, photo, where, longest_side).then(guard(() => _yg_picture_ready()));
      }
      return 0;
    }
    pictures.found.delete(key);
    pictures.found.set(key, entry);
    HEAPF32[out >> 2] = entry.width;
    HEAPF32[(out >> 2) + 1] = entry.height;
    HEAP32[(out >> 2) + 2] = entry.failed;
    return entry.name;
  },

  // Textures that the lost canvas had are gone with it.
  yg_pictures_lose__deps: ["$pictures"],
  yg_pictures_lose: () => pictures.found.clear(),
});
