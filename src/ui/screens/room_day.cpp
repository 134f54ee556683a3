// One room's day: pick a date, pick a time, book it.
#include <algorithm>

#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/calendar.hpp"
#include "ui/kit/choice.hpp"
#include "ui/kit/day_slots.hpp"
#include "ui/kit/field.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/overlay.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/kit/week_grid.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

/// Minutes since the shown day began; its own end is 1440.
int minute_on(const app::RoomDay& day, TimeMs moment) {
    return static_cast<int>((moment - to_moment(day.date)) / minute_ms);
}

bool by_seat(const app::RoomDay& day) {
    return day.room.mode == domain::RoomMode::seats;
}

SlotLook look_of(domain::SlotState state) {
    switch (state) {
        case domain::SlotState::free:
            return SlotLook::free;
        case domain::SlotState::taken:
            return SlotLook::taken;
        case domain::SlotState::closed:
            return SlotLook::closed;
        case domain::SlotState::past:
            return SlotLook::past;
        case domain::SlotState::too_far:
            return SlotLook::past;
        case domain::SlotState::yours:
            return SlotLook::mine;
    }
    return SlotLook::closed;
}

std::string spoken_slot(const app::RoomDay& day, const domain::Slot& slot) {
    const std::string time = time_range(slot.when);
    switch (slot.state) {
        case domain::SlotState::free:
            if (by_seat(day)) {
                return format(tr("room.slot.seats"), {{"time", time}, {"n", slot.seats_free}});
            }
            return format(tr("room.slot.free"), {{"time", time}});
        case domain::SlotState::taken:
            return format(tr("room.slot.taken"), {{"time", time}});
        case domain::SlotState::closed:
            return format(tr("room.slot.closed"), {{"time", time}});
        case domain::SlotState::yours:
            return format(tr("room.slot.mine"), {{"time", time}});
        case domain::SlotState::past:
        case domain::SlotState::too_far:
            return format(tr("room.slot.past"), {{"time", time}});
    }
    return time;
}

std::vector<DaySlot> day_slots_of(const app::RoomDay& day) {
    std::vector<DaySlot> slots;
    for (const domain::Slot& slot : day.slots) {
        DaySlot look;
        look.start_minute = minute_on(day, slot.when.start);
        look.end_minute = minute_on(day, slot.when.end);
        look.look = look_of(slot.state);
        look.spoken = spoken_slot(day, slot);
        if (by_seat(day) && slot.state == domain::SlotState::free) {
            look.note = format(tr("room.slot.seats_note"), {{"n", slot.seats_free}});
        }
        slots.push_back(std::move(look));
    }
    return slots;
}

bool overlaps_any(const std::vector<DayBlockLook>& blocks, const DaySlot& slot) {
    return std::ranges::any_of(blocks, [&](const DayBlockLook& block) {
        return block.start_minute < slot.end_minute && slot.start_minute < block.end_minute;
    });
}

/// Runs of closed slots become one striped block, bookings one block each; what is taken without a
/// block of its own (a full seat room) becomes one too.
std::vector<DayBlockLook> blocks_of(const app::RoomDay& day, const std::vector<DaySlot>& slots) {
    std::vector<DayBlockLook> blocks;
    for (const app::DayBlock& block : day.blocks) {
        std::string title = block.title;
        if (title.empty()) title = block.mine ? tr("room.block.mine") : tr("room.block.taken");
        blocks.push_back({minute_on(day, block.when.start), minute_on(day, block.when.end),
                          std::move(title), block.mine ? SlotLook::mine : SlotLook::taken});
    }
    const std::vector<DayBlockLook> told = blocks;
    for (const DaySlot& slot : slots) {
        const bool closed = slot.look == SlotLook::closed;
        const bool full = slot.look == SlotLook::taken && by_seat(day) && !overlaps_any(told, slot);
        if (!closed && !full) continue;
        if (!blocks.empty() && blocks.back().look == slot.look &&
            blocks.back().end_minute == slot.start_minute) {
            blocks.back().end_minute = slot.end_minute;
            continue;
        }
        blocks.push_back({slot.start_minute, slot.end_minute,
                          std::string(closed ? tr("room.block.closed") : tr("room.block.taken")),
                          slot.look});
    }
    // The first and last minutes belong to the day's opening.
    for (DayBlockLook& block : blocks) {
        block.start_minute = std::max(block.start_minute, slots.front().start_minute);
        block.end_minute = std::min(block.end_minute, slots.back().end_minute);
    }
    std::erase_if(blocks, [](const auto& b) { return b.end_minute <= b.start_minute; });
    return blocks;
}

