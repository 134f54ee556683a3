// 我要说: three steps, each with one question. What is written is kept at every keystroke.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/choice.hpp"
#include "ui/kit/field.hpp"
#include "ui/kit/grid_map.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/progress.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/photos.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

constexpr std::array concern_types = {domain::ConcernType::help, domain::ConcernType::complaint,
                                      domain::ConcernType::inquiry, domain::ConcernType::suggestion,
                                      domain::ConcernType::report};

const domain::Category* chosen_category(const app::Raise& raise) {
    for (const domain::Category& category : raise.categories) {
        if (category.id == raise.category) return &category;
    }
    return nullptr;
}

std::string community_of(const app::Raise& raise, const CommunityId& id) {
    for (const domain::Community& community : raise.communities) {
        if (community.id == id) return community.name;
    }
    return {};
}

std::string grid_words(const app::Raise& raise, const domain::Grid& grid) {
    return format(tr("raise.grid_name"),
                  {{"community", community_of(raise, grid.community)}, {"n", grid.number}});
}

/// "新城社区 第 12 网格 · 银河小区"; empty before a place is chosen.
std::string place_words(const app::Raise& raise) {
    for (const domain::Grid& grid : raise.grids) {
        if (grid.id != raise.grid) continue;
        const std::string words = grid_words(raise, grid);
        return raise.compound.empty() ? words : words + " · " + raise.compound;
    }
    return {};
}

void urgent_banner(Kit& kit, bool chosen_urgent) {
    const std::array<Call, 3> calls = {Call{"119", tr("call.119")}, Call{"120", tr("call.120")},
                                       Call{"110", tr("call.110")}};
    banner(kit, tr("raise.urgent"), chosen_urgent ? Tone::bad : Tone::go, icon::alert_triangle,
           calls);
}

void step_words(Kit& kit, int step, std::string_view question) {
    small_text(kit, format(tr("raise.step"), {{"n", step}}));
    kit.space(-8);
    heading(kit, question, 2, TextStyle::title);
}

// --- Step 1 -------------------------------------------------------------------------------------

void draw_what(Screen& screen, app::Raise& raise) {
    Kit& kit = screen.kit;
    step_words(kit, 1, tr("raise.what"));
    const domain::Category* category = chosen_category(raise);
    const bool urgent = category != nullptr && category->urgent;
    if (urgent) urgent_banner(kit, true);
    const bool changed = field(kit,
                               {.label = tr("raise.words"),
                                .kind = platform::FieldKind::multiline,
                                .placeholder = tr("raise.words_placeholder"),
                                .hint = tr("raise.words_hint"),
                                .error = field_error(raise.refusals, domain::Field::words),
                                .counted_max = raise.words_max,
                                .lines_min = 3,
                                .required = true,
                                .hide_label = true},
                               raise.words);
    if (changed) screen.portal.keep_draft();
    draw_draft_photos(screen, raise);

    kit.space(4);
    text(kit, tr("raise.category"), {.style = TextStyle::body_strong});
    std::vector<std::string> labels;
    int chosen = nothing_chosen;
    for (const domain::Category& one : raise.categories) {
        if (one.id == raise.category) chosen = static_cast<int>(labels.size());
        labels.push_back(one.name);
    }
    const int pressed = chips(kit, tr("raise.category"), labels, chosen);
    if (pressed != nothing_chosen) {
        raise.category = raise.categories[static_cast<std::size_t>(pressed)].id;
        screen.portal.keep_draft();
    }
    const std::string_view wrong = field_error(raise.refusals, domain::Field::category);
    if (!wrong.empty()) error_text(kit, wrong);
    text(kit, tr("raise.type"), {.style = TextStyle::body_strong});
    std::vector<std::string> types;
    int type = 0;
    for (const domain::ConcernType one : concern_types) {
        if (one == raise.type) type = static_cast<int>(types.size());
        types.emplace_back(words_of(one));
    }
    const int pressed_type = chips(kit, tr("raise.type"), types, type);
    if (pressed_type != nothing_chosen) {
        raise.type = concern_types[static_cast<std::size_t>(pressed_type)];
        screen.portal.keep_draft();
    }
    kit.space(4);
    if (!urgent) urgent_banner(kit, false);
}

