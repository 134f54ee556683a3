// Owns the job that removes what no photo needs any more from the folder of pictures. Must not know
// how pictures get there.
#pragma once

#include "base/ids.hpp"
#include "server/jobs/job_runner.hpp"
#include "server/photos/photo_files.hpp"

namespace yg::server {

/// A picture is on the disk a moment before its row is, so one without a row is left alone first.
inline constexpr DurationMs keep_nameless_photo_ms = hour_ms;
/// A phone that hasn't gone on with a photo for so long begins it anew.
inline constexpr DurationMs keep_incoming_photo_ms = 7 * day_ms;
/// Files that one run looks at: the writer has people's commands to do.
inline constexpr int tidied_files = 1000;

/// Goes on where its last run stopped. `files` must outlive it.
Job photo_tidying_job(const TownId& town, PhotoFiles& files);

}  // namespace yg::server
