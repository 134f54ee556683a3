// platform/browser/browser_storage.cpp: one IndexedDB database.
//   outbox   n → {id, name, args}
//   pages    block index → bytes
//   meta     "client" → {id, next_n}    "image" → {epoch, seq, size}
// Every commit of the image counts `seq` up, every fresh image `epoch`: whoever finds other numbers
// than he left is stale and must not write.
addToLibrary({
  $storage: {
    opened: null, // a promise of the database
    image: null, // {epoch, seq} as this page knows them
    stores: ["outbox", "pages", "meta"],

    // UUIDv7 (RFC 9562).
    make_client_id() {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      let time = Date.now();
      for (let index = 5; index >= 0; index -= 1) {
        bytes[index] = time % 256;
        time = Math.floor(time / 256);
      }
      bytes[6] = (bytes[6] & 0x0f) | 0x70;
      bytes[8] = (bytes[8] & 0x3f) | 0x80;
      const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    },

    create(database, transaction) {
      for (const name of storage.stores) database.createObjectStore(name);
      const meta = transaction.objectStore("meta");
      meta.put({ id: storage.make_client_id(), next_n: 1 }, "client");
      meta.put({ epoch: 1, seq: 0, size: 0 }, "image");
    },

    open() {
      if (storage.opened) return storage.opened;
      const opening = new Promise((resolve, reject) => {
        const request = indexedDB.open("yangguang", 1);
        request.onupgradeneeded = () => storage.create(request.result, request.transaction);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          database.onclose = () => storage.forget(opening);
          database.onversionchange = () => {
            database.close();
            storage.forget(opening);
          };
          resolve(database);
        };
      });
      storage.opened = opening;
      opening.catch(() => storage.forget(opening));
      return opening;
    },

    forget(opening) {
      if (storage.opened === opening) storage.opened = null;
    },

    attempt(database, names, durability, work, again) {
      return new Promise((resolve, reject) => {
        const mode = durability ? "readwrite" : "readonly";
        const transaction = database.transaction(names, mode, durability ? { durability } : {});
        let result;
        let refusal = null;
        transaction.oncomplete = () => resolve(result);
        transaction.onabort = () =>
          reject(refusal ?? transaction.error ?? new DOMException("aborted", "AbortError"));
        work(transaction, {
          again,
          finish: (value) => (result = value),
          refuse: (error) => {
            refusal = error;
            transaction.abort();
          },
        });
      });
    },

    // Resolves with what `work` finished with, once the transaction is complete. A handle can die
    // under a page (backgrounded phone, cleared storage): it is opened anew and tried once more.
    run: async (names, durability, work) => {
      const first = storage.open();
      try {
        return await storage.attempt(await first, names, durability, work, false);
      } catch (error) {
        if (error.name === "QuotaExceededError" || error.conflict) throw error;
        storage.forget(first);
        first.then((database) => database.close(), () => {});
        return storage.attempt(await storage.open(), names, durability, work, true);
      }
    },

    // `to_answer` makes {number, text} of the promise's value.
    answer(call, promise, to_answer) {
      promise.then(
        guard((value) => {
          const answer = to_answer ? to_answer(value) : {};
          _yg_storage_answer(call, answer.number ?? 0, stringToNewUTF8(answer.text ?? ""));
        }),
        guard((error) => {
          const detail = `${error?.name}: ${error?.message}`;
          _yg_storage_fail(call, !!error?.conflict, stringToNewUTF8(detail));
        }),
      );
    },

    // Runs `then` unless another page has written the image since this one last did.
    if_current(transaction, { refuse }, then) {
      const meta = transaction.objectStore("meta");
      meta.get("image").onsuccess = (event) => {
        const { epoch, seq } = event.target.result;
        if (epoch === storage.image?.epoch && seq === storage.image?.seq) return then(meta);
        const error = new Error("another page has written the image");
        error.conflict = true;
        refuse(error);
      };
    },

    read_all(transaction, { finish }) {
      const found = {};
      const read = (store, method, into, key) => {
        transaction.objectStore(store)[method](key).onsuccess = (event) => {
          found[into] = event.target.result;
        };
      };
      read("outbox", "getAllKeys", "numbers");
      read("outbox", "getAll", "records");
      read("pages", "getAllKeys", "indexes");
      read("pages", "getAll", "blocks");
      read("meta", "get", "client", "client");
      read("meta", "get", "image", "image");
      finish(found);
    },

    hand_over({ numbers, records, indexes, blocks, client, image }) {
      records.forEach(({ id, name, args }, at) => {
        const texts = [id, name, args].map((text) => stringToNewUTF8(text));
        _yg_storage_loaded_record(numbers[at], ...texts);
      });
      blocks.forEach((bytes, at) => {
        const into = _yg_storage_loaded_block(indexes[at], bytes.length);
        HEAPU8.set(bytes, into);
      });
      storage.image = { epoch: image.epoch, seq: image.seq };
      return { number: image.size, text: client.id };
    },

    // The number comes from `meta`, not from a key generator: it starts over with a new client.
    add(transaction, record, { finish }) {
      const meta = transaction.objectStore("meta");
      meta.get("client").onsuccess = (event) => {
        const client = event.target.result;
        const n = client.next_n;
        transaction.objectStore("outbox").put(record, n);
        meta.put({ ...client, next_n: n + 1 }, "client");
        finish(n);
      };
    },

    // The first try may have reached the disk before its handle died.
    add_unless_there(transaction, record, control) {
      transaction.objectStore("outbox").openCursor().onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor) return storage.add(transaction, record, control);
        if (cursor.value.id === record.id) return control.finish(cursor.key);
        cursor.continue();
      };
    },
  },
  // The database opens while the program is still being compiled.
  $storage__postset: "storage.open().catch(() => {});",
  $storage__deps: ["$guard", "$stringToNewUTF8"],

  yg_storage_load__deps: ["$storage"],
  yg_storage_load: (call) => {
    const found = storage.run(storage.stores, null, storage.read_all);
    storage.answer(call, found, storage.hand_over);
  },

  yg_storage_append__deps: ["$storage"],
  yg_storage_append: (call, id, name, args) => {
    const record = {
      id: UTF8ToString(id),
      name: UTF8ToString(name),
      args: UTF8ToString(args),
    };
    const number = storage.run(["outbox", "meta"], "strict", (transaction, control) => {
      if (control.again) storage.add_unless_there(transaction, record, control);
      else storage.add(transaction, record, control);
    });
    storage.answer(call, number, (n) => ({ number: n }));
  },

  yg_storage_drop_through__deps: ["$storage"],
  yg_storage_drop_through: (call, n) => {
    const dropped = storage.run(["outbox"], "relaxed", (transaction) => {
      transaction.objectStore("outbox").delete(IDBKeyRange.upperBound(n));
    });
    storage.answer(call, dropped);
  },

  yg_storage_commit__deps: ["$storage"],
  yg_storage_commit: (call, views, count, size, block_count) => {
    const blocks = [];
    for (let at = views >> 2; blocks.length < count; at += 3) {
      const [index, bytes, length] = HEAPU32.subarray(at, at + 3);
      blocks.push({ index, bytes: HEAPU8.slice(bytes, bytes + length) });
    }
    const committed = storage.run(["pages", "meta"], "relaxed", (transaction, control) =>
      storage.if_current(transaction, control, (meta) => {
        const pages = transaction.objectStore("pages");
        for (const { index, bytes } of blocks) pages.put(bytes, index);
        pages.delete(IDBKeyRange.lowerBound(block_count));
        const next = { epoch: storage.image.epoch, seq: storage.image.seq + 1 };
        meta.put({ ...next, size }, "image");
        control.finish(next);
      }),
    );
    storage.answer(call, committed, (next) => {
      storage.image = next;
      return {};
    });
  },

  yg_storage_discard__deps: ["$storage"],
  yg_storage_discard: (call) => {
    const discarded = storage.run(["pages", "meta"], "relaxed", (transaction, { finish }) => {
      transaction.objectStore("pages").clear();
      const meta = transaction.objectStore("meta");
      meta.get("image").onsuccess = (event) => {
        const next = { epoch: event.target.result.epoch + 1, seq: 0 };
        meta.put({ ...next, size: 0 }, "image");
        finish(next);
      };
    });
    storage.answer(call, discarded, (next) => {
      storage.image = next;
      return {};
    });
  },

  yg_storage_forget_client__deps: ["$storage"],
  yg_storage_forget_client: (call) => {
    const forgotten = storage.run(storage.stores, "strict", (transaction, { finish }) => {
      transaction.objectStore("outbox").clear();
      transaction.objectStore("pages").clear();
      const meta = transaction.objectStore("meta");
      const id = storage.make_client_id();
      meta.put({ id, next_n: 1 }, "client");
      meta.get("image").onsuccess = (event) => {
        const image = { epoch: event.target.result.epoch + 1, seq: 0 };
        meta.put({ ...image, size: 0 }, "image");
        finish({ id, image });
      };
    });
    storage.answer(call, forgotten, ({ id, image }) => {
      storage.image = image;
      return { text: id };
    });
  },
});
