// One concern: what it is, who has it and until when, and its way so far.
#include <algorithm>
#include <cmath>

#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/format.hpp"
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

void draw_what_it_is(Kit& kit, const app::ConcernRow& row) {
    const Card card(kit, {.gap = 8});
    Canvas& canvas = kit.canvas();
    const OwnedTag tag = concern_tag(row);
    const std::string place =
        format(tr("concern.place"), {{"category", row.category}, {"place", row.place}});
    const float tag_room = tag_width(kit, tag.text()) + 12;
    const bool beside = tag_room + canvas.text_width(place, TextStyle::small) <= kit.width();
    const Rect head = kit.place(tag_height(kit));
    draw_tag(kit, tag.text(), {head.x, head.y}, true);
    if (beside) {
        const float width = canvas.text_width(place, TextStyle::small);
        const Rect rect = {head.right() - width, head.y + 3, width,
                           canvas.line_height(TextStyle::small)};
        kit.node(kit.next_id(), NodeRole::text, place, rect);
        canvas.text({rect.x, rect.y}, place, TextStyle::small, kit.colors().ink_soft);
    } else {
        small_text(kit, place);
    }
    if (row.concern.words.empty()) {
        text(kit, tr("concern.words_hidden"), {.color = kit.colors().ink_soft});
    } else {
        text(kit, row.concern.words, {.style = TextStyle::body_strong});
    }
    if (row.delivery == app::Delivery::refused) {
        error_text(kit, refusal_words(row.refusal));
    }
}

void draw_handler(Kit& kit, const app::ConcernDetail& detail) {
    small_text(kit, tr("concern.who_now"));
    kit.space(-6);
    std::string unit = detail.lead_unit.empty() ? detail.community : detail.lead_unit;
    if (!detail.lead_unit.empty()) unit = format(tr("concern.lead"), {{"unit", unit}});
    if (!unit.empty()) unit += " · ";
    text(kit, unit + std::string(words_of(detail.row.concern.level)),
         {.style = TextStyle::body_strong});
}

struct TimeLeft {
    std::string label;
    std::string words;
    bool over = false;
};

TimeLeft time_left(const app::ConcernDetail& detail) {
    const TimeMs due_at = detail.row.concern.due_at;
    const bool over = detail.now > due_at;
    return {std::string(over ? tr("concern.overdue") : tr("concern.remaining")),
            duration_text(over ? detail.now - due_at : due_at - detail.now), over};
}

void draw_time_left(Kit& kit, const TimeLeft& left, Align align) {
    text(kit, left.label,
         {.style = TextStyle::small, .color = kit.colors().ink_soft, .align = align});
    kit.space(-6);
    text(kit, left.words,
         {.style = TextStyle::heading,
          .color = left.over ? kit.colors().red : kit.colors().warn,
          .align = align});
}

/// Who handles it and how long they have: side by side where the time stays on one line.
void draw_who_and_when(Kit& kit, const app::ConcernDetail& detail) {
    if (detail.row.concern.due_at == 0) return draw_handler(kit, detail);
    constexpr float gap = 12;
    const TimeLeft left = time_left(detail);
    const float time_width =
        std::ceil(std::max(kit.canvas().text_width(left.label, TextStyle::small),
                           kit.canvas().text_width(left.words, TextStyle::heading)));
    const bool beside =
        kit.width() - time_width - gap >= 7 * kit.theme().text(TextStyle::body).size;
    if (!beside) {
        draw_handler(kit, detail);
        return draw_time_left(kit, left, Align::left);
    }
    Columns columns(kit, {1, -time_width}, gap);
    columns.next();
    draw_handler(kit, detail);
    columns.next();
    draw_time_left(kit, left, Align::right);
}

