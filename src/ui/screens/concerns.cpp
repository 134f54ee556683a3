// 我要查: what the person raised and what the town shows of the others.
#include <algorithm>
#include <array>

#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/field.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/progress.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

constexpr float padding = 14;

/// Large print shows more of the words, as fewer of them fit on a line.
int title_lines(const Kit& kit) {
    return kit.theme().is_large_print() ? 3 : 1;
}
int detail_lines(const Kit& kit) {
    return kit.theme().is_large_print() ? 2 : 1;
}
/// So large that the date stands below the state instead of beside it.
bool is_date_below(const Kit& kit) {
    return kit.theme().scale() > 1.6F;
}

/// All cards of the list are equally high, so that a list of thousands builds only what is seen.
float card_height(const Kit& kit) {
    return 2 * padding +
           kit.theme().text(TextStyle::body_strong).line_height *
               static_cast<float>(title_lines(kit)) +
           kit.theme().text(TextStyle::small).line_height * static_cast<float>(detail_lines(kit)) +
           6 + tag_height(kit) +
           (is_date_below(kit) ? kit.theme().text(TextStyle::small).line_height : 0);
}

void concern_card(Screen& screen, const app::ConcernRow& row) {
    Kit& kit = screen.kit;
    Canvas& canvas = kit.canvas();
    const domain::Concern& concern = row.concern;
    const std::string route = "/concerns/" + concern.id.text();
    const std::string title = concern.words.empty() ? row.category : concern.words;
    const std::string detail =
        (concern.words.empty() ? std::string() : row.category + " · ") + row.place;
    const OwnedTag tag = concern_tag(row);
    const std::string date = short_date(to_local(concern.created_at).date);
    const std::string spoken = title + ", " + detail + ", " + tag.words + ", " + date;
    const std::string href = "#" + route;
    const Card card(kit, {.button = spoken,
                          .href = href,
                          .padding = padding,
                          .selected = screen.navigation.route() == route});
    const Rect rect = kit.place(card_height(kit) - 2 * padding);
    const auto title_line =
        canvas.lines(title, TextStyle::body_strong, rect.width, title_lines(kit));
    const auto detail_line = canvas.lines(detail, TextStyle::small, rect.width, detail_lines(kit));
    canvas.text_lines({rect.x, rect.y}, title, title_line, TextStyle::body_strong,
                      kit.colors().ink);
    // What is known of it stands together; the room that short words leave is above it.
    const float small_line = canvas.line_height(TextStyle::small);
    const bool below = is_date_below(kit);
    const float tag_y = rect.bottom() - tag_height(kit) - (below ? small_line : 0);
    const float detail_height = small_line * static_cast<float>(detail_line.size());
    canvas.text_lines({rect.x, tag_y - 6 - detail_height}, detail, detail_line, TextStyle::small,
                      kit.colors().ink_soft);
    draw_tag(kit, tag.text(), {rect.x, tag_y});
    const float date_width = canvas.text_width(date, TextStyle::small);
    const Vec2 date_at = below ? Vec2{rect.x, rect.bottom() - small_line}
                               : Vec2{rect.right() - date_width, tag_y + 3};
    canvas.text(date_at, date, TextStyle::small, kit.colors().ink_soft);
    if (card.pressed()) screen.navigation.go(route);
}

void concern_cards(Screen& screen, const std::vector<ConcernId>& concerns) {
    Kit& kit = screen.kit;
    const int count = static_cast<int>(concerns.size());
    const float height = card_height(kit);
    const Rows rows(kit, count, height);
    for (int i = rows.range().first; i < rows.range().last; ++i) {
        const ConcernId& id = concerns[static_cast<std::size_t>(i)];
        const app::ConcernRow* row = screen.portal.concern_row(id);
        if (row != nullptr) {
            const Rows::Item item(rows, id.text(), i);
            concern_card(screen, *row);
        } else {
            kit.place(height);
        }
    }
}

void draw_mine(Screen& screen, const app::ConcernList& list) {
    Kit& kit = screen.kit;
    if (!list.signed_in) {
        const EmptyState state = {.icon = icon::login,
                                  .title = tr("concerns.sign_in"),
                                  .action = tr("raise.go_sign_in"),
                                  .href = "#/me"};
        if (empty_state(kit, state)) screen.navigation.go("/me");
        return;
    }
    if (list.mine.empty() && list.search.empty()) {
        const EmptyState state = {.icon = icon::message_plus,
                                  .title = tr("concerns.none"),
                                  .detail = tr("concerns.none_hint"),
                                  .action = tr("home.raise"),
                                  .href = "#/raise"};
        if (empty_state(kit, state)) screen.navigation.go("/raise");
        return;
    }
    section(kit, tr("concerns.mine"));
    if (list.mine.empty()) small_text(kit, tr("concerns.none_found"));
    const IdScope scope(kit, "mine");
    concern_cards(screen, list.mine);
}

void draw_counts(Kit& kit, const app::PublicCounts& counts) {
    const Palette& colors = kit.colors();
    const std::array shares = {Share{tr("concerns.waiting"), counts.waiting, colors.red},
                               Share{tr("concerns.working"), counts.working, colors.sun},
                               Share{tr("concerns.closed"), counts.closed, colors.ok}};
    share_bar(kit, tr("concerns.counts"), shares);
}

void draw_public(Screen& screen, const app::ConcernList& list) {
    Kit& kit = screen.kit;
    section(kit, tr("concerns.public"));
    if (list.search.empty()) draw_counts(kit, list.counts);
    if (list.public_ones.empty()) {
        small_text(kit,
                   list.search.empty() ? tr("concerns.none_public") : tr("concerns.none_found"));
    }
    const IdScope scope(kit, "public");
    concern_cards(screen, list.public_ones);
}

}  // namespace

void draw_concerns(Screen& screen) {
    Kit& kit = screen.kit;
    app::ConcernList& list = screen.portal.concerns();
    if (top_bar(kit, {.title = tr("concerns.title"), .back = true}) == TopBarUse::back) {
        screen.navigation.back("/");
    }
    const Body body(kit, "concerns");
    if (body.pulled()) screen.portal.sync_now();
    field(kit,
          {.label = tr("concerns.search"),
           .kind = platform::FieldKind::search,
           .placeholder = tr("concerns.search"),
           .hide_label = true},
          list.search);
    draw_mine(screen, list);
    draw_public(screen, list);
}

}  // namespace yg::ui
