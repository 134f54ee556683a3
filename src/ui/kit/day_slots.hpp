// One day of a room as a column: hours down the side, what is taken, and what one picks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/kit.hpp"

namespace yg::ui {

enum class SlotLook : std::uint8_t { free, taken, closed, past, mine };

struct DaySlot {
    int start_minute = 0;  ///< Of the day.
    int end_minute = 0;
    SlotLook look = SlotLook::free;
    std::string spoken = {};  ///< "15:00–15:30, 可约"
    std::string note = {};    ///< Drawn in the slot: "余 4 座"; may be empty.
};

/// Something that spans slots; drawn over them.
struct DayBlockLook {
    int start_minute = 0;
    int end_minute = 0;
    std::string title = {};
    SlotLook look = SlotLook::taken;
};

struct DayPick {
    bool any = false;
    int start_minute = 0;
    int end_minute = 0;
    std::string title = {};
};

/// Returns the index of the free slot that was pressed, or -1.
int day_slots(Kit& kit, std::string_view name, const std::vector<DaySlot>& slots,
              const std::vector<DayBlockLook>& blocks, const DayPick& pick);

}  // namespace yg::ui
