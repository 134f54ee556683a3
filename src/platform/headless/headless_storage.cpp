#include "platform/headless/headless_storage.hpp"

#include <algorithm>
#include <cstdio>

namespace yg::platform {
namespace {

Error refused(const char* what) {
    return {ErrorKind::unavailable, what};
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

void HeadlessStorage::append_outbox(OutboxRecord record,
                                    std::function<void(Result<std::int64_t>)> done) {
    loop_.post([this, record = std::move(record), done = std::move(done)]() mutable {
        if (disk_.refuses_outbox || disk_.unreadable) {
            done(refused("the disk is full"));
            return;
        }
        record.n = ++disk_.last_n;
        disk_.outbox.push_back(record);
        done(record.n);
    });
}

void HeadlessStorage::drop_outbox_through(std::int64_t n, std::function<void(Result<void>)> done) {
    loop_.post([this, n, done = std::move(done)] {
        std::erase_if(disk_.outbox, [n](const auto& record) { return record.n <= n; });
        done({});
    });
}

void HeadlessStorage::commit_image(std::vector<ImageBlock> blocks, std::uint64_t image_size_bytes,
                                   std::function<void(Result<void>)> done) {
    loop_.post([this, blocks = std::move(blocks), image_size_bytes, done = std::move(done)] {
        if (disk_.refuses_image || disk_.unreadable) {
            done(refused("the disk is full"));
            return;
        }
        if (seq_ != disk_.seq) {
            done(Error{ErrorKind::conflict, "another tab wrote the image"});
            return;
        }
        seq_ = ++disk_.seq;
        for (const auto& block : blocks) disk_.blocks[block.index] = block.bytes;
        disk_.image_size_bytes = image_size_bytes;
        const std::uint64_t count = (image_size_bytes + image_block_bytes - 1) / image_block_bytes;
        std::erase_if(disk_.blocks, [count](const auto& entry) { return entry.first >= count; });
        done({});
    });
}

void HeadlessStorage::discard_image(std::function<void(Result<void>)> done) {
    loop_.post([this, done = std::move(done)] {
        disk_.blocks.clear();
        disk_.image_size_bytes = 0;
        seq_ = ++disk_.seq;
        done({});
    });
}

void HeadlessStorage::forget_client(std::function<void(Result<std::string>)> done) {
    loop_.post([this, done = std::move(done)] {
        if (disk_.unreadable) {
            done(refused("no storage here"));
            return;
        }
        disk_.outbox.clear();
        disk_.last_n = 0;
        disk_.blocks.clear();
        disk_.image_size_bytes = 0;
        seq_ = ++disk_.seq;
        disk_.client_id = new_client_id();
        done(disk_.client_id);
    });
}

}  // namespace yg::platform
