#include "ui/screens/settings.hpp"

#include <algorithm>
#include <array>

namespace yg::ui {

namespace {

constexpr std::array<float, 3> text_scales = {1.0F, 1.4F, 2.0F};

}  // namespace

Settings::Settings(platform::Preferences& preferences, platform::Page& page)
    : preferences_(preferences), page_(page) {
    if (preferences.get("language") == "en") language_ = Language::english;
    elder_ = preferences.get("elder") == "on";
    const std::string theme = preferences.get("theme");
    if (theme == "light") theme_choice_ = ThemeChoice::light;
    if (theme == "dark") theme_choice_ = ThemeChoice::dark;
    const std::string size = preferences.get("text_size");
    if (size == "1") text_size_ = 1;
    if (size == "2") text_size_ = 2;
    ui::set_language(language_);
    page_.set_language(language_tag(language_));
}

void Settings::keep(std::string_view key, std::string_view value) {
    preferences_.set(key, value);
    page_.request_frame();
}

void Settings::set_language(Language language) {
    language_ = language;
    ui::set_language(language);
    page_.set_language(language_tag(language));
    keep("language", language_tag(language));
}

void Settings::set_elder(bool elder) {
    elder_ = elder;
    keep("elder", elder ? "on" : "off");
}

void Settings::set_theme_choice(ThemeChoice choice) {
    theme_choice_ = choice;
    keep("theme", choice == ThemeChoice::light  ? "light"
                  : choice == ThemeChoice::dark ? "dark"
                                                : "phone");
}

void Settings::set_text_size(int size) {
    text_size_ = std::clamp(size, 0, static_cast<int>(text_scales.size()) - 1);
    keep("text_size", std::to_string(text_size_));
}

Theme Settings::theme(bool phone_prefers_dark) const {
    Theme theme;
    theme.dark = theme_choice_ == ThemeChoice::dark ||
                 (theme_choice_ == ThemeChoice::as_phone && phone_prefers_dark);
    theme.elder = elder_;
    theme.text_scale = text_scales[static_cast<std::size_t>(text_size_)];
    return theme;
}

}  // namespace yg::ui