// --- Step 2 -------------------------------------------------------------------------------------

/// Grids as flat shapes: at a town's size the earth is flat once longitudes are shortened.
std::vector<MapShape> map_shapes(const app::Raise& raise) {
    std::vector<MapShape> shapes;
    shapes.reserve(raise.grids.size());
    if (raise.grids.empty() || raise.grids.front().boundary.empty()) return shapes;
    const domain::Point origin = raise.grids.front().boundary.front();
    constexpr double radians_per_e6 = 3.14159265358979 / 180e6;
    const auto shorten = static_cast<float>(std::cos(origin.latitude_e6 * radians_per_e6));
    for (const domain::Grid& grid : raise.grids) {
        MapShape shape;
        for (const domain::Point& point : grid.boundary) {
            shape.outline.push_back(
                {static_cast<float>(point.longitude_e6 - origin.longitude_e6) * shorten,
                 static_cast<float>(origin.latitude_e6 - point.latitude_e6)});
        }
        shape.label = std::to_string(grid.number);
        shape.spoken = grid_words(raise, grid);
        for (std::size_t i = 0; i < raise.communities.size(); ++i) {
            if (raise.communities[i].id == grid.community) {
                shape.shade = static_cast<std::uint8_t>(i % 4);
            }
        }
        shapes.push_back(std::move(shape));
    }
    return shapes;
}

/// The compounds whose name contains what was searched for, the chosen one first, then those that
/// are not samples; at most so many.
std::vector<const app::CompoundChoice*> found_compounds(const app::Raise& raise,
                                                        std::string_view wanted) {
    constexpr std::size_t shown_max = 9;
    const auto rank_of = [&](const app::CompoundChoice& choice) {
        if (choice.name == raise.compound && choice.grid == raise.grid) return 0;
        return choice.name.starts_with(tr("data.sample")) ? 2 : 1;
    };
    std::vector<const app::CompoundChoice*> found;
    for (int rank = 0; rank <= 2; ++rank) {
        for (const app::CompoundChoice& choice : raise.compounds) {
            if (found.size() == shown_max) return found;
            const bool fits = choice.name.find(wanted) != std::string::npos;
            if (fits && rank_of(choice) == rank) found.push_back(&choice);
        }
    }
    return found;
}

void draw_compounds(Screen& screen, app::Raise& raise) {
    if (raise.compounds.empty()) return;
    Kit& kit = screen.kit;
    text(kit, tr("raise.compounds"), {.style = TextStyle::body_strong});
    field(kit,
          {.label = tr("raise.find_compound"),
           .kind = platform::FieldKind::search,
           .placeholder = tr("raise.find_compound"),
           .hide_label = true},
          screen.open.search);
    const auto found = found_compounds(raise, trim(screen.open.search));
    if (found.empty()) return small_text(kit, tr("raise.no_compound"));
    std::vector<std::string> labels;
    int chosen = nothing_chosen;
    for (const app::CompoundChoice* choice : found) {
        if (choice->name == raise.compound && choice->grid == raise.grid) {
            chosen = static_cast<int>(labels.size());
        }
        labels.push_back(choice->name);
    }
    const int pressed = chips(kit, tr("raise.compounds"), labels, chosen);
    if (pressed == nothing_chosen) return;
    raise.compound = found[static_cast<std::size_t>(pressed)]->name;
    raise.grid = found[static_cast<std::size_t>(pressed)]->grid;
    screen.portal.keep_draft();
}

