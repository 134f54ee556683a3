// How long a phone waits before it asks again a server that it could not reach.
#pragma once

#include "base/random.hpp"

namespace yg::sync {

/// After so many failures in a row (≥ 1), in ms: it doubles up to a minute; the random half keeps
/// a town's phones from returning together.
double retry_delay_ms(int failures, RandomSource& random);

/// The same for what nobody misses if it comes late: from a minute up to an hour.
double slow_retry_delay_ms(int failures, RandomSource& random);

/// As long as the server, or a proxy in front of it, asks a phone to wait, but not for ever.
double asked_delay_ms(int retry_after_s);

/// The same for a limit that lasts for the rest of a day. Asked again at the latest after an hour:
/// a device that sleeps may not count its hours.
double asked_long_delay_ms(int retry_after_s);

}  // namespace yg::sync
