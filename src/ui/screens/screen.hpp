// What every screen is given, and the list of them. A screen reads models, calls actions and draws;
// it keeps nothing of its own but what is open on it.
#pragma once

#include <string>
#include <string_view>

#include "app/portal.hpp"
#include "platform/preferences.hpp"
#include "ui/kit/kit.hpp"
#include "ui/kit/strings.hpp"
#include "ui/screens/navigation.hpp"
#include "ui/screens/settings.hpp"

namespace yg::ui {

/// What is open on a screen and isn't in its address. Forgotten with a change of address.
struct OpenThings {
    std::string sheet;    ///< Which sheet is open: "cancel:<booking id>", "about"; empty: none.
    std::string search;   ///< What is being searched for.
    bool arrived = true;  ///< The page has not taken notice of its address yet.
    bool reload_put_off = false;  ///< On this page the person wants to go on for now.
    bool as_list = false;         ///< The calendar's second view; kept between visits.
    bool as_week = false;         ///< A room's second view; kept between visits.
    bool opened_my_data = false;  ///< It was asked for on this visit.
    bool opened_inbox = false;    ///< What is in it was marked as read on this visit.
    bool correcting = false;      ///< The form was filled in on this visit.
    bool asked_accounts = false;  ///< The sample accounts were asked for on this visit.
};

struct Screen {
    Kit& kit;
    app::Portal& portal;
    Navigation& navigation;
    Settings& settings;
    OpenThings& open;
};

void draw_home(Screen& screen);
void draw_raise(Screen& screen);
void draw_concerns(Screen& screen);
void draw_concern(Screen& screen, std::string_view id);
void draw_rooms(Screen& screen);
void draw_room_day(Screen& screen, std::string_view id);
void draw_activities(Screen& screen);
void draw_activity(Screen& screen, std::string_view id);
void draw_me(Screen& screen);
void draw_inbox(Screen& screen);
/// What 我的 shows while nobody is signed in.
void draw_sign_in(Screen& screen, const app::Me& me);
/// Its part on where the person is signed in, and what lies over the page when one is to end.
void draw_sessions(Screen& screen);
void draw_end_session_sheet(Screen& screen);
/// Asks whoever is signed in to agree to the text on personal data when it changed, over whatever
/// page is open; what that text's own page shows then; what waits for it.
void draw_consent_question(Screen& screen);
void draw_consent_changes(Screen& screen);
void draw_consent_answer(Screen& screen);
void draw_consent_wait(Screen& screen);
/// What people agree to when they sign in.
void draw_privacy(Screen& screen);
/// What the town keeps of the person; correcting it; deleting the account.
void draw_my_data(Screen& screen);
void draw_correct(Screen& screen);
void draw_erase(Screen& screen);
/// What such pages show to who isn't signed in.
void draw_nobody(Screen& screen, std::string_view title);
void draw_gallery(Screen& screen);
/// Loads the page anew when it and the server no longer understand each other, or offers it over
/// whatever page is open.
void draw_reload(Screen& screen);
/// The name of that offer in `OpenThings::sheet`.
inline constexpr std::string_view reload_sheet = "reload";

}  // namespace yg::ui