void draw_where(Screen& screen, app::Raise& raise) {
    Kit& kit = screen.kit;
    step_words(kit, 2, tr("raise.where"));
    small_text(kit, tr("raise.where_hint"));
    int chosen = -1;
    for (std::size_t i = 0; i < raise.grids.size(); ++i) {
        if (raise.grids[i].id == raise.grid) chosen = static_cast<int>(i);
    }
    const std::string place = place_words(raise);
    {
        const Card card(kit, {.padding = 12});
        list_row(kit, {.title = place.empty() ? tr("raise.no_place") : std::string_view(place),
                       .icon = icon::map_pin,
                       .icon_tone = place.empty() ? Tone::neutral : Tone::bad,
                       .pressable = false});
    }
    const std::string_view wrong = field_error(raise.refusals, domain::Field::grid);
    if (!wrong.empty()) error_text(kit, wrong);
    const float height = std::clamp(kit.frame().height * 0.4F, 240.0F, 420.0F);
    const int picked = grid_map(kit, tr("raise.map"), map_shapes(raise), chosen, height);
    if (picked >= 0) {
        raise.grid = raise.grids[static_cast<std::size_t>(picked)].id;
        raise.compound.clear();
        screen.portal.keep_draft();
    }
    draw_compounds(screen, raise);
}

// --- Step 3 -------------------------------------------------------------------------------------

void draw_who(Screen& screen, app::Raise& raise) {
    Kit& kit = screen.kit;
    step_words(kit, 3, tr("raise.who"));
    const std::string hint = raise.account_phone.empty()
                                 ? std::string(tr("raise.contact_hint_plain"))
                                 : format(raise.has_own_contact ? tr("raise.contact_hint_own")
                                                                : tr("raise.contact_hint"),
                                          {{"phone", raise.account_phone}});
    const bool changed = field(kit,
                               {.label = tr("raise.contact"),
                                .kind = platform::FieldKind::telephone,
                                .placeholder = raise.account_phone,
                                .hint = hint,
                                .error = field_error(raise.refusals, domain::Field::contact)},
                               raise.contact);
    if (changed) screen.portal.keep_draft();
    if (switch_row(kit, tr("raise.on_behalf"), raise.on_behalf, tr("raise.on_behalf_hint"))) {
        raise.on_behalf = !raise.on_behalf;
        screen.portal.keep_draft();
    }
    section(kit, tr("raise.summary"));
    {
        const Card card(kit, {.gap = 6});
        const domain::Category* category = chosen_category(raise);
        std::string kind(words_of(raise.type));
        if (category != nullptr) kind += " · " + category->name;
        small_text(kit, kind);
        text(kit, raise.words, {.style = TextStyle::body_strong});
        fact_row(kit, icon::map_pin, place_words(raise));
    }
    const std::string_view wrong = field_error(raise.refusals, domain::Field::form);
    if (!raise.signed_in) {
        banner(kit, tr("raise.sign_in_hint"), Tone::go, icon::login);
    } else if (!wrong.empty()) {
        banner(kit, wrong, Tone::bad, icon::alert_triangle);
    }
    if (raise.submit.state == app::Action::State::not_saved) {
        banner(kit, tr("raise.not_saved"), Tone::bad, icon::alert_triangle);
    }
}

void draw_actions(Screen& screen, app::Raise& raise) {
    Kit& kit = screen.kit;
    const ActionBar bar(kit, "raise actions");
    if (raise.step == app::RaiseStep::what) {
        if (button(kit, tr("raise.next_where"))) screen.portal.raise_next();
    } else if (raise.step == app::RaiseStep::where) {
        if (button(kit, tr("raise.next_who"))) screen.portal.raise_next();
    } else if (!raise.signed_in) {
        if (button(kit, tr("raise.go_sign_in"), {.icon = icon::login, .href = "#/me"})) {
            screen.navigation.go("/me");
        }
    } else if (button(kit, tr("raise.submit"), {.icon = icon::send, .busy = raise.submit.busy()})) {
        screen.portal.submit_concern();
    }
}

// --- Its address --------------------------------------------------------------------------------

/// "/raise", "/raise/2", "/raise/3": the way back leads from one step to the one before.
std::string step_route(app::RaiseStep step) {
    const int number = static_cast<int>(step) + 1;
    return number == 1 ? "/raise" : "/raise/" + std::to_string(number);
}

