// A phone's IndexedDB without a browser: what was stored lives in a HeadlessDisk that outlives the
// portal, so that a test can reload, kill, fill or damage it. A transaction and the page's hearing
// of it are two tasks of the loop: a page can die between them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "platform/headless/headless_loop.hpp"
#include "platform/photos.hpp"
#include "platform/storage.hpp"

namespace yg::platform {

struct HeadlessPhoto {
    KeptPhoto photo;
    std::string jpeg;
};

/// What survives a reload.
struct HeadlessDisk {
    int device = 1;  ///< Makes client ids of different phones differ.
    std::string client_id;
    std::int64_t last_n = 0;  ///< Numbers are never given twice.
    std::vector<OutboxRecord> outbox;
    std::map<std::uint32_t, std::vector<std::uint8_t>> blocks;
    std::uint64_t image_size_bytes = 0;
    std::uint64_t seq = 0;  ///< Bumped by each image commit; a stale tab's commit is refused.
    int clients_made = 0;
    std::map<std::string, HeadlessPhoto> photos;  ///< By id.

    bool refuses_outbox = false;  ///< As when the disk is full.
    bool refuses_image = false;
    bool refuses_photos = false;
    bool aborts_drops = false;  ///< Records stay in the outbox: their removal is aborted.
    bool unreadable = false;    ///< As in a private mode without IndexedDB.
};

class HeadlessStorage : public Storage {
public:
    HeadlessStorage(HeadlessDisk& disk, HeadlessLoop& loop) : disk_(disk), loop_(loop) {}

    void load(std::function<void(Result<StoredState>)> done) override;
    void append_outbox(OutboxRecord record,
                       std::function<void(Result<std::int64_t>)> done) override;
    void load_outbox(std::function<void(Result<std::vector<OutboxRecord>>)> done) override;
    void drop_outbox_through(std::int64_t n, std::function<void(Result<void>)> done) override;
    void commit_image(std::vector<ImageBlock> blocks, std::uint64_t image_size_bytes,
                      std::function<void(Result<void>)> done) override;
    void discard_image(std::function<void(Result<void>)> done) override;
    void forget_client(std::int64_t answered_n,
                       std::function<void(Result<std::string>)> done) override;

private:
    std::string new_client_id();
    Result<std::int64_t> append(OutboxRecord record, const std::string& client_id);
    Result<void> drop(std::int64_t n, const std::string& client_id);
    Result<void> write_image(const std::vector<ImageBlock>& blocks, std::uint64_t size_bytes,
                             std::uint64_t known_seq);
    Result<std::string> forget(std::int64_t answered_n, const std::string& client_id);

    HeadlessDisk& disk_;
    HeadlessLoop& loop_;
    std::uint64_t seq_ = 0;
    std::string client_id_;  ///< As this page knows it.
};

}  // namespace yg::platform
