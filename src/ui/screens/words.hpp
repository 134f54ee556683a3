// How the domain's things are called on screens: states, kinds, refusals, and the tags they wear.
#pragma once

#include <string>
#include <string_view>

#include "app/action.hpp"
#include "app/concerns.hpp"
#include "app/home.hpp"
#include "domain/activity/activity.hpp"
#include "domain/person/identity_view.hpp"
#include "ui/kit/tag.hpp"

namespace yg::ui {

/// A tag that owns its words.
struct OwnedTag {
    std::string words;
    Tone tone = Tone::neutral;
    char32_t icon = 0;

    [[nodiscard]] TagText text() const { return {words, tone, icon}; }
};

std::string_view refusal_words(domain::Refusal refusal);
/// The words for a field of a form; empty when it is right.
std::string_view field_error(const domain::FieldRefusals& refusals, domain::Field field);
/// The first refusal of all; empty when there is none.
std::string_view first_error(const domain::FieldRefusals& refusals);

std::string_view words_of(domain::ConcernType type);
std::string_view words_of(domain::ConcernState state);
std::string_view words_of(domain::Level level);
std::string_view words_of(domain::ActivityKind kind);
std::string_view words_of(domain::Role role);
std::string_view words_of(domain::BookingState state);
std::string_view words_of(domain::Audience audience);
std::string_view words_of(app::Delivery delivery);
std::string_view words_of(domain::ViewReason reason);

OwnedTag concern_tag(const app::ConcernRow& row);
OwnedTag activity_tag(const domain::Activity& activity, bool mine, TimeMs now);
/// "空 6 个座", "10:30 起"
std::string room_now_words(const app::RoomNow& room, LocalDate today);
char32_t room_icon(const domain::Room& room);
/// An activity's start as the front of a row: "28" over "周六".
std::string day_number(TimeMs moment);

}  // namespace yg::ui
