// 约场地: every room and whether one can go there now.
#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

void draw_rooms(Screen& screen) {
    Kit& kit = screen.kit;
    const app::RoomList& list = screen.portal.rooms();
    const LocalDate today = screen.portal.home().now.date;
    top_bar(kit, {.title = tr("rooms.title")});
    const Body body(kit, "rooms");
    if (body.pulled()) screen.portal.sync_now();
    small_text(kit, tr("rooms.intro"));
    for (const app::RoomNow& room : list.rooms) {
        const std::string route = "/rooms/" + room.room.id.text();
        const std::string href = "#" + route;
        const std::string state = room_now_words(room, today);
        const std::string spoken = room.room.name + ", " + state + ", " + room.room.purpose;
        const Card card(kit, {.button = spoken,
                              .href = href,
                              .padding = 12,
                              .selected = screen.navigation.route() == route});
        list_row(kit, {.title = room.room.name,
                       .detail = room.room.purpose,
                       .icon = room_icon(room.room),
                       .icon_tone = room.free_now ? Tone::ok : Tone::go,
                       .tag = {state, room.free_now ? Tone::ok : Tone::neutral},
                       .pressable = false});
        if (card.pressed()) screen.navigation.go(route);
    }
}

}  // namespace yg::ui
