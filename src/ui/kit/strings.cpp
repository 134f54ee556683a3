#include "ui/kit/strings.hpp"

namespace yg::ui {

namespace {

Language shown = Language::chinese;

}  // namespace

void set_language(Language language) {
    shown = language;
}
Language language() {
    return shown;
}

std::string_view language_tag(Language language) {
    return language == Language::chinese ? "zh-CN" : "en";
}

std::string_view tr(TextKey key) {
    return shown == Language::chinese ? lang::zh[key.index] : lang::en[key.index];
}

std::string_view tr_named(std::string_view prefix, std::string_view name) {
    const std::string key = std::string(prefix) + std::string(name);
    const std::size_t index = detail::find_key(key);
    if (index == detail::key_not_found) return name;
    return shown == Language::chinese ? lang::zh[index] : lang::en[index];
}

std::string format(std::string_view pattern, std::initializer_list<Argument> arguments) {
    std::string out;
    out.reserve(pattern.size() + 16);
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        const std::size_t close = pattern.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos) break;
        out.append(pattern.substr(0, open));
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        for (const Argument& argument : arguments) {
            if (argument.name == name) out.append(argument.value);
        }
        pattern.remove_prefix(close + 1);
    }
    return out.append(pattern);
}

}  // namespace yg::ui
