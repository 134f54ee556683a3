// Owns the shape of the server's log: one line an event, `key=value`, never a person's data.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace yg::server {

struct LogField {
    std::string_view key;
    std::string value;
};

/// Takes one event; from any thread.
using Log = std::function<void(std::string_view event, std::initializer_list<LogField> fields)>;

/// `time=2026-11-24T03:15:00.123Z event=request status=200`, without a line end. Values with
/// anything but plain characters are quoted, control characters in them become spaces.
std::string format_log_line(TimeMs now, std::string_view event,
                            std::initializer_list<LogField> fields);

/// Lines on stderr, stamped with the system's clock.
Log stderr_log();

/// The system's clock: milliseconds since 1970.
TimeMs system_now();

}  // namespace yg::server
