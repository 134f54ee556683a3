// Strings that JavaScript allocated for us.
#pragma once

#include <cstdlib>
#include <string>

namespace yg::platform {

/// Copies and frees a string made by stringToNewUTF8.
inline std::string taken_string(char* from_javascript) {
    std::string text(from_javascript);
    std::free(from_javascript);
    return text;
}

}  // namespace yg::platform