void draw_who_has_it(Kit& kit, const app::ConcernDetail& detail) {
    const domain::Concern& concern = detail.row.concern;
    const Card card(kit, {.gap = 10});
    draw_who_and_when(kit, detail);
    if (concern.due_at <= concern.step_started_at) return;
    const float share = static_cast<float>(detail.now - concern.step_started_at) /
                        static_cast<float>(concern.due_at - concern.step_started_at);
    progress_line(kit, tr("concern.clock"), share,
                  share >= 1 ? kit.colors().red_fill : kit.colors().sun);
}

std::vector<TrackStep> track_steps(const app::ConcernDetail& detail) {
    using domain::ConcernState;
    std::vector<TrackStep> steps;
    const domain::Concern& concern = detail.row.concern;
    if (detail.events.empty()) {
        // Not at the server yet: the only step is the phone's own.
        steps.push_back({StepState::current, std::string(words_of(detail.row.delivery)),
                         std::string(tr("concern.track.sent_hint"))});
    }
    for (const domain::ConcernEvent& event : detail.events) {
        TrackStep step;
        step.state = StepState::done;
        step.title = std::string(words_of(event.state));
        if (!event.actor.empty()) step.title += " · " + event.actor;
        step.detail = moment_text(event.at);
        if (!event.remark.empty()) step.detail += " · " + event.remark;
        steps.push_back(std::move(step));
    }
    const bool closed = domain::is_closed(concern.state);
    if (!closed && !steps.empty()) steps.back().state = StepState::current;
    if (concern.state == ConcernState::declined) return steps;
    const bool before_check = concern.state != ConcernState::verification &&
                              concern.state != ConcernState::resolved &&
                              concern.state != ConcernState::rated;
    if (before_check) {
        steps.push_back({StepState::ahead, std::string(tr("concern.track.confirm")),
                         std::string(tr("concern.track.confirm_hint"))});
    }
    if (concern.state != ConcernState::rated) {
        steps.push_back({StepState::ahead, std::string(tr("concern.track.rate")),
                         std::string(tr("concern.track.rate_hint"))});
    }
    return steps;
}

void draw_body(Screen& screen, std::string_view id_text, const app::ConcernDetail* detail) {
    Kit& kit = screen.kit;
    const Body body(kit, "concern " + std::string(id_text));
    if (body.pulled()) screen.portal.sync_now();
    if (detail == nullptr) {
        const EmptyState state = {.icon = icon::search,
                                  .title = tr("concern.unknown"),
                                  .detail = tr("concern.unknown_hint"),
                                  .action = tr("concern.see_mine"),
                                  .href = "#/concerns"};
        if (empty_state(kit, state)) screen.navigation.go("/concerns");
        return;
    }
    draw_what_it_is(kit, detail->row);
    draw_concern_photos(screen, *detail);
    const domain::Concern& concern = detail->row.concern;
    if (!concern.answer.empty()) {
        const Card card(kit, {.accent = true, .gap = 4});
        small_text(kit, tr("concern.answer"));
        text(kit, concern.answer);
    }
    if (!detail->events.empty() && !domain::is_closed(concern.state)) draw_who_has_it(kit, *detail);
    const Card card(kit);
    track(kit, tr("concern.track"), track_steps(*detail));
}

}  // namespace

void draw_concern(Screen& screen, std::string_view id_text) {
    Kit& kit = screen.kit;
    const auto id = ConcernId::parse(id_text);
    const app::ConcernDetail* detail = id ? screen.portal.concern(*id) : nullptr;
    std::string title(tr("concern.title_new"));
    if (detail != nullptr && !detail->row.concern.number.empty()) {
        title = format(tr("concern.title"), {{"number", detail->row.concern.number}});
    }
    if (top_bar(kit, {.title = title, .back = true}) == TopBarUse::back) {
        screen.navigation.back("/concerns");
    }
    draw_body(screen, id_text, detail);
    if (detail != nullptr) draw_photo_sheet(screen, photo_tiles_of(*detail));
}

}  // namespace yg::ui
