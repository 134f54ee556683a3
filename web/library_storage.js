// platform/browser/browser_storage.cpp: one IndexedDB database.
//   outbox   n → {id, name, args}
//   pages    block index → bytes
//   photos   see library_photos.js
//   meta     "client" → {id, next_n}    "image" → {epoch, seq, size}
// Every commit of the image counts `seq` up, every fresh image `epoch`: whoever finds other numbers
// than he left is stale and must not write.
addToLibrary({
  $storage: {
    opened: null, // a promise of the database
    image: null, // {epoch, seq} as this page knows them
    client: null, // its id, as this page knows it
    stores: ["outbox", "pages", "photos", "meta"],

    // UUIDv7 (RFC 9562).
    make_uuid() {
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

    // Version 2 added the photos.
    create(database, transaction, old_version) {
      for (const name of storage.stores) {
        if (!database.objectStoreNames.contains(name)) database.createObjectStore(name);
      }
      if (old_version > 0) return;
      const meta = transaction.objectStore("meta");
      meta.put({ id: storage.make_uuid(), next_n: 1 }, "client");
      meta.put({ epoch: 1, seq: 0, size: 0 }, "image");
    },

    open() {
      if (storage.opened) return storage.opened;
      const opening = new Promise((resolve, reject) => {
        const request = indexedDB.open("yangguang", 2);
        request.onupgradeneeded = ({ oldVersion }) =>
          storage.create(request.result, request.transaction, oldVersion);
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

    conflict: (message) => Object.assign(new Error(message), { conflict: true }),

    // Runs `then` unless the image is another than the one this page `knew` when it asked.
    if_current(transaction, { refuse, knew }, then) {
      const meta = transaction.objectStore("meta");
      meta.get("image").onsuccess = (event) => {
        const { epoch, seq } = event.target.result;
        if (epoch === knew?.epoch && seq === knew?.seq) return then(meta);
        refuse(storage.conflict("another page has written the image"));
      };
    },

    // Runs `then` unless another page has forgotten the client that this one knew when it asked:
    // the outbox is somebody else's then.
    if_same_client(transaction, { refuse, ids }, then) {
      const meta = transaction.objectStore("meta");
      meta.get("client").onsuccess = (event) => {
        const client = event.target.result;
        if (ids.includes(client.id)) return then(meta, client);
        refuse(storage.conflict("another page has forgotten this client"));
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

    hand_over_records({ numbers, records }) {
      records.forEach(({ id, name, args }, at) => {
        const texts = [id, name, args].map((text) => stringToNewUTF8(text));
        _yg_storage_loaded_record(numbers[at], ...texts);
      });
      return {};
    },

    hand_over({ numbers, records, indexes, blocks, client, image }) {
      storage.hand_over_records({ numbers, records });
      blocks.forEach((bytes, at) => {
        const into = _yg_storage_loaded_block(indexes[at], bytes.length);
        HEAPU8.set(bytes, into);
      });
      storage.image = { epoch: image.epoch, seq: image.seq };
      storage.client = client.id;
      return { number: image.size, text: client.id };
    },

    // The number comes from `meta`, not from a key generator: it starts over with a new client.
    add(transaction, record, control) {
      storage.if_same_client(transaction, control, (meta, client) => {
        const n = client.next_n;
        transaction.objectStore("outbox").put(record, n);
        meta.put({ ...client, next_n: n + 1 }, "client");
        control.finish(n);
      });
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
    const ids = [storage.client];
    const number = storage.run(["outbox", "meta"], "strict", (transaction, given) => {
      const control = { ...given, ids };
      if (control.again) storage.add_unless_there(transaction, record, control);
      else storage.add(transaction, record, control);
    });
    storage.answer(call, number, (n) => ({ number: n }));
  },

  yg_storage_load_outbox__deps: ["$storage"],
  yg_storage_load_outbox: (call) => {
    const ids = [storage.client];
    const found = storage.run(["outbox", "meta"], null, (transaction, control) =>
      storage.if_same_client(transaction, { ...control, ids }, () => {
        const found = {};
        const outbox = transaction.objectStore("outbox");
        outbox.getAllKeys().onsuccess = ({ target }) => (found.numbers = target.result);
        outbox.getAll().onsuccess = ({ target }) => (found.records = target.result);
        control.finish(found);
      }),
    );
    storage.answer(call, found, storage.hand_over_records);
  },

  yg_storage_drop_through__deps: ["$storage"],
  yg_storage_drop_through: (call, n) => {
    const ids = [storage.client];
    const dropped = storage.run(["outbox", "meta"], "relaxed", (transaction, control) =>
      storage.if_same_client(transaction, { ...control, ids }, () => {
        transaction.objectStore("outbox").delete(IDBKeyRange.upperBound(n));
      }),
    );
    storage.answer(call, dropped);
  },

  yg_storage_commit__deps: ["$storage"],
  yg_storage_commit: (call, views, count, size, block_count) => {
    const blocks = [];
    for (let at = views >> 2; blocks.length < count; at += 3) {
      const [index, bytes, length] = HEAPU32.subarray(at, at + 3);
      blocks.push({ index, bytes: HEAPU8.slice(bytes, bytes + length) });
    }
    const knew = storage.image;
    const committed = storage.run(["pages", "meta"], "relaxed", (transaction, control) =>
      storage.if_current(transaction, { ...control, knew }, (meta) => {
        const pages = transaction.objectStore("pages");
        for (const { index, bytes } of blocks) pages.put(bytes, index);
        pages.delete(IDBKeyRange.lowerBound(block_count));
        const next = { epoch: knew.epoch, seq: knew.seq + 1 };
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
  yg_storage_forget_client: (call, answered_n) => {
    const old_id = storage.client;
    const new_id = storage.make_uuid();
    const forgotten = storage.run(storage.stores, "strict", (transaction, control) => {
      const outbox = transaction.objectStore("outbox");
      // The first try may have reached the disk before its handle died.
      const ids = control.again ? [old_id, new_id] : [old_id];
      storage.if_same_client(transaction, { ...control, ids }, (meta) => {
        outbox.count(IDBKeyRange.lowerBound(answered_n, true)).onsuccess = (event) => {
          if (event.target.result > 0) {
            return control.refuse(storage.conflict("a command has not been answered yet"));
          }
          outbox.clear();
          transaction.objectStore("pages").clear();
          transaction.objectStore("photos").clear();
          meta.put({ id: new_id, next_n: 1 }, "client");
          meta.get("image").onsuccess = ({ target }) => {
            const image = { epoch: target.result.epoch + 1, seq: 0 };
            meta.put({ ...image, size: 0 }, "image");
            control.finish({ id: new_id, image });
          };
        };
      });
    });
    storage.answer(call, forgotten, ({ id, image }) => {
      storage.client = id;
      storage.image = image;
      return { text: id };
    });
  },
});
