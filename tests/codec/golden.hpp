// Texts that must not change by accident: what phones in people's hands already speak.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace yg::test {

/// The text of tests/codec/golden/<name>, without its last line break.
inline std::string golden(const std::string& name) {
    std::ifstream file(std::string(YG_TEST_DIR) + "/golden/" + name);
    std::stringstream text;
    text << file.rdbuf();
    std::string all = text.str();
    if (!all.empty() && all.back() == '\n') all.pop_back();
    return all;
}

}  // namespace yg::test
