#include "ui/screens/words.hpp"

#include <algorithm>

#include "generated/icons.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

using app::Delivery;
using domain::ConcernState;

std::string_view refusal_words(domain::Refusal refusal) {
    return tr_named("refusal.", domain::name_of(refusal));
}

std::string_view field_error(const domain::FieldRefusals& refusals, domain::Field field) {
    for (const domain::FieldRefusal& one : refusals) {
        if (one.field == field) return refusal_words(one.refusal);
    }
    return {};
}

std::string_view first_error(const domain::FieldRefusals& refusals) {
    return refusals.empty() ? std::string_view() : refusal_words(refusals.front().refusal);
}

std::string_view words_of(domain::ConcernType type) {
    switch (type) {
        case domain::ConcernType::inquiry:
            return tr("concern.type.inquiry");
        case domain::ConcernType::help:
            return tr("concern.type.help");
        case domain::ConcernType::complaint:
            return tr("concern.type.complaint");
        case domain::ConcernType::report:
            return tr("concern.type.report");
        case domain::ConcernType::suggestion:
            return tr("concern.type.suggestion");
    }
    return {};
}

std::string_view words_of(ConcernState state) {
    switch (state) {
        case ConcernState::submitted:
            return tr("concern.state.submitted");
        case ConcernState::accepted:
            return tr("concern.state.accepted");
        case ConcernState::declined:
            return tr("concern.state.declined");
        case ConcernState::dispatched:
            return tr("concern.state.dispatched");
        case ConcernState::in_progress:
            return tr("concern.state.in_progress");
        case ConcernState::verification:
            return tr("concern.state.verification");
        case ConcernState::resolved:
            return tr("concern.state.resolved");
        case ConcernState::rated:
            return tr("concern.state.rated");
        case ConcernState::reopened:
            return tr("concern.state.reopened");
    }
    return {};
}

std::string_view words_of(domain::Level level) {
    switch (level) {
        case domain::Level::member_household:
            return tr("level.member_household");
        case domain::Level::grid_group:
            return tr("level.grid_group");
        case domain::Level::branch:
            return tr("level.branch");
        case domain::Level::community:
            return tr("level.community");
        case domain::Level::town:
            return tr("level.town");
        case domain::Level::joint:
            return tr("level.joint");
    }
    return {};
}

std::string_view words_of(domain::ActivityKind kind) {
    switch (kind) {
        case domain::ActivityKind::volunteer:
            return tr("activity.kind.volunteer");
        case domain::ActivityKind::family:
            return tr("activity.kind.family");
        case domain::ActivityKind::arts:
            return tr("activity.kind.arts");
        case domain::ActivityKind::learning:
            return tr("activity.kind.learning");
        case domain::ActivityKind::safety:
            return tr("activity.kind.safety");
        case domain::ActivityKind::service:
            return tr("activity.kind.service");
    }
    return {};
}

std::string_view words_of(domain::Role role) {
    switch (role) {
        case domain::Role::resident:
            return tr("role.resident");
        case domain::Role::volunteer:
            return tr("role.volunteer");
        case domain::Role::grid_worker:
            return tr("role.grid_worker");
        case domain::Role::grid_lead:
            return tr("role.grid_lead");
        case domain::Role::community_staff:
            return tr("role.community_staff");
        case domain::Role::town_staff:
            return tr("role.town_staff");
        case domain::Role::department_staff:
            return tr("role.department_staff");
        case domain::Role::property_company:
            return tr("role.property_company");
        case domain::Role::organiser:
            return tr("role.organiser");
        case domain::Role::operator_:
            return tr("role.operator");
    }
    return {};
}

std::string_view words_of(domain::BookingState state) {
    switch (state) {
        case domain::BookingState::pending:
            return tr("booking.state.pending");
        case domain::BookingState::confirmed:
            return tr("booking.state.confirmed");
        case domain::BookingState::cancelled:
            return tr("booking.state.cancelled");
        case domain::BookingState::checked_in:
            return tr("booking.state.checked_in");
        case domain::BookingState::no_show:
            return tr("booking.state.no_show");
    }
    return {};
}

std::string_view words_of(domain::Audience audience) {
    switch (audience) {
        case domain::Audience::everyone:
            return tr("room.audience.everyone");
        case domain::Audience::children_with_guardian:
            return tr("room.audience.children_with_guardian");
        case domain::Audience::preferential_first:
            return tr("room.audience.preferential_first");
    }
    return {};
}

