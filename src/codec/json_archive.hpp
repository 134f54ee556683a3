// Owns how one list of fields serves both ways: an entity's `describe(archive, entity)` names each
// field once, JsonWriter writes it and JsonReader reads and checks it.
// Must not know any entity. Only for codecs' .cpp files.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace yg::codec {

using Json = nlohmann::json;

/// Deepest nesting of any message or row.
inline constexpr int max_json_depth = 16;
/// The last moment that is accepted: the end of the year 9999.
inline constexpr TimeMs max_moment = 253'402'300'799'999;

/// Parses after checking size and depth. Errors: too_large, invalid_input.
Result<Json> parse_json(std::string_view text, std::size_t max_bytes);
/// As compact text; bytes that aren't UTF-8 (a bug elsewhere) are replaced.
std::string dump_json(const Json& value);

class JsonWriter {
public:
    explicit JsonWriter(Json& object) : object_(object) { object_ = Json::object(); }

    template <class Tag>
    void id(const char* name, const EntityId<Tag>& value) {
        object_[name] = value.text();
    }
    template <class Tag>
    void id_or_none(const char* name, const EntityId<Tag>& value) {
        object_[name] = value.text();
    }
    void text(const char* name, const std::string& value, std::size_t) { object_[name] = value; }
    void unchecked_text(const char* name, const std::string& value, std::size_t) {
        object_[name] = value;
    }
    template <class Number>
    void number(const char* name, Number value, std::int64_t, std::int64_t) {
        object_[name] = value;
    }
    void moment(const char* name, TimeMs value) { object_[name] = value; }
    void flag(const char* name, bool value) { object_[name] = value; }
    template <class Enum>
    void choice(const char* name, Enum value, Enum, Enum) {
        object_[name] = static_cast<std::int64_t>(value);
    }
    void date(const char* name, LocalDate value) { object_[name] = format_date(value); }
    void texts(const char* name, const std::vector<std::string>& values, std::size_t, std::size_t) {
        object_[name] = values;
    }
    /// `describe_item(archive, item)`; works for vectors and arrays.
    template <class Items, class DescribeItem>
    void list(const char* name, const Items& items, std::size_t, DescribeItem describe_item) {
        Json& array = object_[name] = Json::array();
        for (const auto& item : items) {
            JsonWriter writer(array.emplace_back());
            describe_item(writer, item);
        }
    }
    /// Items made of the two numbers that `x(item)` and `y(item)` refer to, as a flat list.
    template <class Items, class X, class Y>
    void pairs(const char* name, const Items& items, std::size_t, X x, Y y) {
        Json& array = object_[name] = Json::array();
        for (const auto& item : items) {
            array.push_back(x(item));
            array.push_back(y(item));
        }
    }
    template <class Part, class DescribePart>
    void part(const char* name, const Part& value, DescribePart describe_part) {
        JsonWriter writer(object_[name]);
        describe_part(writer, value);
    }

private:
    Json& object_;
};

/// Remembers the first fault and then reads on without effect. Unknown fields are ignored.
class JsonReader {
public:
    /// `error` stays untouched while all is well.
    JsonReader(const Json& object, std::string path, std::optional<Error>& error)
        : object_(object), path_(std::move(path)), error_(error) {
        if (!object.is_object()) fail("", "is not an object");
    }

    /// For the few fields that may be left out.
    [[nodiscard]] bool has(const char* name) const { return object_.contains(name); }

