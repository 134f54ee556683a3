// What people agree to before the town keeps anything of them: the text with its version, and that
// somebody agreed. The words are assets/consent; other words need another version.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace yg::domain {

struct ConsentSection {
    std::string_view title;
    std::string_view words;
};

struct ConsentWords {
    std::string_view title;
    std::span<const ConsentSection> sections;
    /// What is different from the version before; nothing in the first one.
    std::span<const std::string_view> changes;
};

struct ConsentText {
    std::string_view id;
    int version = 0;
    ConsentWords chinese;
    ConsentWords english;
};

/// 个人信息说明: what is kept, why, who sees it, how long.
const ConsentText& personal_data_text();

/// A person agreed to a version of a text.
struct Consent {
    std::string text;
    int version = 0;
    TimeMs at = 0;

    bool operator==(const Consent&) const = default;
};

}  // namespace yg::domain
