// Owns how long the server keeps what it needs for a while only, in one table, and the job that
// removes it. None of it is in the feed: phones are not told.
#pragma once

#include <array>

#include "base/ids.hpp"
#include "server/auth/sign_in_limits.hpp"
#include "server/jobs/job_runner.hpp"
#include "store/retention_store.hpp"

namespace yg::server {

struct RetentionLimit {
    store::Expiring what;
    DurationMs keep_ms;  ///< After its time was over.
};

/// In this order: a client goes when its last outcome has gone.
inline constexpr std::array retention_limits = {
    RetentionLimit{store::Expiring::sessions, 0},
    RetentionLimit{store::Expiring::sign_in_requests, 0},  // They hold a telephone number.
    RetentionLimit{store::Expiring::sign_in_sends, SignInLimits{}.number_period_ms},
    // A phone that was away longer than this no longer learns what became of its last commands, and
    // its numbers go on from what it says was settled.
    RetentionLimit{store::Expiring::outcomes, 180 * day_ms},
    RetentionLimit{store::Expiring::clients, 0},
    // As long as assets/consent tells people.
    RetentionLimit{store::Expiring::identity_views, 3 * 365 * day_ms},
    // Phones of an erased account that were away longer than this keep what they had not sent.
    RetentionLimit{store::Expiring::erasures, 365 * day_ms},
};

/// Rows of each kind that one run removes at most: the writer has people's commands to do.
inline constexpr int retention_rows = 500;

Job retention_job(const TownId& town);

}  // namespace yg::server
