// The whole portal's handler over the small town, for fuzz targets. What a request changed is
// undone before the next one, so that an input alone does what it did among others.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "fakes/seeded_random.hpp"
#include "server/api/api.hpp"
#include "server/portal.hpp"
#include "store/sqlite/sqlite_database.hpp"

namespace yg::fuzz {

class FuzzServer {
public:
    FuzzServer();

    /// As the portal's own page of the small town's resident p1 posts it.
    [[nodiscard]] server::Request post(std::string path, std::string body) const;

    /// Answers it, looks at the town if anything was written, and undoes that. Fails unless there
    /// is exactly one answer, of a kind that input may cause: 503 and the like are for a broken
    /// disk.
    server::Response ask(server::Request request);

private:
    server::Response answer(server::Request request);

    std::unique_ptr<store::SqliteDatabase> database_;
    server::StaticFiles files_;
    std::string cookie_;
};

}  // namespace yg::fuzz
