// Any name and arguments of a command (the first line, and the rest): what can be read is written
// so that it reads the same.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "codec/command_codec.hpp"

using namespace yg;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto decoded =
        codec::decode_command(text.substr(0, end), text.substr(std::min(end + 1, text.size())));
    const auto* command = std::get_if<domain::Command>(&decoded);
    if (command == nullptr) return 0;
    const codec::EncodedCommand once = codec::encode(*command);
    const auto again = codec::decode_command(once.name, once.args);
    const auto* same = std::get_if<domain::Command>(&again);
    if (same != nullptr && same->index() == command->index() &&
        codec::encode(*same).args == once.args) {
        return 0;
    }
    std::fprintf(stderr, "%s %s reads as something else\n", once.name.c_str(), once.args.c_str());
    std::abort();
}
