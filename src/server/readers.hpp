// Owns the connections that only read. Must not know what is read.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"

namespace yg::server {

class Readers {
public:
    using Work = std::function<Result<void>(store::Database&)>;

    virtual ~Readers() = default;
    /// Runs `work` at once, in one consistent view of the database.
    virtual Result<void> read(const Work& work) = 0;
};

/// Reads through a connection that something else owns, on the caller's thread; for tests.
class InlineReaders final : public Readers {
public:
    explicit InlineReaders(store::Database& database) : database_(database) {}
    Result<void> read(const Work& work) override;

private:
    store::Database& database_;
};

/// Connections to one database file: as many as there are readers at the same time, kept for the
/// next ones, since their statements are prepared.
class ReaderPool final : public Readers {
public:
    explicit ReaderPool(std::string path) : path_(std::move(path)) {}
    Result<void> read(const Work& work) override;
    /// Before the writer closes: the last one to close a database tidies its files up, which a
    /// reader can't.
    void close();

private:
    std::string path_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<store::Database>> idle_;
};

}  // namespace yg::server