app::RaiseStep addressed_step(const Navigation& navigation) {
    for (const auto step : {app::RaiseStep::where, app::RaiseStep::who}) {
        if (navigation.route() == step_route(step)) return step;
    }
    return app::RaiseStep::what;
}

/// Who comes by an address gets its step, who comes by a link the one that was left. What the form
/// shows then, the address says.
void match_address(Screen& screen, const app::Raise& raise) {
    Navigation& navigation = screen.navigation;
    const app::RaiseStep addressed = addressed_step(navigation);
    if (std::exchange(screen.open.arrived, false) && navigation.arrival() != Arrival::link) {
        screen.portal.raise_show(addressed);
    }
    if (step_route(raise.step) == navigation.route()) return;
    if (raise.step <= addressed) return navigation.replace(step_route(raise.step));
    for (const auto step : {app::RaiseStep::where, app::RaiseStep::who}) {
        if (step > addressed && step <= raise.step) navigation.go(step_route(step));
    }
}

// --- Afterwards ---------------------------------------------------------------------------------

bool is_sent(const app::Raise& raise) {
    return !raise.submitted.empty() && (raise.submit.state == app::Action::State::on_phone ||
                                        raise.submit.state == app::Action::State::done);
}

void draw_sent(Screen& screen, const app::Raise& raise) {
    Kit& kit = screen.kit;
    // There is no way back into what was sent.
    if (screen.navigation.route() != "/raise") screen.navigation.back_to("/raise");
    if (top_bar(kit, {.title = tr("raise.title"), .back = true}) == TopBarUse::back) {
        screen.portal.raise_another();
        screen.navigation.back("/");
        return;
    }
    const Body body(kit, "sent");
    kit.space(32);
    const float size = 96;
    const Rect disc = kit.place(size);
    draw_round_icon(kit, icon::check, Tone::ok, disc.center(), size);
    text(kit, tr("raise.sent"), {.style = TextStyle::title, .align = Align::center});
    const bool delivered = raise.submit.state == app::Action::State::done;
    text(kit, delivered ? tr("raise.sent_done") : tr("raise.sent_on_phone"),
         {.color = kit.colors().ink_soft, .align = Align::center, .role = NodeRole::status});
    kit.space(12);
    const std::string route = "/concerns/" + raise.submitted.text();
    const std::string href = "#" + route;
    if (button(kit, tr("raise.see_track"), {.icon = icon::search, .href = href})) {
        screen.navigation.go(route);
    }
    if (button(kit, tr("raise.another"), {.kind = ButtonKind::secondary, .icon = icon::plus})) {
        screen.portal.raise_another();
    }
}

}  // namespace

void draw_raise(Screen& screen) {
    app::Raise& raise = screen.portal.raise();
    if (is_sent(raise)) return draw_sent(screen, raise);
    match_address(screen, raise);

    Kit& kit = screen.kit;
    const bool written = !raise.words.empty() || !raise.category.empty();
    const std::string_view note = written && raise.kept ? tr("raise.kept") : std::string_view();
    const TopBarUse use = top_bar(kit, {.title = tr("raise.title"), .back = true, .note = note});
    const int step = static_cast<int>(raise.step) + 1;
    if (use == TopBarUse::back) {
        screen.navigation.back(raise.step == app::RaiseStep::who     ? "/raise/2"
                               : raise.step == app::RaiseStep::where ? "/raise"
                                                                     : "/");
    }
    step_line(kit, step, 3);
    draw_actions(screen, raise);
    {
        const Body body(kit, "raise " + std::to_string(step));
        if (!raise.kept) banner(kit, tr("raise.not_kept"), Tone::bad, icon::alert_triangle);
        switch (raise.step) {
            case app::RaiseStep::what:
                draw_what(screen, raise);
                break;
            case app::RaiseStep::where:
                draw_where(screen, raise);
                break;
            case app::RaiseStep::who:
                draw_who(screen, raise);
                break;
        }
    }
    draw_photo_sheet(screen, photo_tiles_of(raise));
}

}  // namespace yg::ui
