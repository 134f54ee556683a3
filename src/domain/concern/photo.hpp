// A picture that belongs to a concern: how it is named and counted. Must not know its bytes.
#pragma once

#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace yg::domain {

struct Photo {
    PhotoId id;
    ConcernId concern;
    int position = 0;    ///< 0, 1, 2 … as the reporter put them.
    std::string sha256;  ///< Of the bytes that the phone sends, in lower-case hexadecimal digits.
    int bytes = 0;       ///< That the phone sends.
    TimeMs arrived_at = 0;  ///< When the server had all of it; 0 before.

    bool operator==(const Photo&) const = default;
};

/// True for 64 digits of [0-9a-f].
bool is_sha256(std::string_view text);

}  // namespace yg::domain
