// 活动: what happens in the community, and who signed up for it.
#pragma once

#include <cstdint>
#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace yg::domain {

/// Numbers are stored; never reused.
enum class ActivityKind : std::uint8_t {
    volunteer = 1,  ///< 志愿
    family = 2,     ///< 亲子
    arts = 3,       ///< 文艺
    learning = 4,   ///< 宣讲
    safety = 5,     ///< 安全
    service = 6,    ///< 便民
};

enum class ActivityState : std::uint8_t { planned = 1, cancelled = 2 };

struct Activity {
    ActivityId id;
    SeriesId series;  ///< Empty for a single activity.
    std::string title;
    ActivityKind kind = ActivityKind::volunteer;
    std::string summary;
    RoomId room;        ///< Empty when outdoors.
    std::string place;  ///< As shown: a room's name or a place outdoors.
    CommunityId community;
    std::string organiser;
    std::string contact;
    Interval when;
    int capacity = 0;  ///< 0: no limit.
    int minimum = 0;   ///< 0: none.
    TimeMs sign_up_opens = 0;
    TimeMs sign_up_closes = 0;
    int age_min = 0;
    int age_max = 0;          ///< 0: none.
    int granted_minutes = 0;  ///< 志愿时长
    int signed_up = 0;        ///< People who hold a place.
    ActivityState state = ActivityState::planned;
    bool placeholder = false;
};

/// Numbers are stored; never reused.
enum class SignUpState : std::uint8_t { confirmed = 1, waitlisted = 2, cancelled = 3 };

struct SignUp {
    SignUpId id;
    ActivityId activity;
    PersonId person;
    SignUpState state = SignUpState::confirmed;
    TimeMs created_at = 0;
};

/// Places left; a large number when there is no limit.
int places_left(const Activity& activity);

}  // namespace yg::domain
