#include "ui/shell.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/overlay.hpp"
#include "ui/kit/progress.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

// A frame is built anew when something was used or measured in it; it always settles before this.
constexpr int passes_max = 4;
// No notch or bar of the phone itself is that high.
constexpr float keyboard_least = 120;
// Where nothing is drawn, nothing lies below the screen's edge.
constexpr float plain_height = 20'000;

struct TabPage {
    std::string_view route;
    TextKey label;
    char32_t icon;
};
constexpr std::array tab_pages = {
    TabPage{"/", "nav.home", icon::home},
    TabPage{"/raise", "nav.raise", icon::message_plus},
    TabPage{"/rooms", "nav.rooms", icon::door},
    TabPage{"/activities", "nav.activities", icon::calendar},
    TabPage{"/me", "nav.me", icon::user},
};

/// The tabs stand on the pages they lead to, where a person looks around; pages with a task of
/// their own have the bar of that task instead.
bool has_tabs(const Kit& kit, const Navigation& navigation) {
    if (kit.wide()) return true;
    // Who types needs what room the keyboard leaves.
    if (kit.is_typing() && kit.frame().insets.bottom > keyboard_least) return false;
    const std::string_view section = navigation.section();
    if (!navigation.rest().empty() || section == "/raise" || section == "/inbox" ||
        section == "/gallery") {
        return false;
    }
    return !(kit.theme().elder && section == "/");
}

/// At the left of a wide screen, else at the bottom.
void draw_tabs(Screen& screen) {
    std::array<Tab, tab_pages.size()> tabs;
    std::array<std::string, tab_pages.size()> hrefs;
    int current = -1;
    for (std::size_t i = 0; i < tabs.size(); ++i) {
        const TabPage& page = tab_pages[i];
        hrefs[i] = "#" + std::string(page.route);
        tabs[i] = {.label = tr(page.label), .icon = page.icon, .href = hrefs[i]};
        if (page.route == "/me") tabs[i].badge = screen.portal.inbox().unread;
        if (screen.navigation.section() == page.route) current = static_cast<int>(i);
    }
    const int pressed = screen.kit.wide() ? side_rail(screen.kit, tr("app.name"), tabs, current)
                                          : tab_bar(screen.kit, tabs, current);
    if (pressed < 0) return;
    const std::string_view route = tab_pages[static_cast<std::size_t>(pressed)].route;
    if (screen.navigation.route() == route) screen.kit.glide_to_top();
    screen.navigation.go(route);
}

/// Before the phone has anything of the town.
void draw_waiting(Screen& screen) {
    Kit& kit = screen.kit;
    const Body body(kit, "waiting");
    const app::Phase phase = screen.portal.phase();
    if (phase == app::Phase::unreachable) {
        const EmptyState state = {.icon = icon::cloud_off,
                                  .title = tr("phase.unreachable"),
                                  .detail = tr("phase.unreachable_hint"),
                                  .action = tr("action.retry")};
        if (empty_state(kit, state)) screen.portal.sync_now();
        return;
    }
    heading(kit, tr("app.name"), 1, TextStyle::heading);
    if (phase == app::Phase::first_sync) small_text(kit, tr("phase.first_sync"));
    skeleton(kit, 4);
}

/// Pages that lead to details, which stand beside them where there is room.
struct ListPage {
    std::string_view route;
    void (*list)(Screen& screen);
    void (*detail)(Screen& screen, std::string_view id);
};
constexpr std::array list_pages = {
    ListPage{"/concerns", draw_concerns, draw_concern},
    ListPage{"/rooms", draw_rooms, draw_room_day},
    ListPage{"/activities", draw_activities, draw_activity},
};

void draw_list_and_detail(Screen& screen, const ListPage& page, std::string_view id) {
    Kit& kit = screen.kit;
    if (!kit.wide()) return id.empty() ? page.list(screen) : page.detail(screen, id);
    {
        const PaneScope pane(kit, PaneKind::list);
        page.list(screen);
    }
    const PaneScope pane(kit, PaneKind::detail);
    if (!id.empty()) return page.detail(screen, id);
    const Body body(kit, "nothing chosen");
    empty_state(kit, {.icon = icon::list, .title = tr("wide.choose")});
}

/// 我的 and the pages behind it.
void draw_my_page(Screen& screen, std::string_view rest) {
    if (rest == "privacy") return draw_privacy(screen);
    if (rest == "data") return draw_my_data(screen);
    if (rest == "correct") return draw_correct(screen);
    if (rest == "delete") return draw_erase(screen);
    draw_me(screen);
}

void draw_route(Screen& screen) {
    // Copies: a page that leads elsewhere while it is drawn changes the address.
    const std::string section(screen.navigation.section());
    const std::string rest(screen.navigation.rest());
    if (section == "/gallery") return draw_gallery(screen);
    if (screen.portal.phase() != app::Phase::ready && section != "/me") return draw_waiting(screen);
    if (section == "/raise") return draw_raise(screen);
    for (const ListPage& page : list_pages) {
        if (section == page.route) return draw_list_and_detail(screen, page, rest);
    }
    if (section == "/me") return draw_my_page(screen, rest);
    if (section == "/inbox") return draw_inbox(screen);
    draw_home(screen);
}

