// The interface's words, from assets/lang/*.json. Knows which language is shown and nothing else.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>

#include "generated/lang.hpp"

namespace yg::ui {

enum class Language : std::uint8_t { chinese, english };

void set_language(Language language);
Language language();
/// "zh-CN" or "en".
std::string_view language_tag(Language language);

namespace detail {

void no_such_key();  // Never defined: calling it while compiling is the error message.

inline constexpr std::size_t key_not_found = static_cast<std::size_t>(-1);

constexpr std::size_t find_key(std::string_view key) {
    std::size_t low = 0;
    std::size_t high = std::size(lang::keys);
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (lang::keys[middle] < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < std::size(lang::keys) && lang::keys[low] == key ? low : key_not_found;
}

}  // namespace detail

/// A key that is known to exist: a misspelt one doesn't compile.
struct TextKey {
    consteval TextKey(const char* key) : index(detail::find_key(key)) {
        if (index == detail::key_not_found) detail::no_such_key();
    }
    std::size_t index;
};

/// The words for a key in the language shown.
std::string_view tr(TextKey key);
/// For keys made at run time ("refusal." + name): the key itself when there are no words for it.
std::string_view tr_named(std::string_view prefix, std::string_view name);

struct Argument {
    Argument(std::string_view argument_name, std::string_view text)
        : name(argument_name), value(text) {}
    Argument(std::string_view argument_name, std::integral auto number)
        : name(argument_name), value(std::to_string(number)) {}

    std::string_view name;
    std::string value;
};

/// Puts each argument in place of its {name}.
std::string format(std::string_view pattern, std::initializer_list<Argument> arguments);

}  // namespace yg::ui
