// Reads a town's JSON so that every fault is told with its file, its place and its value. Knows
// nothing about what the fields mean.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace yg::codec {

/// What is wrong with the files: the first max_town_faults of them, and how many there are.
class TownFaults {
public:
    void add(std::string_view file, std::string_view path, std::string_view message);
    [[nodiscard]] bool empty() const { return count_ == 0; }
    /// One fault a line.
    [[nodiscard]] std::string text() const;

private:
    std::vector<std::string> lines_;
    std::size_t count_ = 0;
};

/// Nothing, and a fault with line and column, when `text` is not JSON or names a field twice.
std::optional<nlohmann::json> parse_town_json(std::string_view file, std::string_view text,
                                              TownFaults& faults);

/// One name of an enumeration's value in the files.
template <class E>
struct NamedValue {
    std::string_view name;
    E value;
};

/// A value in a file, or the lack of one, with its place. A read that fails adds a fault and gives
/// a harmless value; reading goes on so that one run shows many faults.
class TownNode {
public:
    /// `value` must outlive the node; nullptr when the field is missing.
    TownNode(const nlohmann::json* value, std::string_view file, std::string path,
             TownFaults& faults)
        : value_(value), file_(file), path_(std::move(path)), faults_(&faults) {}

    [[nodiscard]] bool exists() const { return value_ != nullptr; }
    void fault(std::string_view message) const { faults_->add(file_, path_, message); }
    /// The fault `<value> <message>`.
    void fault_of_value(std::string_view message) const;

    /// An object with no fields but these. False, with a fault, when it isn't an object at all.
    [[nodiscard]] bool is_object_of(std::initializer_list<std::string_view> fields) const;
    TownNode operator[](std::string_view field) const;
    /// The elements of a list, of which there must be between `least` and `most`.
    [[nodiscard]] std::vector<TownNode> items(std::size_t least, std::size_t most) const;
    [[nodiscard]] std::vector<TownNode> items_if_any(std::size_t most) const;

    /// A text of 1 to `longest` code points, without control characters.
    [[nodiscard]] std::string text(std::size_t longest) const;
    [[nodiscard]] std::string text_if_any(std::size_t longest) const;
    [[nodiscard]] int whole(int least, int most) const;
    [[nodiscard]] int whole_or(int fallback, int least, int most) const;
    /// False when missing.
    [[nodiscard]] bool flag() const;
    /// An identifier; empty after a fault.
    [[nodiscard]] std::string id() const;
    /// "08:30" to minutes of the day; "24:00" is the end of the day.
    [[nodiscard]] int minute_of_day() const;
    /// "2026-10-01".
    [[nodiscard]] LocalDate date() const;

    template <class E>
    [[nodiscard]] E choice(std::span<const NamedValue<E>> names) const {
        const std::string given = exists() && value_->is_string() ? *string() : "";
        std::string known;
        for (const auto& one : names) {
            if (one.name == given) return one.value;
            known += (known.empty() ? "" : ", ") + std::string(one.name);
        }
        fault_of_value("is not one of " + known);
        return names.front().value;
    }

private:
    [[nodiscard]] const std::string* string() const;

    const nlohmann::json* value_;
    std::string_view file_;
    std::string path_;
    TownFaults* faults_;
};

}  // namespace yg::codec
