#include "ui/kit/list_row.hpp"

#include <algorithm>

#include "generated/icons.hpp"

namespace yg::ui {

namespace {

std::string spoken_name(const ListRow& row) {
    std::string name;
    for (const std::string_view part :
         {row.lead, row.lead_below, row.title, row.detail, row.tag.words}) {
        if (part.empty()) continue;
        if (!name.empty()) name += ", ";
        name += part;
    }
    return name;
}

float lead_width(Kit& kit, const ListRow& row) {
    if (row.icon != 0) return kit.theme().round_icon() + 12;
    if (row.lead.empty()) return 0;
    const float widest = std::max(kit.canvas().text_width(row.lead, TextStyle::heading),
                                  kit.canvas().text_width(row.lead_below, TextStyle::small));
    return std::max(44.0F * kit.theme().scale(), widest) + 12;
}

void draw_lead(Kit& kit, const ListRow& row, const Rect& rect, float room) {
    Canvas& canvas = kit.canvas();
    if (row.icon != 0) {
        const float size = kit.theme().round_icon();
        draw_round_icon(kit, row.icon, row.icon_tone, {rect.x + size / 2, rect.center().y}, size);
        return;
    }
    if (row.lead.empty()) return;
    // One word alone is a time and stands at the left; two are a date, centred over each other.
    const bool two = !row.lead_below.empty();
    const float upper = canvas.line_height(TextStyle::heading);
    const float height = upper + (two ? canvas.line_height(TextStyle::small) : 0);
    const float top = rect.center().y - height / 2;
    const auto x_of = [&](std::string_view words, TextStyle style) {
        return rect.x + (two ? (room - 12 - canvas.text_width(words, style)) / 2 : 0);
    };
    canvas.text({x_of(row.lead, TextStyle::heading), top}, row.lead, TextStyle::heading,
                kit.colors().red);
    canvas.text({x_of(row.lead_below, TextStyle::small), top + upper}, row.lead_below,
                TextStyle::small, kit.colors().ink_soft);
}

}  // namespace

bool list_row(Kit& kit, const ListRow& row) {
    const Palette& colors = kit.colors();
    const Theme& theme = kit.theme();
    Canvas& canvas = kit.canvas();
    const float lead = lead_width(kit, row);
    float tail = row.chevron ? theme.icon_small() + 8 : 0;
    float tag_room = row.tag.words.empty() ? 0 : tag_width(kit, row.tag) + 8;
    // A long tag on a narrow row goes below the words instead of squeezing them.
    const bool tag_below =
        tag_room > 0 && kit.width() - lead - tail - tag_room < 150 * theme.scale();
    if (!tag_below) tail += tag_room;
    const float words = kit.width() - lead - tail;
    const int title_lines_max = theme.is_large_print() ? 0 : row.title_lines_max;
    const auto title = canvas.lines(row.title, TextStyle::body_strong, words, title_lines_max);
    std::vector<TextLine> detail;
    if (!row.detail.empty()) detail = canvas.lines(row.detail, TextStyle::small, words);
    const float title_height =
        canvas.line_height(TextStyle::body_strong) * static_cast<float>(title.size());
    const float words_height =
        title_height + canvas.line_height(TextStyle::small) * static_cast<float>(detail.size());
    const float all_height = words_height + (tag_below ? tag_height(kit) + 6 : 0);
    const float height = std::max({theme.target(), all_height + (row.tall ? 24.0F : 12.0F),
                                   row.icon != 0 ? theme.round_icon() + 4 : 0});
    const Rect rect = kit.place(height);

    const std::string name = spoken_name(row);
    const NodeId id = kit.id(row.id.empty() ? row.title : row.id);
    const Use use = row.pressable ? kit.use(id) : Use{};
    const NodeRole role = !row.pressable     ? NodeRole::text
                          : row.href.empty() ? NodeRole::button
                                             : NodeRole::link;
    if (auto* node = kit.node(id, role, name, rect)) node->href = row.href;
    if (use.held || use.hovered) {
        canvas.fill(rect.inset(-8, 0), faded(colors.ink, use.held ? 0.07F : 0.03F), Theme::radius);
    }
    draw_lead(kit, row, rect, lead);
    const Vec2 at = {rect.x + lead, rect.center().y - all_height / 2};
    canvas.text_lines(at, row.title, title, TextStyle::body_strong, colors.ink);
    canvas.text_lines({at.x, at.y + title_height}, row.detail, detail, TextStyle::small,
                      colors.ink_soft);
    float x = rect.right();
    if (row.chevron) {
        canvas.icon(icon::chevron_right, {x - theme.icon_small() / 2, rect.center().y},
                    theme.icon_small() + 2, colors.ink);
        x -= theme.icon_small() + 8;
    }
    if (tag_below) {
        draw_tag(kit, row.tag, {at.x, at.y + words_height + 6});
    } else if (tag_room > 0) {
        draw_tag(kit, row.tag, {x - tag_room + 8, rect.center().y - tag_height(kit) / 2});
    }
    return use.pressed;
}

void fact_row(Kit& kit, char32_t icon, std::string_view words, bool main) {
    Canvas& canvas = kit.canvas();
    const TextStyle style = main ? TextStyle::body : TextStyle::small;
    const float size = kit.theme().icon_small() + 2;
    const float line_height = canvas.line_height(style);
    const auto lines = canvas.lines(words, style, kit.width() - size - 10);
    const float words_height = line_height * static_cast<float>(lines.size());
    const Rect rect = kit.place(std::max(size + 4, words_height));
    kit.node(kit.next_id(), NodeRole::text, words, rect);
    const float top = rect.center().y - words_height / 2;
    canvas.icon(icon, {rect.x + size / 2, top + line_height / 2}, size, kit.colors().ink_soft);
    canvas.text_lines({rect.x + size + 10, top}, words, lines, style,
                      main ? kit.colors().ink : kit.colors().ink_soft);
}

}  // namespace yg::ui