void draw_dates(Screen& screen, const app::RoomDay& day) {
    std::vector<StripDay> days;
    int chosen = no_day;
    for (LocalDate date = day.today; date <= day.last_date; date = add_days(date, 1)) {
        if (date == day.date) chosen = static_cast<int>(days.size());
        days.push_back({date});
    }
    const int pressed = date_strip(screen.kit, tr("room.pick_day"), days, chosen);
    if (pressed != no_day) {
        screen.portal.show_day(day.room.id, days[static_cast<std::size_t>(pressed)].date);
    }
}

void draw_column(Screen& screen, const app::RoomDay& day) {
    Kit& kit = screen.kit;
    if (day.slots.empty()) {
        empty_state(kit, {.icon = icon::door,
                          .title = tr("room.closed_day"),
                          .detail = tr("room.closed_day_hint")});
        return;
    }
    const Card card(kit, {.padding = 8});
    const std::vector<DaySlot> slots = day_slots_of(day);
    DayPick pick;
    if (day.selection) {
        pick.any = true;
        pick.start_minute = minute_on(day, day.selection->start);
        pick.end_minute = minute_on(day, day.selection->end);
        pick.title = format(tr("room.picked"), {{"time", time_range(*day.selection)}});
    }
    const int pressed = day_slots(kit, tr("room.pick_time"), slots, blocks_of(day, slots), pick);
    if (pressed >= 0) {
        screen.portal.tap_slot(day.room.id,
                               day.slots[static_cast<std::size_t>(pressed)].when.start);
    }
}

std::string spoken_day(const app::WeekDay& day) {
    const std::string date = day_title(day.date);
    if (day.slots.empty()) return format(tr("week.day_closed"), {{"day", date}});
    DurationMs free = 0;
    for (const domain::Slot& slot : day.slots) {
        if (slot.state == domain::SlotState::free) free += slot.when.end - slot.when.start;
    }
    if (free == 0) return format(tr("week.day_full"), {{"day", date}});
    return format(tr("week.day_free"), {{"day", date}, {"time", duration_text(free)}});
}

/// All days at a glance; a tap on one shows it alone.
void draw_week(Screen& screen, const app::RoomDay& day) {
    std::vector<WeekDayLook> days;
    for (const app::WeekDay& week_day : day.week) {
        WeekDayLook look = {week_day.date, spoken_day(week_day), {}};
        for (const domain::Slot& slot : week_day.slots) {
            const auto minute = [&](TimeMs moment) {
                return static_cast<int>((moment - to_moment(week_day.date)) / minute_ms);
            };
            look.slots.push_back({.start_minute = minute(slot.when.start),
                                  .end_minute = minute(slot.when.end),
                                  .look = look_of(slot.state)});
        }
        days.push_back(std::move(look));
    }
    const Card card(screen.kit, {.padding = 12});
    const int pressed = week_grid(screen.kit, tr("week.title"), days);
    if (pressed < 0) return;
    screen.open.as_week = false;
    screen.portal.show_day(day.room.id, days[static_cast<std::size_t>(pressed)].date);
}

void draw_times(Screen& screen, const app::RoomDay& day) {
    const int view = segmented(screen.kit, tr("week.view"),
                               {std::string(tr("week.one_day")), std::string(tr("week.title"))},
                               screen.open.as_week ? 1 : 0);
    if (view != nothing_chosen) screen.open.as_week = view == 1;
    if (screen.open.as_week) return draw_week(screen, day);
    draw_dates(screen, day);
    draw_column(screen, day);
}

void draw_facts(Kit& kit, const app::RoomDay& day) {
    fact_row(kit, icon::users, format(tr("room.capacity"), {{"n", day.room.capacity}}));
    fact_row(kit, icon::hourglass,
             format(tr("room.longest"),
                    {{"time", duration_text(day.room.longest_minutes * minute_ms)}}));
    if (day.room.needs_approval) fact_row(kit, icon::clock, tr("room.approval"));
}

void draw_alternatives(Screen& screen, const app::RoomDay& day) {
    if (day.alternatives.empty()) return;
    Kit& kit = screen.kit;
    text(kit, tr("room.alternatives"), {.style = TextStyle::body_strong});
    for (const Interval& when : day.alternatives) {
        const std::string words =
            relative_day(to_local(when.start).date, day.today) + " " + time_range(when);
        if (button(kit, words, {.kind = ButtonKind::secondary, .small = true})) {
            screen.portal.select_time(day.room.id, when);
        }
    }
}

