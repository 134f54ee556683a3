// Every widget in every state: the living reference, and the example of how to use each.
#include <array>

#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/calendar.hpp"
#include "ui/kit/choice.hpp"
#include "ui/kit/day_slots.hpp"
#include "ui/kit/field.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/grid_map.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/overlay.hpp"
#include "ui/kit/photo.hpp"
#include "ui/kit/progress.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/kit/week_grid.hpp"
#include "ui/screens/screen.hpp"

namespace yg::ui {

namespace {

/// What a person can change here; a screen of the portal keeps such things in its model.
struct Tried {
    int chip = 0;
    int segment = 1;
    bool on = true;
    bool agreed = false;
    std::string name;
    std::string words;
    std::string too_long = "ABCDEF";
    std::string phone = "0939";
    std::string search;
    std::string code;
    std::string number = "12";
    std::string date;
    int day = 2;
    int shape = 4;
    int slot = 2;
};

Tried& tried() {
    static Tried values;
    return values;
}

std::string words(TextKey key) {
    return std::string(tr(key));
}

/// Placed by hand, where a whole line is too much.
void show_small_buttons(Kit& kit) {
    const float height = kit.theme().target();
    const Rect row = kit.place(height);
    const float pill = pill_width(kit, tr("home.elder"), true);
    pill_button(kit, tr("home.elder"), icon::eyeglass, {row.x, row.y, pill, height});
    icon_button(kit, tr("gallery.show_sheet"), icon::info_circle,
                {row.right() - height / 2, row.center().y});
}

void show_buttons(Screen& screen) {
    const IdScope scope(screen.kit, "buttons");
    Kit& kit = screen.kit;
    section(kit, tr("gallery.buttons"));
    button(kit, tr("home.raise"), {.icon = icon::message_plus, .large = true});
    button(kit, tr("gallery.primary"));
    button(kit, tr("gallery.with_icon"), {.icon = icon::send});
    button(kit, tr("gallery.secondary"), {.kind = ButtonKind::secondary});
    button(kit, tr("gallery.ghost"), {.kind = ButtonKind::ghost});
    {
        Columns columns(kit, {1, 1}, 8);
        columns.next();
        button(kit, tr("gallery.busy"), {.small = true, .busy = true});
        columns.next();
        button(kit, tr("gallery.disabled"), {.small = true, .disabled = true});
    }
    show_small_buttons(kit);
}

void show_text(Screen& screen) {
    const IdScope scope(screen.kit, "text");
    Kit& kit = screen.kit;
    const Card card(kit, {.gap = 6});
    text(kit, tr("app.name"), {.style = TextStyle::title});
    text(kit, tr("app.name"), {.style = TextStyle::heading});
    text(kit, tr("gallery.long_text"));
    small_text(kit, tr("gallery.long_text"));
}

void show_choices(Screen& screen) {
    const IdScope scope(screen.kit, "choices");
    Kit& kit = screen.kit;
    Tried& values = tried();
    section(kit, tr("gallery.choices"));
    const std::vector<std::string> kinds = {
        words("activity.kind.volunteer"), words("activity.kind.family"),
        words("activity.kind.arts"),      words("activity.kind.learning"),
        words("activity.kind.safety"),    words("activity.kind.service"),
        words("activities.has_places")};
    const int chip = chips(kit, tr("gallery.choices"), kinds, values.chip);
    if (chip != nothing_chosen) values.chip = chip;
    const int strip = chip_strip(kit, tr("activities.filter"), kinds, values.chip);
    if (strip != nothing_chosen) values.chip = strip;
    const int segment =
        segmented(kit, tr("activities.view"), {words("activities.month"), words("activities.list")},
                  values.segment);
    if (segment != nothing_chosen) values.segment = segment;
    if (switch_row(kit, tr("me.elder"), values.on, tr("me.elder_hint"))) values.on = !values.on;
    if (switch_row(kit, tr("raise.on_behalf"), !values.on)) values.on = !values.on;
    if (check_row(kit, tr("consent.agree"), values.on)) values.on = !values.on;
    if (check_row(kit, tr("gallery.agree_first"), values.agreed,
                  values.agreed ? std::string_view() : tr("gallery.error"))) {
        values.agreed = !values.agreed;
    }
    segmented(kit, tr("gallery.long_choices"),
              {words("gallery.long_choice_1"), words("gallery.long_choice_2")}, 0);
}

void show_fields(Screen& screen) {
    const IdScope scope(screen.kit, "fields");
    Kit& kit = screen.kit;
    Tried& values = tried();
    section(kit, tr("gallery.fields"));
    field(kit, {.label = tr("gallery.name"), .hint = tr("gallery.hint")}, values.name);
    field(kit,
          {.label = tr("gallery.phone"),
           .kind = platform::FieldKind::telephone,
           .error = tr("gallery.error")},
          values.phone);
    field(kit, {.label = tr("gallery.code"), .kind = platform::FieldKind::one_time_code},
          values.code);
    field(kit, {.label = tr("gallery.number"), .kind = platform::FieldKind::number}, values.number);
    field(kit, {.label = tr("gallery.date"), .kind = platform::FieldKind::date}, values.date);
    field(kit,
          {.label = tr("raise.words"),
           .kind = platform::FieldKind::multiline,
           .placeholder = tr("raise.words_placeholder"),
           .counted_max = 500,
           .lines_min = 3},
          values.words);
    field(
        kit,
        {.label = tr("gallery.too_long"), .error = tr("refusal.words_too_long"), .counted_max = 4},
        values.too_long);
    field(kit,
          {.label = tr("action.search"),
           .kind = platform::FieldKind::search,
           .placeholder = tr("gallery.search"),
           .hide_label = true},
          values.search);
}

void show_cards(Screen& screen) {
    const IdScope scope(screen.kit, "cards");
    Kit& kit = screen.kit;
    section(kit, tr("gallery.cards"), tr("home.all"));
    {
        const Card card(kit, {.button = tr("home.need.answered"), .accent = true, .padding = 12});
        list_row(kit, {.title = tr("home.need.answered"),
                       .detail = tr("concern.track.confirm"),
                       .icon = icon::message_reply,
                       .icon_tone = Tone::go,
                       .chevron = true,
                       .pressable = false});
    }
    {
        const Card card(kit, {.gap = 4});
        list_row(kit, {.title = tr("nav.activities"),
                       .detail = tr("gallery.long_text"),
                       .lead = "28",
                       .lead_below = tr("weekday.6"),
                       .tag = {tr("activity.open"), Tone::ok}});
        divider(kit);
        list_row(kit, {.title = tr("nav.rooms"),
                       .detail = tr("room.whole"),
                       .lead = "15:00",
                       .tag = {tr("activity.full"), Tone::neutral}});
    }
    {
        const Card card(kit, {.gap = 4});
        fact_row(kit, icon::clock, tr("room.whole"), true);
        fact_row(kit, icon::map_pin, tr("gallery.long_text"));
    }
    const Card card(kit, {.gap = 10, .selected = true});
    const Rect row = kit.place(tag_height(kit));
    float x = row.x;
    for (const TagText& tag : {TagText{tr("activity.open"), Tone::ok, icon::check},
                               TagText{tr("concern.state.in_progress"), Tone::go, icon::clock},
                               TagText{tr("delivery.refused"), Tone::bad, icon::alert_triangle},
                               TagText{tr("activity.over"), Tone::neutral}}) {
        const float width = tag_width(kit, tag);
        if (x + width > row.right()) break;
        draw_tag(kit, tag, {x, row.y}, true);
        x += width + 8;
    }
    const Rect faces = kit.place(48);
    draw_avatar(kit, tr("app.name"), {faces.x + 24, faces.center().y}, 48);
    draw_round_icon(kit, icon::brush, Tone::ok, {faces.x + 84, faces.center().y}, 44);
    draw_round_icon(kit, icon::music, Tone::go, {faces.x + 140, faces.center().y}, 44);
    draw_badge(kit, 3, {faces.x + 160, faces.y + 6});
    draw_badge(kit, 120, {faces.x + 210, faces.center().y});
}

void show_progress(Screen& screen) {
    const IdScope scope(screen.kit, "progress");
    Kit& kit = screen.kit;
    section(kit, tr("gallery.progress"));
    progress_line(kit, tr("concern.clock"), 0.6F, kit.colors().sun);
    progress_line(kit, tr("concern.overdue"), 1, kit.colors().red);
    const std::array shares = {Share{tr("concerns.waiting"), 3, kit.colors().red},
                               Share{tr("concerns.working"), 8, kit.colors().sun},
                               Share{tr("concerns.closed"), 21, kit.colors().ok}};
    share_bar(kit, tr("concerns.counts"), shares);
    {
        const Card card(kit);
        track(kit, tr("concern.track"),
              {{StepState::done, words("concern.state.accepted"), words("level.grid_group")},
               {StepState::current, words("concern.state.in_progress"), words("level.community")},
               {StepState::ahead, words("concern.track.confirm"),
                words("concern.track.confirm_hint")}});
    }
    skeleton(kit, 1);
}

void show_dates(Screen& screen) {
    const IdScope scope(screen.kit, "dates");
    Kit& kit = screen.kit;
    Tried& values = tried();
    section(kit, tr("gallery.calendar"));
    const LocalDate start = {2026, 11, 23};
    std::vector<StripDay> days;
    for (int i = 0; i < 10; ++i) days.push_back({add_days(start, i), i == 9});
    const int pressed = date_strip(kit, tr("room.pick_day"), days, values.day);
    if (pressed != no_day) values.day = pressed;
    {
        std::vector<MonthCell> cells;
        for (int i = 0; i < 14; ++i) {
            MonthCell cell;
            cell.date = add_days(start, i);
            cell.today = i == 1;
            cell.chosen = i == values.day;
            cell.marked = i % 3 == 0;
            cell.mine = i == 6;
            cell.spoken = day_title(cell.date);
            cells.push_back(std::move(cell));
        }
        const Card card(kit, {.padding = 8});
        const int cell = month_grid(kit, tr("activities.grid"), cells);
        if (cell != no_day) values.day = cell;
    }
    std::vector<DaySlot> slots;
    constexpr std::array looks = {SlotLook::past, SlotLook::taken,  SlotLook::free,
                                  SlotLook::free, SlotLook::closed, SlotLook::mine};
    for (int i = 0; i < static_cast<int>(looks.size()); ++i) {
        const int from = 540 + 30 * i;
        slots.push_back({from,
                         from + 30,
                         looks[static_cast<std::size_t>(i)],
                         format_minute(from) + " " + std::to_string(i),
                         {}});
    }
    const std::vector<DayBlockLook> blocks = {
        {570, 600, words("room.block.taken"), SlotLook::taken},
        {660, 690, words("room.block.closed"), SlotLook::closed},
        {690, 720, words("room.block.mine"), SlotLook::mine}};
    {
        std::vector<WeekDayLook> week;
        for (int i = 0; i < 7; ++i) {
            const LocalDate date = add_days(start, i);
            week.push_back({date, day_title(date), i == 6 ? std::vector<DaySlot>() : slots});
        }
        const Card card(kit, {.padding = 12});
        week_grid(kit, tr("week.title"), week);
    }
    const int from = slots[static_cast<std::size_t>(values.slot)].start_minute;
    const Card card(kit, {.padding = 8});
    const int slot = day_slots(kit, tr("room.pick_time"), slots, blocks,
                               {true, from, from + 30, format_minute(from)});
    if (slot >= 0) values.slot = slot;
}

void show_map(Screen& screen) {
    const IdScope scope(screen.kit, "map");
    Kit& kit = screen.kit;
    section(kit, tr("gallery.map"));
    std::vector<MapShape> shapes;
    for (int i = 0; i < 9; ++i) {
        const float x = static_cast<float>(i % 3) * 40;
        const float y = static_cast<float>(i / 3) * 24 + static_cast<float>(i % 3) * 4;
        shapes.push_back({{{x, y}, {x, y + 24}, {x + 40, y + 28}, {x + 40, y + 4}},
                          std::to_string(i + 1),
                          format(tr("raise.grid_name"), {{"community", ""}, {"n", i + 1}}),
                          static_cast<std::uint8_t>(i % 4)});
    }
    const int picked = grid_map(kit, tr("raise.map"), shapes, tried().shape, 240);
    if (picked >= 0) tried().shape = picked;
}

/// Without a picture a tile shows what it stands for. What is chosen here lands in 我要说.
void show_photos(Screen& screen) {
    const IdScope scope(screen.kit, "photos");
    Kit& kit = screen.kit;
    section(kit, tr("gallery.photos"));
    const std::array tiles = {
        PhotoTile{.id = "plain"}, PhotoTile{.id = "waiting", .note = words("photo.waiting")},
        PhotoTile{.id = "sending", .note = format(tr("photo.sending"), {{"percent", 40}})},
        PhotoTile{.id = "refused", .note = words("photo.refused"), .bad = true},
        PhotoTile{.id = "made",
                  .note = words("photo.being_made"),
                  .being_made = true,
                  .can_be_opened = false}};
    photo_tiles(kit, tiles,
                {.name = tr("raise.photos"),
                 .removable = true,
                 .addable = 1,
                 .add = tr("raise.add_photo")});
    whole_photo(kit, tr("gallery.photos"), tiles[0], 160);
}

void show_messages(Screen& screen) {
    const IdScope scope(screen.kit, "messages");
    Kit& kit = screen.kit;
    section(kit, tr("gallery.messages"));
    const std::array<Call, 3> calls = {Call{"119", tr("call.119")}, Call{"120", tr("call.120")},
                                       Call{"110", tr("call.110")}};
    banner(kit, tr("raise.urgent"), Tone::go, icon::alert_triangle, calls);
    banner(kit, tr("refusal.room_taken"), Tone::bad, icon::alert_triangle);
    empty_state(kit, {.icon = icon::search,
                      .title = tr("concerns.none"),
                      .detail = tr("concerns.none_hint"),
                      .action = tr("home.raise")});
    if (button(kit, tr("gallery.show_toast"), {.kind = ButtonKind::secondary})) {
        kit.toast({.words = words("notice.signed_out")});
        kit.toast({.words = format(tr("notice.booking_confirmed"), {{"title", tr("nav.rooms")}}),
                   .tone = Toast::Tone::good});
        kit.toast({.words = words("me.dismissed"), .action = words("action.undo")});
        kit.toast({.words = words("photo.not_kept"), .tone = Toast::Tone::bad});
    }
    if (button(kit, tr("gallery.show_sheet"), {.kind = ButtonKind::secondary})) {
        screen.open.sheet = "gallery";
    }
}

/// A page has one of them at its bottom: the tabs, or its own main action. The segments above
/// choose which; on a wide screen the tabs are a rail, which the shell draws.
void show_bottom_bar(Kit& kit) {
    const IdScope scope(kit, "bars");
    if (tried().segment == 0 && !kit.wide()) {
        const std::array tabs = {Tab{tr("nav.home"), icon::home, "#/"},
                                 Tab{tr("nav.rooms"), icon::door, "#/rooms"},
                                 Tab{tr("nav.me"), icon::user, "#/me", 3}};
        tab_bar(kit, tabs, 1);
        return;
    }
    const ActionBar bar(kit, tr("gallery.bars"));
    small_text(kit, tr("gallery.hint"));
    button(kit, tr("gallery.primary"));
}

}  // namespace

void draw_gallery(Screen& screen) {
    Kit& kit = screen.kit;
    const TopBarUse use = top_bar(kit, {.title = tr("gallery.title"),
                                        .back = true,
                                        .note = tr("raise.kept"),
                                        .action_icon = icon::info_circle,
                                        .action = tr("gallery.show_sheet")});
    if (use == TopBarUse::back) screen.navigation.back("/");
    if (use == TopBarUse::action) screen.open.sheet = "gallery";
    step_line(kit, 2, 3);
    show_bottom_bar(kit);
    {
        const Body body(kit, "gallery");
        show_text(screen);
        show_buttons(screen);
        show_choices(screen);
        show_fields(screen);
        show_cards(screen);
        show_progress(screen);
        show_dates(screen);
        show_map(screen);
        show_photos(screen);
        show_messages(screen);
    }
    if (screen.open.sheet != "gallery") return;
    const Sheet sheet(kit, tr("activity.leave_title"));
    text(kit, tr("activity.leave_hint"));
    const bool done = button(kit, tr("activity.leave"));
    const bool keep = button(kit, tr("activity.keep"), {.kind = ButtonKind::secondary});
    if (done || keep || sheet.dismissed()) screen.open.sheet.clear();
}

}  // namespace yg::ui
