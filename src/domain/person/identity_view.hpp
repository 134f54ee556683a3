// That somebody saw who a person is: noted for that person to read.
#pragma once

#include <cstdint>
#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/person/person.hpp"

namespace yg::domain {

/// Numbers are stored; never reused. Their words are "view.reason.<number>" in assets/lang.
enum class ViewReason : std::uint8_t {
    account_listed = 1,    ///< The operator had the accounts listed.
    account_changed = 2,   ///< … made or changed this one.
    second_step = 3,       ///< … gave it a second step.
    sessions_checked = 4,  ///< … looked where it is signed in.
    concern_handled = 5,   ///< Staff opened a concern with its reporter.
};

/// Who looked.
struct Viewer {
    PersonId person;  ///< Empty: the operator, at the server itself.
    Role role = Role::operator_;
    std::string name;  ///< Empty when only the role is known.
};

struct IdentityView {
    TimeMs at = 0;
    ViewReason reason = ViewReason::account_listed;
    Role viewer_role = Role::operator_;
    std::string viewer;  ///< Name; may be empty.
    ConcernId concern;   ///< The concern it was about; empty: the account.

    bool operator==(const IdentityView&) const = default;
};

}  // namespace yg::domain
