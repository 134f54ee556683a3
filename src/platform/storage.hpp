// What survives a reload: the outbox (must never be lost) and the database image (a cache).
// Every operation is asynchronous and calls its continuation exactly once, on the same thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace yg::platform {

/// A command as it waits to be sent. `n` counts 1, 2, 3, … per client, without gaps.
struct OutboxRecord {
    std::int64_t n = 0;
    std::string id;    ///< The command's UUIDv7.
    std::string name;  ///< "submit_concern"
    std::string args;  ///< JSON
};

/// Every block but the image's last one is this long.
inline constexpr std::size_t image_block_bytes = 64 * 1024;

/// One block of the database image.
struct ImageBlock {
    std::uint32_t index = 0;
    std::vector<std::uint8_t> bytes;
};

/// Everything found at start.
struct StoredState {
    std::string client_id;  ///< Made by the storage on first use; lives and dies with the outbox.
    std::vector<OutboxRecord> outbox;
    std::vector<ImageBlock> image;  ///< Empty when there is none.
    std::uint64_t image_size_bytes = 0;
};

class Storage {
public:
    virtual ~Storage() = default;

    /// Also later, when another page has changed what is here. Not while a commit is under way.
    virtual void load(std::function<void(Result<StoredState>)> done) = 0;

    /// Durable when `done` gets a value: the record's number. ErrorKind::conflict when another page
    /// has forgotten this client meanwhile: the record would be sent in somebody else's name.
    virtual void append_outbox(OutboxRecord record,
                               std::function<void(Result<std::int64_t>)> done) = 0;
    /// The records of this client as they are now: other pages append, too. ErrorKind::conflict as
    /// above.
    virtual void load_outbox(std::function<void(Result<std::vector<OutboxRecord>>)> done) = 0;
    /// Forgets every record up to and including `n`. ErrorKind::conflict as above.
    virtual void drop_outbox_through(std::int64_t n, std::function<void(Result<void>)> done) = 0;

    /// Writes blocks and the new image size in one transaction. ErrorKind::conflict when another
    /// tab wrote since this one last loaded or wrote: the image must then be loaded anew. One
    /// commit at a time.
    virtual void commit_image(std::vector<ImageBlock> blocks, std::uint64_t image_size_bytes,
                              std::function<void(Result<void>)> done) = 0;
    /// Throws a damaged image away; the outbox stays.
    virtual void discard_image(std::function<void(Result<void>)> done) = 0;
    /// The person signed out: image, outbox, photos and client id go, in one transaction. `done`
    /// gets the new client id. ErrorKind::conflict, and nothing changed, when the outbox has a
    /// record after `answered_n` (it would be lost), or when another page has forgotten this client
    /// already.
    virtual void forget_client(std::int64_t answered_n,
                               std::function<void(Result<std::string>)> done) = 0;
};

}  // namespace yg::platform
