#include "platform/headless/headless_storage.hpp"

#include <algorithm>
#include <cstdio>

namespace yg::platform {
namespace {

Error refused(const char* what) {
    return {ErrorKind::unavailable, what};
}

Error another_client() {
    return {ErrorKind::conflict, "another page has forgotten this client"};
}

}  // namespace

std::string HeadlessStorage::new_client_id() {
    char text[37];
    std::snprintf(text, sizeof text, "01920000-0000-7000-8000-%06x%06x",
                  static_cast<unsigned>(disk_.device), static_cast<unsigned>(++disk_.clients_made));
    return text;
}

void HeadlessStorage::load(std::function<void(Result<StoredState>)> done) {
    loop_.post([this, done = std::move(done)] {
        if (disk_.unreadable) {
            done(refused("no storage here"));
            return;
        }
        if (disk_.client_id.empty()) disk_.client_id = new_client_id();
        client_id_ = disk_.client_id;
        seq_ = disk_.seq;
        StoredState state{.client_id = disk_.client_id,
                          .outbox = disk_.outbox,
                          .image = {},
                          .image_size_bytes = disk_.image_size_bytes};
        for (const auto& [index, bytes] : disk_.blocks) {
            state.image.push_back({.index = index, .bytes = bytes});
        }
        done(std::move(state));
    });
}

Result<std::int64_t> HeadlessStorage::append(OutboxRecord record, const std::string& client_id) {
    if (disk_.refuses_outbox || disk_.unreadable) return refused("the disk is full");
    if (disk_.client_id != client_id) return another_client();
    record.n = ++disk_.last_n;
    disk_.outbox.push_back(record);
    return record.n;
}

void HeadlessStorage::append_outbox(OutboxRecord record,
                                    std::function<void(Result<std::int64_t>)> done) {
    loop_.post([this, record = std::move(record), client_id = client_id_,
                done = std::move(done)]() mutable {
        loop_.post([done = std::move(done), appended = append(std::move(record), client_id)] {
            done(appended);
        });
    });
}

void HeadlessStorage::load_outbox(std::function<void(Result<std::vector<OutboxRecord>>)> done) {
    loop_.post([this, client_id = client_id_, done = std::move(done)] {
        Result<std::vector<OutboxRecord>> found = disk_.outbox;
        if (disk_.unreadable) found = refused("no storage here");
        if (disk_.client_id != client_id) found = another_client();
        loop_.post([done, found = std::move(found)] { done(found); });
    });
}

Result<void> HeadlessStorage::drop(std::int64_t n, const std::string& client_id) {
    if (disk_.aborts_drops) return refused("the transaction was aborted");
    if (disk_.client_id != client_id) return another_client();
    std::erase_if(disk_.outbox, [n](const auto& record) { return record.n <= n; });
    return {};
}

void HeadlessStorage::drop_outbox_through(std::int64_t n, std::function<void(Result<void>)> done) {
    loop_.post([this, n, client_id = client_id_, done = std::move(done)] {
        loop_.post([done, dropped = drop(n, client_id)] { done(dropped); });
    });
}

Result<void> HeadlessStorage::write_image(const std::vector<ImageBlock>& blocks,
                                          std::uint64_t size_bytes, std::uint64_t known_seq) {
    if (disk_.refuses_image || disk_.unreadable) return refused("the disk is full");
    if (known_seq != disk_.seq) return Error{ErrorKind::conflict, "another tab wrote the image"};
    ++disk_.seq;
    for (const auto& block : blocks) disk_.blocks[block.index] = block.bytes;
    disk_.image_size_bytes = size_bytes;
    const std::uint64_t count = (size_bytes + image_block_bytes - 1) / image_block_bytes;
    std::erase_if(disk_.blocks, [count](const auto& entry) { return entry.first >= count; });
    return {};
}

void HeadlessStorage::commit_image(std::vector<ImageBlock> blocks, std::uint64_t image_size_bytes,
                                   std::function<void(Result<void>)> done) {
    loop_.post([this, blocks = std::move(blocks), image_size_bytes, known_seq = seq_,
                done = std::move(done)] {
        const Result<void> written = write_image(blocks, image_size_bytes, known_seq);
        loop_.post([this, done, written, seq = disk_.seq] {
            if (written.ok()) seq_ = seq;
            done(written);
        });
    });
}

void HeadlessStorage::discard_image(std::function<void(Result<void>)> done) {
    loop_.post([this, done = std::move(done)] {
        disk_.blocks.clear();
        disk_.image_size_bytes = 0;
        ++disk_.seq;
        loop_.post([this, done, seq = disk_.seq] {
            seq_ = seq;
            done({});
        });
    });
}

Result<std::string> HeadlessStorage::forget(std::int64_t answered_n, const std::string& client_id) {
    if (disk_.unreadable) return refused("no storage here");
    if (disk_.client_id != client_id) return another_client();
    if (!disk_.outbox.empty() && disk_.outbox.back().n > answered_n) {
        return Error{ErrorKind::conflict, "a command has not been answered yet"};
    }
    disk_.outbox.clear();
    disk_.photos.clear();
    disk_.last_n = 0;
    disk_.blocks.clear();
    disk_.image_size_bytes = 0;
    ++disk_.seq;
    disk_.client_id = new_client_id();
    return disk_.client_id;
}

void HeadlessStorage::forget_client(std::int64_t answered_n,
                                    std::function<void(Result<std::string>)> done) {
    loop_.post([this, answered_n, client_id = client_id_, done = std::move(done)] {
        const Result<std::string> forgotten = forget(answered_n, client_id);
        loop_.post([this, done, forgotten, seq = disk_.seq] {
            if (forgotten.ok()) {
                client_id_ = forgotten.value();
                seq_ = seq;
            }
            done(forgotten);
        });
    });
}

}  // namespace yg::platform
