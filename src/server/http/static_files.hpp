// Owns the portal's own files: read once at start, answered from memory with the right caching.
// Must not know what is in them, but for the inline styles that the page's policy has to allow.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "server/http/message.hpp"

namespace yg::server {

class StaticFiles {
public:
    /// Reads every file below `folder`. `x.br` and `x.gz` beside `x` are encodings of it. Without
    /// an index.html it is not_found.
    static Result<StaticFiles> load(const std::string& folder);
    /// For tests: contents by path, "a/app.0123abcd.js".
    static StaticFiles from_memory(const std::map<std::string, std::string>& contents);

    /// GET or HEAD of a path ("/" is index.html). Paths are looked up as they are, so that nothing
    /// outside of the folder can be named.
    [[nodiscard]] Response answer(const Request& request) const;

    /// Value of Content-Security-Policy, with the hashes of index.html's inline styles.
    [[nodiscard]] const std::string& content_security_policy() const { return policy_; }

private:
    struct Variant {
        std::shared_ptr<const std::string> content;  ///< Null when there is none.
        std::string etag;
    };
    struct File {
        Variant plain;
        Variant gzip;
        Variant brotli;
        std::string_view type;
        bool immutable = false;
    };

    std::map<std::string, File, std::less<>> files_;
    std::string policy_;
};

}  // namespace yg::server