std::string_view refusal_of_booking(const app::RoomDay& day) {
    if (!day.book.refusals.empty()) return first_error(day.book.refusals);
    return day.selection ? first_error(day.refusals) : std::string_view();
}

std::string_view pick_hint(const Screen& screen, const app::RoomDay& day) {
    if (screen.open.as_week) return tr("room.pick_day_hint");
    return app::has_free_slot(day.slots) ? tr("room.pick_hint") : tr("room.none_hint");
}

void draw_book_bar(Screen& screen, const app::RoomDay& day) {
    Kit& kit = screen.kit;
    const ActionBar bar(kit, "book");
    if (!day.selection) return small_text(kit, pick_hint(screen, day));
    const std::string when =
        format(tr("room.picked_bar"),
               {{"day", relative_day(day.date, day.today)}, {"time", time_range(*day.selection)}});
    const std::string_view wrong = day.signed_in ? refusal_of_booking(day) : std::string_view();
    TagText tag = {tr("room.can_book"), Tone::ok, icon::check};
    if (!wrong.empty()) tag = {};
    list_row(kit,
             {.title = when,
              .detail = wrong.empty() ? (by_seat(day) ? tr("room.seat") : tr("room.whole")) : wrong,
              .tag = tag,
              .pressable = false});
    if (!day.signed_in) {
        if (button(kit, tr("room.sign_in_first"), {.icon = icon::login, .href = "#/me"})) {
            screen.navigation.go("/me");
        }
        return;
    }
    if (button(kit, tr("room.book"), {.busy = day.book.busy(), .disabled = !wrong.empty()})) {
        screen.portal.book(day.room.id);
    }
}

void draw_about(Screen& screen, const app::RoomDay& day) {
    Kit& kit = screen.kit;
    const Sheet sheet(kit, day.room.name);
    text(kit, day.room.purpose);
    draw_facts(kit, day);
    fact_row(kit, icon::user, words_of(day.room.audience));
    if (!day.room.equipment.empty()) {
        std::string list;
        for (const std::string& thing : day.room.equipment) {
            if (!list.empty()) list += tr("list.separator");
            list += thing;
        }
        fact_row(kit, icon::armchair, format(tr("room.equipment"), {{"list", list}}));
    }
    if (day.room.placeholder) fact_row(kit, icon::info_circle, tr("room.placeholder"));
    if (sheet.dismissed()) screen.open.sheet.clear();
}

}  // namespace

void draw_room_day(Screen& screen, std::string_view id_text) {
    Kit& kit = screen.kit;
    const auto id = RoomId::parse(id_text);
    app::RoomDay* day = id ? screen.portal.room_day(*id) : nullptr;
    TopBar bar = {.title = day != nullptr ? std::string_view(day->room.name) : tr("room.unknown"),
                  .back = true};
    if (day != nullptr) {
        bar.action_icon = icon::info_circle;
        bar.action = tr("room.info");
    }
    const TopBarUse use = top_bar(kit, bar);
    if (use == TopBarUse::back) screen.navigation.back("/rooms");
    if (use == TopBarUse::action) screen.open.sheet = "about";
    if (day == nullptr) {
        const Body body(kit, "no room");
        const EmptyState state = {.icon = icon::door,
                                  .title = tr("room.unknown"),
                                  .action = tr("room.see_all"),
                                  .href = "#/rooms"};
        if (empty_state(kit, state)) screen.navigation.go("/rooms");
        return;
    }
    draw_book_bar(screen, *day);
    {
        const Body body(kit, "room " + std::string(id_text));
        if (body.pulled()) screen.portal.sync_now();
        const std::string_view wrong = first_error(day->book.refusals);
        if (!wrong.empty()) banner(kit, wrong, Tone::bad, icon::alert_triangle);
        draw_alternatives(screen, *day);
        draw_times(screen, *day);
        draw_facts(kit, *day);
        if (day->selection && !by_seat(*day)) {
            field(kit,
                  {.label = tr("room.purpose"),
                   .placeholder = tr("room.purpose_placeholder"),
                   .error = field_error(day->refusals, domain::Field::purpose)},
                  day->purpose);
        }
    }
    if (screen.open.sheet == "about") draw_about(screen, *day);
}

}  // namespace yg::ui