    template <class Tag>
    void id(const char* name, EntityId<Tag>& value) {
        read_id(name, value, false);
    }
    template <class Tag>
    void id_or_none(const char* name, EntityId<Tag>& value) {
        read_id(name, value, true);
    }
    /// At most `max` code points of UTF-8 without control characters.
    void text(const char* name, std::string& value, std::size_t max) {
        if (const Json* field = find(name)) read_text(*field, name, value, max);
    }
    /// As text, but control characters are left for a rule to refuse.
    void unchecked_text(const char* name, std::string& value, std::size_t max) {
        if (const Json* field = find(name)) read_unchecked_text(*field, name, value, max);
    }
    template <class Number>
    void number(const char* name, Number& value, std::int64_t min, std::int64_t max) {
        if (const Json* field = find(name)) read_number(*field, name, value, min, max);
    }
    void moment(const char* name, TimeMs& value) { number(name, value, 0, max_moment); }
    void flag(const char* name, bool& value) {
        const Json* field = find(name);
        if (field == nullptr) return;
        if (!field->is_boolean()) return fail(name, "is not true or false");
        value = field->get<bool>();
    }
    /// A number of an enumeration whose numbers have no holes.
    template <class Enum>
    void choice(const char* name, Enum& value, Enum first, Enum last) {
        std::int64_t read = 0;
        number(name, read, static_cast<std::int64_t>(first), static_cast<std::int64_t>(last));
        value = static_cast<Enum>(read);
    }
    void date(const char* name, LocalDate& value);
    void texts(const char* name, std::vector<std::string>& values, std::size_t max_count,
               std::size_t max) {
        const Json* field = find_array(name, max_count);
        if (field == nullptr) return;
        for (const Json& item : *field) read_text(item, name, values.emplace_back(), max);
    }
    template <class Item, class DescribeItem>
    void list(const char* name, std::vector<Item>& items, std::size_t max_count,
              DescribeItem describe_item) {
        const Json* field = find_array(name, max_count);
        if (field == nullptr) return;
        for (const Json& item : *field) {
            read_item(item, name, items.size(), items.emplace_back(), describe_item);
        }
    }
    template <class Item, std::size_t count, class DescribeItem>
    void list(const char* name, std::array<Item, count>& items, std::size_t,
              DescribeItem describe_item) {
        const Json* field = find_array(name, count);
        if (field == nullptr) return;
        if (field->size() != count) return fail(name, "has the wrong length");
        for (std::size_t i = 0; i < count; ++i) {
            read_item((*field)[i], name, i, items[i], describe_item);
        }
    }
    template <class Item, class X, class Y>
    void pairs(const char* name, std::vector<Item>& items, std::size_t max_count, X x, Y y) {
        const Json* field = find_array(name, max_count * 2);
        if (field == nullptr) return;
        if (field->size() % 2 != 0) return fail(name, "has the wrong length");
        for (std::size_t i = 0; i < field->size(); i += 2) {
            Item& item = items.emplace_back();
            read_number((*field)[i], name, x(item), min_coordinate, max_coordinate);
            read_number((*field)[i + 1], name, y(item), min_coordinate, max_coordinate);
        }
    }
    template <class Part, class DescribePart>
    void part(const char* name, Part& value, DescribePart describe_part) {
        const Json* field = find(name);
        if (field == nullptr) return;
        JsonReader reader(*field, path_ + name + ".", error_);
        describe_part(reader, value);
    }

    void fail(const char* name, std::string_view what) {
        if (error_) return;
        error_ = Error{ErrorKind::invalid_input, path_ + name + " " + std::string(what)};
    }
    /// Null, after noting the fault, when the field is missing.
    const Json* find(const char* name);
    /// As find, for an array of at most `max_count` items.
    const Json* find_array(const char* name, std::size_t max_count);

private:
    static constexpr std::int64_t min_coordinate = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int64_t max_coordinate = std::numeric_limits<std::int32_t>::max();

    template <class Tag>
    void read_id(const char* name, EntityId<Tag>& value, bool may_be_empty) {
        const Json* field = find(name);
        if (field == nullptr) return;
        const auto* given = field->get_ptr<const std::string*>();
        if (given == nullptr) return fail(name, "is not a text");
        if (given->empty() && may_be_empty) return;
        const auto parsed = EntityId<Tag>::parse(*given);
        if (!parsed) return fail(name, "is not an identifier");
        value = *parsed;
    }
    void read_text(const Json& field, const char* name, std::string& value, std::size_t max);
    void read_unchecked_text(const Json& field, const char* name, std::string& value,
                             std::size_t max);
    template <class Number>
    void read_number(const Json& field, const char* name, Number& value, std::int64_t min,
                     std::int64_t max) {
        std::int64_t number = 0;
        if (read_integer(field, name, number, min, max)) value = static_cast<Number>(number);
    }
    bool read_integer(const Json& field, const char* name, std::int64_t& value, std::int64_t min,
                      std::int64_t max);
    template <class Item, class DescribeItem>
    void read_item(const Json& json, const char* name, std::size_t index, Item& item,
                   DescribeItem describe_item) {
        if (error_) return;
        JsonReader reader(json, path_ + name + "[" + std::to_string(index) + "].", error_);
        describe_item(reader, item);
    }

    const Json& object_;
    std::string path_;
    std::optional<Error>& error_;
};

/// The text of an entity whose `describe(archive, entity)` is given.
template <class Entity, class Describe>
std::string encode_with(const Entity& entity, Describe describe) {
    Json object;
    JsonWriter writer(object);
    describe(writer, entity);
    return dump_json(object);
}

/// `name` starts the paths in errors: "room.capacity is not a whole number".
template <class Entity, class Describe>
Result<Entity> decode_with(const Json& json, const char* name, Describe describe) {
    Entity entity;
    std::optional<Error> error;
    JsonReader reader(json, std::string(name) + ".", error);
    describe(reader, entity);
    if (error) return *error;
    return entity;
}

inline constexpr std::size_t max_row_bytes = 256 * 1024;

template <class Entity, class Describe>
Result<Entity> decode_text_with(std::string_view text, const char* name, Describe describe) {
    ASSIGN_OR_RETURN(const Json json, parse_json(text, max_row_bytes));
    return decode_with<Entity>(json, name, describe);
}

}  // namespace yg::codec
