// 诉求: what a resident raises, the states it passes through and the levels that answer it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/person/person.hpp"

namespace yg::domain {

/// 咨询 求助 投诉 举报 建议. Numbers are stored; never reused.
enum class ConcernType : std::uint8_t {
    inquiry = 1,
    help = 2,
    complaint = 3,
    report = 4,
    suggestion = 5,
};

inline constexpr std::array all_concern_types = {
    ConcernType::inquiry, ConcernType::help,       ConcernType::complaint,
    ConcernType::report,  ConcernType::suggestion,
};

/// 事件 or 部件.
enum class CategoryKind : std::uint8_t { conduct = 1, facility = 2 };

struct Category {
    CategoryId id;
    std::string name;
    CategoryKind kind = CategoryKind::conduct;
    bool urgent = false;  ///< Danger to life: call buttons are shown first.
    int order = 0;        ///< Position in lists.
};

/// Numbers are stored; never reused.
enum class ConcernState : std::uint8_t {
    submitted = 1,     ///< 待受理
    accepted = 2,      ///< 已受理
    declined = 3,      ///< 不予受理
    dispatched = 4,    ///< 已派单
    in_progress = 5,   ///< 办理中
    verification = 6,  ///< 待核查
    resolved = 7,      ///< 已办结
    rated = 8,         ///< 已评价
    reopened = 9,      ///< 重办
};

/// 党员中心户, 网格党小组, 片区党支部, 社区, 镇, and 联合处置. Numbers are stored; never reused.
enum class Level : std::uint8_t {
    member_household = 1,
    grid_group = 2,
    branch = 3,
    community = 4,
    town = 5,
    joint = 6,
};

struct Concern {
    ConcernId id;
    std::string number;  ///< "XC-1124-0007"; empty on the phone until the server gave one.
    ConcernType type = ConcernType::help;
    CategoryId category;
    GridId grid;
    std::string compound;  ///< Empty when only the grid is known.
    std::string words;     ///< Empty in the public projection unless staff released them.
    PersonId reporter;     ///< Empty in the public projection.
    std::string contact;   ///< Telephone number; empty in the public projection.
    bool on_behalf = false;
    bool released = false;  ///< Staff released words for the public page.
    ConcernState state = ConcernState::submitted;
    Level level = Level::grid_group;
    UnitId lead_unit;    ///< 主办; empty before dispatch.
    std::string answer;  ///< Latest public answer.
    int rating = 0;      ///< 1–5; 0 when not rated.
    TimeMs created_at = 0;
    TimeMs step_started_at = 0;  ///< When the running clock began.
    TimeMs due_at = 0;           ///< When the running clock ends; 0 when no clock runs.
};

/// One line of the timeline; append-only.
struct ConcernEvent {
    std::string id;
    ConcernId concern;
    TimeMs at = 0;
    ConcernState state = ConcernState::submitted;  ///< State after the event.
    Level level = Level::grid_group;
    std::string actor;   ///< Role or unit as shown: "网格员".
    std::string remark;  ///< Public remark; may be empty.
};

/// Who may make a transition.
enum class TransitionActor : std::uint8_t { reporter, grid_worker, staff, clock };

struct Transition {
    ConcernState from;
    ConcernState to;
    TransitionActor actor;
    bool needs_reason;
};

/// The only transitions there are.
std::span<const Transition> concern_transitions();
/// Nullptr when `from` → `to` by `actor` is not in the table.
const Transition* find_transition(ConcernState from, ConcernState to, TransitionActor actor);

/// True when nothing more is expected of the staff.
bool is_closed(ConcernState state);

/// What everyone may see: no reporter, no contact; words only when released. 举报 never appear in
/// public at all: see is_public.
Concern public_projection(const Concern& concern);
bool is_public(const Concern& concern);

}  // namespace yg::domain
