// Commands as a name and JSON arguments: what the outbox keeps and a push carries.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "domain/command.hpp"

namespace yg::codec {

/// Longest arguments of one command.
inline constexpr std::size_t max_args_bytes = 16 * 1024;

struct EncodedCommand {
    std::string name;
    std::string args;
};

EncodedCommand encode(const domain::Command& command);

/// Why a command could not be read: unknown_command or malformed_arguments.
struct UnreadableCommand {
    domain::Refusal refusal = domain::Refusal::malformed_arguments;
    std::string detail;  ///< Names the field; for the log and for developers.
};

std::variant<domain::Command, UnreadableCommand> decode_command(std::string_view name,
                                                                std::string_view args);

}  // namespace yg::codec
