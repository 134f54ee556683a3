// What everyone may know about the town itself: its name, its numbers, its calendar.
#pragma once

#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/town/settings.hpp"

namespace yg::domain {

/// A number people call.
struct Telephone {
    std::string name;
    std::string number;
    bool placeholder = false;

    bool operator==(const Telephone&) const = default;
};

/// A day that is not what its weekday says.
struct CalendarDay {
    LocalDate date;
    std::string name;          ///< "国庆节"
    bool workday = false;      ///< 调休: worked although at a weekend. Otherwise free.
    bool placeholder = false;  ///< Not published yet: the arrangement may differ.

    bool operator==(const CalendarDay&) const = default;
};

struct TownProfile {
    TownId id;
    std::string name;
    std::string service_centre;
    std::vector<Telephone> telephones;
    TownSettings settings;

    bool operator==(const TownProfile&) const = default;
};

}  // namespace yg::domain
