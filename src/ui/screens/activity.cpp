// One activity: when, where, with whom, and my place in it.
#include "domain/person/phone_number.hpp"
#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/overlay.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

char32_t icon_of(domain::ActivityKind kind) {
    switch (kind) {
        case domain::ActivityKind::volunteer:
            return icon::heart_handshake;
        case domain::ActivityKind::family:
            return icon::mood_kid;
        case domain::ActivityKind::arts:
            return icon::music;
        case domain::ActivityKind::learning:
            return icon::books;
        case domain::ActivityKind::safety:
            return icon::shield;
        case domain::ActivityKind::service:
            return icon::tools;
    }
    return icon::calendar_event;
}

std::string places_words(const domain::Activity& activity) {
    if (activity.capacity == 0) {
        return format(tr("activity.places_free"), {{"n", activity.signed_up}});
    }
    return format(tr("activity.places"), {{"n", activity.signed_up}, {"max", activity.capacity}});
}

/// A number is there to be called, a name to be read.
void draw_contact(Kit& kit, const std::string& contact) {
    const std::string words = format(tr("activity.contact"), {{"name", contact}});
    if (!domain::is_number_to_call(contact)) return fact_row(kit, icon::phone, words);
    const std::string href = "tel:" + contact;
    if (button(kit, words,
               {.kind = ButtonKind::secondary, .icon = icon::phone, .small = true, .href = href})) {
        kit.page().dial(contact);
    }
}

void draw_facts(Kit& kit, const domain::Activity& activity) {
    const Card card(kit, {.gap = 8});
    const LocalDate date = to_local(activity.when.start).date;
    fact_row(kit, icon::clock,
             format(tr("activity.when"),
                    {{"day", day_title(date)}, {"time", time_range(activity.when)}}),
             true);
    fact_row(kit, icon::map_pin, activity.place, true);
    if (!activity.organiser.empty()) {
        fact_row(kit, icon::users,
                 format(tr("activity.organiser"), {{"name", activity.organiser}}));
    }
    fact_row(kit, icon::ticket, places_words(activity));
    if (activity.minimum > 0) {
        fact_row(kit, icon::flag, format(tr("activity.minimum"), {{"n", activity.minimum}}));
    }
    if (activity.age_min > 0 || activity.age_max > 0) {
        fact_row(kit, icon::user,
                 activity.age_max > 0
                     ? format(tr("activity.ages"),
                              {{"min", activity.age_min}, {"max", activity.age_max}})
                     : format(tr("activity.age_min"), {{"min", activity.age_min}}));
    }
    if (activity.granted_minutes > 0) {
        fact_row(kit, icon::star,
                 format(tr("activity.hours"),
                        {{"time", duration_text(activity.granted_minutes * minute_ms)}}));
    }
    if (activity.placeholder) fact_row(kit, icon::info_circle, tr("activity.placeholder"));
    if (!activity.contact.empty()) draw_contact(kit, activity.contact);
}

std::string joined(const std::vector<std::string>& parts) {
    std::string list;
    for (const std::string& part : parts) {
        if (!list.empty()) list += tr("list.separator");
        list += part;
    }
    return list;
}

void draw_bar(Screen& screen, const app::ActivityDetail& detail) {
    Kit& kit = screen.kit;
    const bool over = detail.activity.when.end <= detail.now;
    if (over && !detail.mine) return;
    const ActionBar bar(kit, "join");
    const ActivityId& id = detail.activity.id;
    if (detail.mine) {
        const bool waiting = detail.mine->state == domain::SignUpState::waitlisted;
        const bool sent = detail.delivery == app::Delivery::delivered;
        list_row(kit, {.title = waiting ? tr("activity.waiting") : tr("activity.mine"),
                       .tag = {sent ? std::string_view() : words_of(detail.delivery), Tone::neutral,
                               icon::device_mobile},
                       .pressable = false});
        if (!over && button(kit, tr("activity.leave"),
                            {.kind = ButtonKind::secondary, .busy = detail.leave.busy()})) {
            screen.open.sheet = "leave " + id.text();
        }
        return;
    }
    if (!detail.signed_in) {
        if (button(kit, tr("activity.sign_in"), {.icon = icon::login, .href = "#/me"})) {
            screen.navigation.go("/me");
        }
        return;
    }
    const std::string_view wrong = first_error(detail.refusals);
    if (!wrong.empty()) {
        text(kit, wrong, {.style = TextStyle::small, .color = kit.colors().ink_soft});
    }
    if (button(kit, tr("activity.join"),
               {.busy = detail.join.busy(), .disabled = !wrong.empty()})) {
        screen.portal.join_activity(id);
    }
}

void draw_leave_sheet(Screen& screen, const app::ActivityDetail& detail) {
    Kit& kit = screen.kit;
    const Sheet sheet(kit, tr("activity.leave_title"));
    text(kit, tr("activity.leave_hint"));
    const bool leave = button(kit, tr("activity.leave"), {.icon = icon::x});
    const bool stay = button(kit, tr("activity.keep"), {.kind = ButtonKind::secondary});
    if (leave) screen.portal.leave_activity(detail.activity.id);
    if (leave || stay || sheet.dismissed()) screen.open.sheet.clear();
}

}  // namespace

void draw_activity(Screen& screen, std::string_view id_text) {
    Kit& kit = screen.kit;
    const auto id = ActivityId::parse(id_text);
    const app::ActivityDetail* detail = id ? screen.portal.activity(*id) : nullptr;
    if (top_bar(kit, {.title = tr("activities.title"), .back = true}) == TopBarUse::back) {
        screen.navigation.back("/activities");
    }
    if (detail == nullptr) {
        const Body body(kit, "no activity");
        const EmptyState state = {.icon = icon::calendar,
                                  .title = tr("activity.unknown"),
                                  .action = tr("activity.see_all"),
                                  .href = "#/activities"};
        if (empty_state(kit, state)) screen.navigation.go("/activities");
        return;
    }
    draw_bar(screen, *detail);
    const domain::Activity& activity = detail->activity;
    {
        const Body body(kit, "activity " + std::string(id_text));
        if (body.pulled()) screen.portal.sync_now();
        const OwnedTag tag = activity_tag(activity, detail->mine.has_value(), detail->now);
        const float size = kit.theme().round_icon();
        const Rect head = kit.place(size);
        draw_round_icon(kit, icon_of(activity.kind), Tone::go, {head.x + size / 2, head.center().y},
                        size);
        draw_tag(kit, tag.text(), {head.x + size + 12, head.center().y - tag_height(kit) / 2},
                 true);
        heading(kit, activity.title, 2, TextStyle::title);
        if (!activity.summary.empty()) text(kit, activity.summary);
        draw_facts(kit, activity);
        if (!detail->conflicts.empty()) {
            banner(kit, format(tr("activity.conflict"), {{"list", joined(detail->conflicts)}}),
                   Tone::go, icon::alert_triangle);
        }
        const std::string_view failed = first_error(detail->join.refusals);
        if (!failed.empty()) banner(kit, failed, Tone::bad, icon::alert_triangle);
    }
    if (screen.open.sheet == "leave " + std::string(id_text)) draw_leave_sheet(screen, *detail);
}

}  // namespace yg::ui