std::string_view words_of(Delivery delivery) {
    switch (delivery) {
        case Delivery::saving:
            return tr("delivery.saving");
        case Delivery::on_phone:
            return tr("delivery.on_phone");
        case Delivery::delivered:
            return tr("delivery.delivered");
        case Delivery::refused:
            return tr("delivery.refused");
    }
    return {};
}

std::string_view words_of(domain::ViewReason reason) {
    switch (reason) {
        case domain::ViewReason::account_listed:
            return tr("view.reason.account_listed");
        case domain::ViewReason::account_changed:
            return tr("view.reason.account_changed");
        case domain::ViewReason::second_step:
            return tr("view.reason.second_step");
        case domain::ViewReason::sessions_checked:
            return tr("view.reason.sessions_checked");
        case domain::ViewReason::concern_handled:
            return tr("view.reason.concern_handled");
    }
    return {};
}

OwnedTag concern_tag(const app::ConcernRow& row) {
    switch (row.delivery) {
        case Delivery::saving:
        case Delivery::on_phone:
            return {std::string(words_of(row.delivery)), Tone::neutral, icon::device_mobile};
        case Delivery::refused:
            return {std::string(words_of(row.delivery)), Tone::bad, icon::alert_triangle};
        case Delivery::delivered:
            break;
    }
    const std::string words(words_of(row.concern.state));
    switch (row.concern.state) {
        case ConcernState::declined:
            return {words, Tone::neutral, icon::x};
        case ConcernState::resolved:
        case ConcernState::rated:
            return {words, Tone::ok, icon::check};
        case ConcernState::reopened:
            return {words, Tone::bad, icon::alert_triangle};
        case ConcernState::verification:
            return {words, Tone::go, icon::help};
        default:
            return {words, Tone::go, icon::clock};
    }
}

OwnedTag activity_tag(const domain::Activity& activity, bool mine, TimeMs now) {
    const auto tag = [](std::string_view words, Tone tone, char32_t icon = 0) {
        return OwnedTag{std::string(words), tone, icon};
    };
    if (activity.state == domain::ActivityState::cancelled) {
        return tag(tr("activity.cancelled"), Tone::bad, icon::x);
    }
    if (activity.when.end <= now) return tag(tr("activity.over"), Tone::neutral);
    if (mine) return tag(tr("activity.mine"), Tone::ok, icon::check);
    if (now < activity.sign_up_opens) return tag(tr("activity.not_open"), Tone::neutral);
    if (now >= activity.sign_up_closes) return tag(tr("activity.closed"), Tone::neutral);
    const int left = domain::places_left(activity);
    if (left <= 0) return tag(tr("activity.full"), Tone::neutral);
    if (activity.signed_up < activity.minimum) {
        return tag(format(tr("activity.missing"), {{"n", activity.minimum - activity.signed_up}}),
                   Tone::go);
    }
    constexpr int few = 10;
    if (activity.capacity > 0 && left <= few) {
        return tag(format(tr("activity.left"), {{"n", left}}), Tone::ok);
    }
    return tag(tr("activity.open"), Tone::ok);
}

std::string room_now_words(const app::RoomNow& room, LocalDate today) {
    if (room.free_now && room.room.mode == domain::RoomMode::seats) {
        return format(tr("room.seats_free"), {{"n", room.seats_free}});
    }
    if (room.free_now) return std::string(tr("room.free_now"));
    if (room.free_from == 0) return std::string(tr("room.none_free"));
    const LocalDate day = to_local(room.free_from).date;
    const std::string time = clock_time(room.free_from);
    if (day == today) return format(tr("room.free_from"), {{"time", time}});
    const std::string day_words = day == add_days(today, 1)
                                      ? std::string(tr("date.tomorrow"))
                                      : std::string(weekday_name(weekday_of(day)));
    return format(tr("room.free_from_day"), {{"day", day_words}, {"time", time}});
}

char32_t room_icon(const domain::Room& room) {
    // The town's files use the icon set's own spelling.
    std::string name = room.icon;
    std::ranges::replace(name, '-', '_');
    const char32_t icon = icon::by_name(name);
    return icon == 0 ? icon::door : icon;
}

std::string day_number(TimeMs moment) {
    return std::to_string(to_local(moment).date.day);
}

}  // namespace yg::ui
