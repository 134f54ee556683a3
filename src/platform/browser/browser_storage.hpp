// The outbox and the database image in one IndexedDB database.
#pragma once

#include "platform/storage.hpp"

namespace yg::platform {

class BrowserStorage : public Storage {
public:
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
};

}  // namespace yg::platform
