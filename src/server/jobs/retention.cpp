#include "server/jobs/retention.hpp"

namespace yg::server {

Job retention_job(const TownId& town) {
    return {.name = "retention",
            .every_ms = hour_ms,
            .work = [town](store::Database& database, TimeMs now) -> Result<JobResult> {
                JobResult result;
                for (const RetentionLimit& limit : retention_limits) {
                    ASSIGN_OR_RETURN(const std::int64_t removed,
                                     store::remove_expired(database, town, limit.what,
                                                           now - limit.keep_ms, retention_rows));
                    result.rows += removed;
                    result.more = result.more || removed == retention_rows;
                }
                return result;
            }};
}

}  // namespace yg::server
