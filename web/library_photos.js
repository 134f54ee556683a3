// platform/browser/browser_photos.cpp: photos a person chose, made small and kept until the server
// has them. Their bytes never enter the program.
//   photos   id → {sha256, bytes, kept_at}
addToLibrary({
  $photos: {
    canvas_trusted: true,
    longest_side: 1600,
    // The first of these that makes the photo small enough is taken.
    qualities: [0.82, 0.7, 0.55],
    wanted_bytes: 600_000,
    bytes_max: 1_500_000,

    failures: { unreadable: 0, not_kept: 1 },

    // Called within the press itself: browsers open their chooser only then.
    choose(most) {
      const input = document.createElement("input");
      input.type = "file";
      input.accept = "image/*";
      input.multiple = most > 1;
      input.onchange = guard(() => photos.take(Array.from(input.files).slice(0, most)));
      photos.input = input; // some browsers forget an input that nothing holds
      input.click();
    },

    // One after the other: a phone has little memory for pictures.
    take: async (files) => {
      _yg_photos_chosen(files.length);
      for (const file of files) {
        const photo = await photos.keep(file).catch((error) => ({ error }));
        photos.report(photo);
      }
    },

    report: (photo) =>
      guard(({ id, sha256, bytes, kept_at, error }) => {
        if (error) return _yg_photo_failed(photos.failures[error.message] ?? 0);
        _yg_photo_kept(stringToNewUTF8(id), stringToNewUTF8(sha256), bytes.length, kept_at);
      })(photo),

    keep: async (file) => {
      const jpeg = await photos.make_small(file).catch(() => {
        throw new Error("unreadable");
      });
      const bytes = new Uint8Array(await jpeg.arrayBuffer());
      if (!bytes.length || bytes.length > photos.bytes_max) throw new Error("unreadable");
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      const photo = { sha256, bytes, kept_at: Date.now() };
      const id = storage.make_uuid();
      const ids = [storage.client];
      await storage
        .run(["photos", "meta"], "strict", (transaction, control) =>
          storage.if_same_client(transaction, { ...control, ids }, () => {
            transaction.objectStore("photos").put(photo, id);
          }),
        )
        .catch(() => {
          throw new Error("not_kept");
        });
      return { id, ...photo };
    },

    // Drawn anew, upright: what a camera wrote beside the picture, such as its place, stays behind.
    make_small: async (file) => {
      // A drawn copy would be noise there: the server cleans the original.
      if (!photos.canvas_trusted) {
        if (file.type === "image/jpeg") return file;
        throw new Error("it can't be drawn anew");
      }
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, photos.longest_side / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      const context = canvas.getContext("2d", { alpha: false });
      context.fillStyle = "#fff"; // under transparent pictures
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.imageSmoothingQuality = "high";
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      let jpeg = null;
      for (const quality of photos.qualities) {
        jpeg = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
        if (!jpeg || jpeg.size <= photos.wanted_bytes) break;
      }
      canvas.width = canvas.height = 0; // phones free its memory late otherwise
      return jpeg;
    },

    read: (id) =>
      storage.run(["photos"], null, (transaction, { finish }) => {
        transaction.objectStore("photos").get(id).onsuccess = ({ target }) =>
            finish(target.result);
      }).then((photo) => photo ?? Promise.reject(new Error("it is not kept here"))),
  },
  $photos__deps: ["$guard", "$storage", "$stringToNewUTF8"],

  yg_photos_load__deps: ["$photos"],
  yg_photos_load: (call) => {
    const found = storage.run(["photos"], null, (transaction, { finish }) => {
      const all = [];
      transaction.objectStore("photos").openCursor().onsuccess = ({ target }) => {
        const cursor = target.result;
        if (!cursor) return;
        const { sha256, bytes, kept_at } = cursor.value;
        all.push({ id: cursor.key, sha256, size: bytes.length, kept_at });
        cursor.continue();
      };
      finish(all);
    });
    found.then(
      guard((all) => {
        for (const { id, sha256, size, kept_at } of all) {
          _yg_photos_loaded(stringToNewUTF8(id), stringToNewUTF8(sha256), size, kept_at);
        }
        _yg_photos_load_answer(call, true);
      }),
      guard(() => _yg_photos_load_answer(call, false)),
    );
  },

  yg_photos_forget__deps: ["$photos"],
  yg_photos_forget: (id) => {
    const photo = UTF8ToString(id);
    storage
      .run(["photos"], "relaxed", (transaction) => {
        transaction.objectStore("photos").delete(photo);
      })
      .catch(() => {}); // It is found again at the next start.
  },

  yg_photos_send__deps: ["$photos", "$http"],
  yg_photos_send: (call, id, path, from, bytes, timeout_ms) => {
    const to = UTF8ToString(path);
    const reply = photos.read(UTF8ToString(id)).then(
      (photo) => {
        const piece = photo.bytes.subarray(from, from + bytes);
        return http.ask(to, timeout_ms, { type: "application/octet-stream", bytes: piece });
      },
      http.nothing,
    );
    http.answer(_yg_photos_answer, call, reply);
  },

  // False where the browser gives back noise instead of what was drawn.
  yg_photos_trust_canvas__deps: ["$photos"],
  yg_photos_trust_canvas: (trusted) => (photos.canvas_trusted = trusted),
});
