#include "codec/town_json.hpp"

#include <algorithm>
#include <set>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "codec/town_codec.hpp"

namespace yg::codec {
namespace {

using nlohmann::json;

constexpr std::size_t max_depth = 12;
constexpr std::size_t max_shown_code_points = 40;

std::string shortened(std::string_view text) {
    std::string shown;
    std::size_t position = 0;
    for (std::size_t count = 0; position < text.size(); ++count) {
        if (count == max_shown_code_points) return shown + "…";
        append_utf8(shown, next_code_point(text, position));
    }
    return shown;
}

/// The value as it stands in the file, shortened: `"25:00"`.
std::string shown(const json& value) {
    if (value.is_object()) return "an object";
    if (value.is_array()) return "a list";
    if (value.is_string()) return "\"" + shortened(value.get_ref<const std::string&>()) + "\"";
    return shortened(value.dump());
}

/// "line 3, column 14" of a byte, both counted from one.
std::string line_and_column(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    std::size_t column = 1;
    for (std::size_t at = line_start; at < before.size(); ++column) next_code_point(before, at);
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// Looks through a text for what a parsed value no longer shows: where the syntax breaks, fields
/// that are there twice, too deep nesting.
class SyntaxCheck final : public nlohmann::json_sax<json> {
public:
    std::optional<std::size_t> broken_at;  ///< Byte.
    std::string broken_token;
    std::string repeated_field;
    bool too_deep = false;

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(); }
    bool key(string_t& name) override {
        if (!fields_.back().insert(name).second) repeated_field = name;
        return repeated_field.empty();
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::detail::exception&) override {
        broken_at = position == 0 ? 0 : position - 1;
        broken_token = token;
        return false;
    }

private:
    bool open() {
        fields_.emplace_back();
        too_deep = fields_.size() > max_depth;
        return !too_deep;
    }
    bool close() {
        fields_.pop_back();
        return true;
    }

    std::vector<std::set<std::string>> fields_;
};

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int digits_to_int(std::string_view digits) {
    int number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    return number;
}

}  // namespace

void TownFaults::add(std::string_view file, std::string_view path, std::string_view message) {
    ++count_;
    if (lines_.size() == max_town_faults) return;
    std::string line(file);
    line += ": ";
    if (!path.empty()) line.append(path).append(": ");
    lines_.push_back(line.append(message));
}

std::string TownFaults::text() const {
    std::string all;
    for (const auto& line : lines_) all += (all.empty() ? "" : "\n") + line;
    if (count_ > lines_.size()) {
        all += "\nand " + std::to_string(count_ - lines_.size()) + " more";
    }
    return all;
}

std::optional<json> parse_town_json(std::string_view file, std::string_view text,
                                    TownFaults& faults) {
    if (text.size() > max_town_file_bytes) {
        faults.add(file, "", "larger than " + std::to_string(max_town_file_bytes) + " bytes");
        return std::nullopt;
    }
    SyntaxCheck check;
    if (!json::sax_parse(text, &check)) {
        std::string message = "nested too deeply";
        if (check.broken_at) {
            const bool at_end = *check.broken_at >= text.size();
            message = line_and_column(text, *check.broken_at) + ": not JSON: " +
                      (at_end ? "the file ends too early"
                              : "unexpected " + shortened(check.broken_token));
        } else if (!check.repeated_field.empty()) {
            message = "the field \"" + shortened(check.repeated_field) +
                      "\" is there twice in one object";
        }
        faults.add(file, "", message);
        return std::nullopt;
    }
    return json::parse(text, nullptr, false);
}

void TownNode::fault_of_value(std::string_view message) const {
    if (!exists()) return fault("missing");
    fault(shown(*value_) + " " + std::string(message));
}

bool TownNode::is_object_of(std::initializer_list<std::string_view> fields) const {
    if (!exists() || !value_->is_object()) {
        fault_of_value("is not an object");
        return false;
    }
    for (const auto& [name, _] : value_->items()) {
        if (std::find(fields.begin(), fields.end(), name) == fields.end()) {
            (*this)[name].fault("unknown field");
        }
    }
    return true;
}

TownNode TownNode::operator[](std::string_view field) const {
    const json* found = nullptr;
    if (exists() && value_->is_object()) {
        const auto it = value_->find(field);
        if (it != value_->end()) found = &*it;
    }
    const std::string dot = path_.empty() ? "" : ".";
    return {found, file_, path_ + dot + shortened(field), *faults_};
}

std::vector<TownNode> TownNode::items(std::size_t least, std::size_t most) const {
    std::vector<TownNode> nodes;
    if (!exists() || !value_->is_array()) {
        fault_of_value("is not a list");
        return nodes;
    }
    if (value_->size() < least || value_->size() > most) {
        fault("has " + std::to_string(value_->size()) + " elements, not between " +
              std::to_string(least) + " and " + std::to_string(most));
        return nodes;
    }
    for (std::size_t i = 0; i < value_->size(); ++i) {
        nodes.emplace_back(&(*value_)[i], file_, path_ + "[" + std::to_string(i) + "]", *faults_);
    }
    return nodes;
}

std::vector<TownNode> TownNode::items_if_any(std::size_t most) const {
    return exists() ? items(0, most) : std::vector<TownNode>{};
}

const std::string* TownNode::string() const {
    if (exists() && value_->is_string()) return value_->get_ptr<const std::string*>();
    fault_of_value("is not a text");
    return nullptr;
}

std::string TownNode::text(std::size_t longest) const {
    const std::string* given = string();
    if (given == nullptr) return "";
    if (trim(*given).empty()) {
        fault_of_value("is empty");
    } else if (trim(*given).size() != given->size()) {
        fault_of_value("begins or ends with white space");
    } else if (has_control_characters(*given)) {
        fault_of_value("holds control characters");
    } else if (count_code_points(*given) > longest) {
        fault_of_value("is longer than " + std::to_string(longest) + " characters");
    }
    return *given;
}

std::string TownNode::text_if_any(std::size_t longest) const {
    return exists() ? text(longest) : "";
}

int TownNode::whole(int least, int most) const {
    if (!exists() || !value_->is_number_integer()) {
        fault_of_value("is not a whole number");
        return least;
    }
    // Unsigned numbers beyond the range of signed ones would wrap around.
    const bool fits = !value_->is_number_unsigned() || value_->get<std::uint64_t>() <= INT32_MAX;
    const auto number = fits ? value_->get<std::int64_t>() : INT64_MAX;
    if (number < least || number > most) {
        fault_of_value("is not between " + std::to_string(least) + " and " + std::to_string(most));
        return least;
    }
    return static_cast<int>(number);
}

int TownNode::whole_or(int fallback, int least, int most) const {
    return exists() ? whole(least, most) : fallback;
}

bool TownNode::flag() const {
    if (!exists()) return false;
    if (!value_->is_boolean()) {
        fault_of_value("is not true or false");
        return false;
    }
    return value_->get<bool>();
}

std::string TownNode::id() const {
    const std::string* given = string();
    if (given == nullptr) return "";
    if (is_valid_id(*given)) return *given;
    fault_of_value("is not an identifier (1 to 36 of a-z, 0-9 and -)");
    return "";
}

int TownNode::minute_of_day() const {
    const std::string* given = string();
    if (given == nullptr) return 0;
    const std::string_view text = *given;
    if (text.size() == 5 && text[2] == ':' && all_digits(text.substr(0, 2)) &&
        all_digits(text.substr(3))) {
        const int hour = digits_to_int(text.substr(0, 2));
        const int minute = digits_to_int(text.substr(3));
        if (minute < 60 && hour * 60 + minute <= 24 * 60) return hour * 60 + minute;
    }
    fault_of_value("is not a time of day");
    return 0;
}

LocalDate TownNode::date() const {
    const std::string* given = string();
    if (given == nullptr) return {};
    const std::string_view text = *given;
    if (text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
        all_digits(text.substr(5, 2)) && all_digits(text.substr(8))) {
        const LocalDate date{.year = digits_to_int(text.substr(0, 4)),
                             .month = digits_to_int(text.substr(5, 2)),
                             .day = digits_to_int(text.substr(8))};
        if (date.month >= 1 && date.month <= 12 && date.day >= 1 &&
            date.day <= days_in_month(date)) {
            return date;
        }
    }
    fault_of_value("is not a date");
    return {};
}

}  // namespace yg::codec
