// 我的数据: what the town keeps of the person, who looked, what was agreed to; to take away, to
// correct, to delete.
#include <algorithm>
#include <string>

#include "domain/person/consent.hpp"
#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/progress.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

using State = app::MyData::State;

/// Newest looks on the page; all of them are in the file.
constexpr std::size_t views_shown = 20;

void draw_account(Screen& screen, const domain::Person& person) {
    Kit& kit = screen.kit;
    section(kit, tr("my_data.account"));
    const Card card(kit, {.gap = 8});
    fact_row(kit, icon::user, format(tr("my_data.name"), {{"name", person.name}}), true);
    fact_row(kit, icon::login, format(tr("my_data.phone"), {{"phone", person.phone}}), true);
    const std::string contact = person.contact.empty()
                                    ? std::string(tr("my_data.no_contact"))
                                    : format(tr("my_data.contact"), {{"phone", person.contact}});
    fact_row(kit, icon::phone, contact, true);
    if (person.birth_year > 0) {
        fact_row(kit, icon::calendar, format(tr("my_data.born"), {{"year", person.birth_year}}),
                 true);
    }
    if (button(kit, tr("my_data.correct"),
               {.kind = ButtonKind::secondary, .icon = icon::edit, .href = "#/me/correct"})) {
        screen.navigation.go("/me/correct");
    }
}

void draw_kept(Screen& screen, const app::MyData& data) {
    Kit& kit = screen.kit;
    section(kit, tr("my_data.kept"));
    const Card card(kit, {.gap = 4});
    const auto row = [&kit](TextKey title, char32_t icon, int count) {
        const std::string tag = format(tr("my_data.count"), {{"n", count}});
        list_row(kit, {.title = tr(title), .icon = icon, .tag = {tag}, .pressable = false});
    };
    row("my_data.concerns", icon::messages, data.concerns);
    divider(kit);
    row("my_data.bookings", icon::door, data.bookings);
    divider(kit);
    row("my_data.sign_ups", icon::calendar_check, data.sign_ups);
    divider(kit);
    row("my_data.sessions", icon::device_mobile, data.sessions);
}

void draw_view(Kit& kit, const domain::IdentityView& view, std::size_t index) {
    const IdScope scope(kit, std::to_string(index));
    std::string who(words_of(view.viewer_role));
    if (!view.viewer.empty()) who = view.viewer + " · " + who;
    const std::string detail = std::string(words_of(view.reason)) + " · " + moment_text(view.at);
    list_row(kit, {.title = who, .detail = detail, .icon = icon::eye, .pressable = false});
}

void draw_views(Screen& screen, const app::MyData& data) {
    Kit& kit = screen.kit;
    section(kit, tr("my_data.views"));
    const Card card(kit, {.gap = 4});
    small_text(kit, data.views.empty() ? tr("my_data.no_views") : tr("my_data.views_hint"));
    const std::size_t shown = std::min(views_shown, data.views.size());
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) divider(kit);
        draw_view(kit, data.views[i], i);
    }
    if (data.views.size() > shown) {
        small_text(kit, format(tr("my_data.more_views"), {{"n", data.views.size() - shown}}));
    }
}

void draw_consents(Screen& screen, const app::MyData& data) {
    Kit& kit = screen.kit;
    section(kit, tr("my_data.consents"));
    const Card card(kit, {.gap = 8});
    if (data.consents.empty()) small_text(kit, tr("my_data.no_consents"));
    for (const domain::Consent& consent : data.consents) {
        fact_row(kit, icon::circle_check,
                 format(tr("my_data.consent"),
                        {{"n", consent.version}, {"time", moment_text(consent.at)}}));
    }
    if (button(kit, tr("consent.read"),
               {.kind = ButtonKind::ghost,
                .icon = icon::shield,
                .small = true,
                .href = "#/me/privacy"})) {
        screen.navigation.go("/me/privacy");
    }
}

void draw_file(Screen& screen, const app::MyData& data) {
    Kit& kit = screen.kit;
    section(kit, tr("my_data.file"));
    const Card card(kit, {.gap = 8});
    small_text(kit, format(tr("my_data.file_hint"), {{"time", moment_text(data.at)}}));
    if (!button(kit, tr("my_data.download"),
                {.kind = ButtonKind::secondary, .icon = icon::download})) {
        return;
    }
    const std::string name = "my-data-" + format_date(to_local(data.at).date) + ".json";
    const bool saved = kit.page().save_file(name, "application/json", data.file);
    kit.toast({.words = std::string(saved ? tr("my_data.downloaded") : tr("my_data.no_download")),
               .tone = saved ? Toast::Tone::good : Toast::Tone::bad});
}

void draw_answer(Screen& screen, const app::MyData& data) {
    Kit& kit = screen.kit;
    switch (data.state) {
        case State::unknown:
        case State::loading:
            text(kit, tr("state.loading"), {.role = NodeRole::status});
            return skeleton(kit, 3);
        case State::failed: {
            banner(kit, data.too_often ? tr("my_data.too_often") : tr("my_data.failed"), Tone::bad,
                   icon::cloud_off);
            if (button(kit, tr("action.retry"),
                       {.kind = ButtonKind::secondary, .icon = icon::refresh})) {
                screen.portal.load_my_data();
            }
            return;
        }
        case State::loaded:
            draw_kept(screen, data);
            draw_views(screen, data);
            draw_consents(screen, data);
            return draw_file(screen, data);
    }
}

}  // namespace

void draw_nobody(Screen& screen, std::string_view title) {
    Kit& kit = screen.kit;
    const EmptyState state = {.icon = icon::user,
                              .title = title,
                              .detail = tr("me.signed_out_hint"),
                              .action = tr("my_data.to_sign_in"),
                              .href = "#/me"};
    if (empty_state(kit, state)) screen.navigation.go("/me");
}

void draw_my_data(Screen& screen) {
    Kit& kit = screen.kit;
    if (top_bar(kit, {.title = tr("my_data.title"), .back = true}) == TopBarUse::back) {
        screen.navigation.back("/me");
    }
    const Body body(kit, "my data");
    const app::Me& me = screen.portal.me();
    if (!me.person) return draw_nobody(screen, tr("me.signed_out"));
    const app::MyData& data = screen.portal.my_data();
    if (!screen.open.opened_my_data || data.state == State::unknown) screen.portal.open_my_data();
    screen.open.opened_my_data = true;
    if (body.pulled()) screen.portal.load_my_data();
    draw_account(screen, *me.person);
    draw_answer(screen, data);
    if (button(kit, tr("erase.title"),
               {.kind = ButtonKind::ghost, .icon = icon::trash, .href = "#/me/delete"})) {
        screen.navigation.go("/me/delete");
    }
}

}  // namespace yg::ui
