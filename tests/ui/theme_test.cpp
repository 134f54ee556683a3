#include "ui/kit/theme.hpp"

#include <initializer_list>
#include <utility>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

TEST_CASE("contrast is computed as WCAG defines it") {
    CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == Catch::Approx(21));
    CHECK(contrast(rgb(0x777777), rgb(0xFFFFFF)) == Catch::Approx(4.48).margin(0.01));
}

TEST_CASE("every pair of text and ground reaches 4.5 in light and in dark") {
    for (const bool dark : {false, true}) {
        const Palette& p = dark ? dark_palette() : light_palette();
        INFO((dark ? "dark" : "light"));
        const std::initializer_list<std::pair<Color, Color>> pairs = {{p.ink, p.paper},
                                                                      {p.ink, p.card},
                                                                      {p.ink, p.bar},
                                                                      {p.ink, p.line},
                                                                      {p.ink, p.sun_tint},
                                                                      {p.ink, p.red_tint},
                                                                      {p.ink, p.ok_tint},
                                                                      {p.ink_soft, p.paper},
                                                                      {p.ink_soft, p.card},
                                                                      {p.ink_soft, p.bar},
                                                                      {p.ink_soft, p.line},
                                                                      {p.ink_soft, p.sun_tint},
                                                                      {p.red, p.paper},
                                                                      {p.red, p.card},
                                                                      {p.red, p.bar},
                                                                      {p.red, p.red_tint},
                                                                      {p.red, p.sun_tint},
                                                                      {p.on_red, p.red_fill},
                                                                      {p.ok, p.ok_tint},
                                                                      {p.ok, p.card},
                                                                      {p.ok, p.paper},
                                                                      {p.warn, p.sun_tint},
                                                                      {p.warn, p.card},
                                                                      {p.on_chosen, p.chosen},
                                                                      {p.paper, p.ink} /* toasts */,
                                                                      {p.toast_action, p.ink},
                                                                      {p.ink, p.raised}};
        int number = 0;
        for (const auto& [text, ground] : pairs) {
            INFO("pair " << number++);
            CHECK(contrast(text, ground) >= 4.5F);
        }
        // Not text: the main button and a field, against what surrounds them.
        CHECK(contrast(p.red_fill, p.paper) >= 3);
        CHECK(contrast(p.edge, p.paper) >= 3);
        CHECK(contrast(p.edge, p.card) >= 3);
    }
}

TEST_CASE("targets are at least 44 px, and 60 in elder mode, whatever the text's size") {
    for (const float scale : {1.0F, 1.5F, 2.0F}) {
        Theme theme;
        theme.text_scale = scale;
        CHECK(theme.target() >= 44);
        CHECK(theme.button_height() >= 44);
        CHECK(theme.tab_bar_height() >= 44);
        theme.elder = true;
        CHECK(theme.target() >= 60);
        CHECK(theme.button_height() >= 60);
        CHECK(theme.tab_bar_height() >= 60);
        CHECK(theme.button_height() >= theme.text(TextStyle::body_strong).line_height);
    }
}

TEST_CASE("body text is at least 16 px and elder mode makes it a third larger") {
    Theme theme;
    CHECK(theme.text(TextStyle::body).size == 17);
    theme.elder = true;
    CHECK(theme.text(TextStyle::body).size == 23);
    CHECK(theme.text(TextStyle::title).size == 38);
}

}  // namespace
}  // namespace yg::ui
