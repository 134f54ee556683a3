// The person's choices on this device: language, large print, colours, text size. Knows where they
// are kept, not what they do.
#pragma once

#include "platform/page.hpp"
#include "platform/preferences.hpp"
#include "ui/kit/strings.hpp"
#include "ui/kit/theme.hpp"

namespace yg::ui {

enum class ThemeChoice : std::uint8_t { as_phone, light, dark };

class Settings {
public:
    Settings(platform::Preferences& preferences, platform::Page& page);

    [[nodiscard]] Language language() const { return language_; }
    [[nodiscard]] bool elder() const { return elder_; }
    [[nodiscard]] ThemeChoice theme_choice() const { return theme_choice_; }
    /// 0, 1 or 2: text_scales.
    [[nodiscard]] int text_size() const { return text_size_; }

    void set_language(Language language);
    void set_elder(bool elder);
    void set_theme_choice(ThemeChoice choice);
    void set_text_size(int size);

    [[nodiscard]] Theme theme(bool phone_prefers_dark) const;

private:
    void keep(std::string_view key, std::string_view value);

    platform::Preferences& preferences_;
    platform::Page& page_;
    Language language_ = Language::chinese;
    ThemeChoice theme_choice_ = ThemeChoice::as_phone;
    bool elder_ = false;
    int text_size_ = 0;
};

}  // namespace yg::ui
