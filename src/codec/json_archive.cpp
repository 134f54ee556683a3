#include "codec/json_archive.hpp"

namespace yg::codec {
namespace {

/// Deepest nesting of brackets outside of texts. The parser itself has no bound.
int depth_of(std::string_view text) {
    int depth = 0;
    int deepest = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_text) {
            if (c == '\\') ++i;
            if (c == '"') in_text = false;
        } else if (c == '"') {
            in_text = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

bool two_digits(std::string_view text, std::size_t at, int& value) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (!digit(at) || !digit(at + 1)) return false;
    value = (text[at] - '0') * 10 + (text[at + 1] - '0');
    return true;
}

}  // namespace

Result<Json> parse_json(std::string_view text, std::size_t max_bytes) {
    if (text.size() > max_bytes) {
        return Error{ErrorKind::too_large, "JSON of " + std::to_string(text.size()) + " bytes"};
    }
    if (depth_of(text) > max_json_depth) {
        return Error{ErrorKind::invalid_input, "JSON is nested too deep"};
    }
    Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded()) return Error{ErrorKind::invalid_input, "not JSON"};
    return value;
}

std::string dump_json(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json* JsonReader::find(const char* name) {
    if (error_) return nullptr;
    const auto field = object_.find(name);
    if (field != object_.end()) return &*field;
    fail(name, "is missing");
    return nullptr;
}

const Json* JsonReader::find_array(const char* name, std::size_t max_count) {
    const Json* field = find(name);
    if (field == nullptr) return nullptr;
    if (!field->is_array()) {
        fail(name, "is not a list");
        return nullptr;
    }
    if (field->size() > max_count) {
        fail(name, "has too many items");
        return nullptr;
    }
    return field;
}

void JsonReader::date(const char* name, LocalDate& value) {
    std::string text_value;
    text(name, text_value, 10);
    if (error_) return;
    LocalDate date;
    int century = 0;
    int year = 0;
    const bool shaped = text_value.size() == 10 && text_value[4] == '-' && text_value[7] == '-' &&
                        two_digits(text_value, 0, century) && two_digits(text_value, 2, year) &&
                        two_digits(text_value, 5, date.month) &&
                        two_digits(text_value, 8, date.day);
    date.year = century * 100 + year;
    if (!shaped || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > days_in_month({date.year, date.month, 1})) {
        return fail(name, "is not a date");
    }
    value = date;
}

void JsonReader::read_text(const Json& field, const char* name, std::string& value,
                           std::size_t max) {
    read_unchecked_text(field, name, value, max);
    if (has_control_characters(value)) fail(name, "has control characters in it");
}

void JsonReader::read_unchecked_text(const Json& field, const char* name, std::string& value,
                                     std::size_t max) {
    if (error_) return;
    const auto* given = field.get_ptr<const std::string*>();
    if (given == nullptr) return fail(name, "is not a text");
    // The parser has already refused what isn't UTF-8.
    if (count_code_points(*given) > max) return fail(name, "is too long");
    value = *given;
}

bool JsonReader::read_integer(const Json& field, const char* name, std::int64_t& value,
                              std::int64_t min, std::int64_t max) {
    if (error_) return false;
    const auto* whole = field.get_ptr<const std::int64_t*>();
    if (whole == nullptr) {
        fail(name, "is not a whole number");
        return false;
    }
    const bool wraps = field.is_number_unsigned() &&
                       *field.get_ptr<const std::uint64_t*>() >
                           static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (wraps || *whole < min || *whole > max) {
        fail(name, "is out of range");
        return false;
    }
    value = *whole;
    return true;
}

}  // namespace yg::codec
