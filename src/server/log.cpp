#include "server/log.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace yg::server {

namespace {

std::string format_utc(TimeMs now) {
    const auto seconds = static_cast<std::time_t>(now / second_ms);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> date{};
    std::strftime(date.data(), date.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::array<char, 48> out{};
    std::snprintf(out.data(), out.size(), "%s.%03dZ", date.data(),
                  static_cast<int>(now % second_ms));
    return out.data();
}

bool is_plain(std::string_view value) {
    return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
        return c > ' ' && c != '"' && c != '=' && c != '\\' && c != '\x7f';
    });
}

void append_value(std::string& line, std::string_view value) {
    if (is_plain(value)) {
        line += value;
        return;
    }
    line += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') line += '\\';
        line += byte < ' ' || byte == 0x7f ? ' ' : c;
    }
    line += '"';
}

}  // namespace

std::string format_log_line(TimeMs now, std::string_view event,
                            std::initializer_list<LogField> fields) {
    std::string line = "time=" + format_utc(now) + " event=";
    line += event;
    for (const LogField& field : fields) {
        line.append(" ").append(field.key).append("=");
        append_value(line, field.value);
    }
    return line;
}

Log stderr_log() {
    return [](std::string_view event, std::initializer_list<LogField> fields) {
        const std::string line = format_log_line(system_now(), event, fields) + "\n";
        std::fwrite(line.data(), 1, line.size(), stderr);
    };
}

TimeMs system_now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace yg::server