void show_notice(Kit& kit, const app::Notice& notice) {
    using Kind = app::Notice::Kind;
    using Tone = Toast::Tone;
    const auto show = [&kit](std::string words, Tone tone) {
        kit.toast({.words = std::move(words), .tone = tone});
    };
    const auto with_title = [&](TextKey key) { return format(tr(key), {{"title", notice.title}}); };
    switch (notice.kind) {
        case Kind::concern_delivered:
            return show(with_title("notice.concern_delivered"), Tone::good);
        case Kind::booking_confirmed:
            return show(with_title("notice.booking_confirmed"), Tone::good);
        case Kind::sign_up_confirmed:
            return show(with_title("notice.sign_up_confirmed"), Tone::good);
        case Kind::cancelled:
            return show(with_title("notice.cancelled"), Tone::good);
        case Kind::corrected:
            return show(std::string(tr("notice.corrected")), Tone::good);
        case Kind::agreed:
            return show(std::string(tr("notice.agreed")), Tone::good);
        case Kind::erased:
            return show(std::string(tr("notice.erased")), Tone::plain);
        case Kind::refused:
            return show(format(tr("notice.refused"), {{"reason", refusal_words(notice.refusal)}}),
                        Tone::bad);
        case Kind::not_saved:
            return show(std::string(tr("notice.not_saved")), Tone::bad);
        case Kind::signed_in:
            return show(with_title("notice.signed_in"), Tone::good);
        case Kind::signed_out:
            return show(std::string(tr("notice.signed_out")), Tone::plain);
    }
}

}  // namespace

struct Shell::State {
    State(app::Portal& the_portal, Services services)
        : portal(the_portal),
          page(services.page),
          settings(services.preferences, services.page),
          navigation(services.page),
          kit(services.page, services.glyphs, services.semantics, services.pictures) {}

    void draw() {
        if (opened_route != navigation.route()) {
            opened_route = navigation.route();
            open.sheet.clear();
            open.search.clear();
            open.reload_put_off = false;
            open.asked_accounts = false;
            open.correcting = false;
            open.opened_my_data = false;
            open.opened_inbox = false;
            open.arrived = true;
            // Who comes back finds a page where it was left.
            if (navigation.arrival() != Arrival::back) kit.begin_at_top();
        }
        Screen screen = {kit, portal, navigation, settings, open};
        if (has_tabs(kit, navigation)) draw_tabs(screen);
        draw_route(screen);
        draw_reload(screen);
        draw_consent_question(screen);
        draw_toasts(kit, kit.rest().bottom() - kit.theme().margin());
    }

    /// What the page is: a tab's name, or what the page is headed with.
    [[nodiscard]] std::string_view page_name() const {
        if (navigation.section() == "/") return {};
        for (const TabPage& tab : tab_pages) {
            if (navigation.route() == tab.route) return tr(tab.label);
        }
        return kit.page_mark().title;
    }

    /// "约场地 · 阳光网格"; the first page is the portal itself.
    void tell_title() {
        std::string title(tr("app.name"));
        const std::string_view name = page_name();
        if (!name.empty() && name != title) title = std::string(name) + " · " + title;
        if (title == told_title) return;
        page.set_title(title);
        told_title = std::move(title);
    }

    void tell_theme(const Theme& theme) {
        if (told_theme && *told_theme == theme) return;
        page.set_theme(theme.dark);
        page.set_text_size(theme.text(TextStyle::body).size);
        told_theme = theme;
    }

    app::Portal& portal;
    platform::Page& page;
    Settings settings;
    Navigation navigation;
    OpenThings open;
    std::string opened_route;
    Kit kit;
    std::optional<Theme> told_theme;
    std::string told_title;
};

Shell::Shell(app::Portal& portal, Services services)
    : state_(std::make_unique<State>(portal, services)) {}

Shell::~Shell() = default;

bool Shell::frame(const FrameInput& input) {
    State& state = *state_;
    for (const app::Notice& notice : state.portal.take_notices()) show_notice(state.kit, notice);
    for (int pass = 1;; ++pass) {
        // Settings may change within the frame: language and size hold from the next pass on.
        const Theme theme = state.settings.theme(input.phone_prefers_dark);
        state.tell_theme(theme);
        state.kit.begin_frame(
            {.width = input.plain ? std::min(input.width, Theme::content_width_max) : input.width,
             .height = input.plain ? plain_height : input.height,
             .density = input.density,
             .insets = input.insets,
             .now_ms = input.steady_ms,
             .theme = theme,
             .plain = input.plain});
        state.draw();
        if (!state.kit.end_frame(pass < passes_max)) break;
    }
    state.kit.publish();
    state.navigation.cover(state.kit.has_dialog());
    state.tell_title();
    return true;
}

void Shell::on_pointer(const platform::PointerEvent& event) {
    state_->kit.on_pointer(event);
}
bool Shell::stops_roll(float x, float y) const {
    return state_->kit.stops_roll({x, y});
}
void Shell::on_wheel(const platform::WheelEvent& event) {
    state_->kit.on_wheel(event);
}
void Shell::on_key(platform::Key key, bool down, bool shift) {
    state_->kit.on_key(key, down, shift);
}
void Shell::on_node_activated(platform::NodeId node) {
    state_->kit.on_node_activated(node);
}
void Shell::on_text_changed(platform::NodeId field, std::string_view text) {
    state_->kit.on_text_changed(field, text);
}
void Shell::on_node_focused(platform::NodeId node) {
    state_->kit.on_node_focused(node);
}
void Shell::on_route_changed(std::string_view route) {
    if (state_->navigation.follow(route)) state_->kit.dismiss_dialog();
}
void Shell::on_context_restored() {
    state_->page.request_frame();
}

const Canvas& Shell::canvas() const {
    return state_->kit.canvas();
}
const Kit& Shell::kit() const {
    return state_->kit;
}

}  // namespace yg::ui
