#include "server/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace yg::server {

namespace {

constexpr std::string_view files_name = "file";

void append_head(std::string& out, std::string_view name, std::string_view type,
                 std::string_view help) {
    out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
    out.append(name).append(" ").append(type).append("\n");
}

void append_sample(std::string& out, std::string_view name, std::string_view labels,
                   std::string_view value) {
    out.append(name);
    if (!labels.empty()) out.append("{").append(labels).append("}");
    out.append(" ").append(value).append("\n");
}

void append_single(std::string& out, std::string_view name, std::string_view type,
                   std::string_view help, std::int64_t value) {
    append_head(out, name, type, help);
    append_sample(out, name, "", std::to_string(value));
}

std::string label(std::string_view name, std::string_view value) {
    return std::string(name).append("=\"").append(value).append("\"");
}

std::string format_seconds(double seconds) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.9g", seconds);
    return text.data();
}

}  // namespace

Metrics::Metrics(const std::vector<std::string_view>& routes,
                 const std::vector<std::string_view>& timed)
    : routes_(routes.size() + 1) {
    for (std::size_t i = 0; i < routes.size(); ++i) {
        routes_[i].name = routes[i];
        routes_[i].timed = std::find(timed.begin(), timed.end(), routes[i]) != timed.end();
    }
    routes_.back().name = files_name;
}

void Metrics::count_request(std::string_view route, int status, double seconds) {
    auto found = std::find_if(routes_.begin(), routes_.end() - 1,
                              [route](const Route& one) { return one.name == route; });
    ++found->by_class[static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1)];
    if (!found->timed) return;
    const auto bucket = std::lower_bound(bucket_seconds.begin(), bucket_seconds.end(), seconds);
    ++found->by_time[static_cast<std::size_t>(bucket - bucket_seconds.begin())];
    found->nanoseconds += static_cast<std::uint64_t>(std::llround(std::max(0.0, seconds) * 1e9));
}

void Metrics::count_job(std::string_view job, bool ok, std::int64_t rows) {
    const std::lock_guard lock(jobs_mutex_);
    JobCounts& counts = jobs_[std::string(job)];
    ++(ok ? counts.ok : counts.failed);
    counts.rows += rows;
}

std::string Metrics::text() const {
    const auto signed_of = [](const Counter& counter) {
        return static_cast<std::int64_t>(counter.load());
    };
    std::string out;
    append_requests(out);
    append_times(out);
    append_single(out, "portal_commits_total", "counter", "Transactions that reached the disk.",
                  signed_of(commits_));
    append_head(out, "portal_commands_total", "counter", "Commands decided, replays not counted.");
    append_sample(out, "portal_commands_total", label("outcome", "applied"),
                  std::to_string(commands_applied_));
    append_sample(out, "portal_commands_total", label("outcome", "refused"),
                  std::to_string(commands_refused_));
    append_single(out, "portal_command_errors_total", "counter",
                  "Commands refused by an error instead of a rule.", signed_of(command_errors_));
    append_head(out, "portal_photos_total", "counter", "Photos of which all bytes had come.");
    append_sample(out, "portal_photos_total", label("outcome", "arrived"),
                  std::to_string(photos_arrived_));
    append_sample(out, "portal_photos_total", label("outcome", "refused"),
                  std::to_string(photos_refused_));
    append_single(out, "portal_photo_bytes_total", "counter", "Of photos that are kept.",
                  signed_of(photo_bytes_));
    append_jobs(out);
    append_single(out, "portal_connections", "gauge", "Open connections.", connections_->open);
    append_single(out, "portal_body_bytes", "gauge", "Of requests and answers, in memory now.",
                  connections_->bytes);
    append_single(out, "portal_event_streams", "gauge", "Open connections that carry pokes.",
                  connections_->streams);
    return out;
}

void Metrics::append_requests(std::string& out) const {
    static constexpr std::array classes = {"1xx", "2xx", "3xx", "4xx", "5xx"};
    append_head(out, "portal_requests_total", "counter", "Requests answered.");
    for (const Route& route : routes_) {
        for (std::size_t i = 0; i < classes.size(); ++i) {
            const std::uint64_t count = route.by_class[i];
            if (count == 0) continue;
            append_sample(out, "portal_requests_total",
                          label("route", route.name) + "," + label("status", classes[i]),
                          std::to_string(count));
        }
    }
}

void Metrics::append_jobs(std::string& out) const {
    const std::lock_guard lock(jobs_mutex_);
    if (jobs_.empty()) return;
    append_head(out, "portal_job_runs_total", "counter", "Runs of the server's own jobs.");
    for (const auto& [job, counts] : jobs_) {
        const std::string name = label("job", job) + ",";
        append_sample(out, "portal_job_runs_total", name + label("outcome", "ok"),
                      std::to_string(counts.ok));
        append_sample(out, "portal_job_runs_total", name + label("outcome", "failed"),
                      std::to_string(counts.failed));
    }
    append_head(out, "portal_job_rows_total", "counter", "Rows that those jobs changed.");
    for (const auto& [job, counts] : jobs_) {
        append_sample(out, "portal_job_rows_total", label("job", job), std::to_string(counts.rows));
    }
}

void Metrics::append_times(std::string& out) const {
    append_head(out, "portal_request_seconds", "histogram",
                "Time from a request's last byte to its answer.");
    for (const Route& route : routes_) {
        if (route.timed) append_histogram(out, route);
    }
}

void Metrics::append_histogram(std::string& out, const Route& route) {
    const std::string route_label = label("route", route.name);
    std::uint64_t count = 0;  // A bucket holds those of the smaller ones too.
    for (std::size_t i = 0; i < route.by_time.size(); ++i) {
        count += route.by_time[i];
        const std::string bound =
            i < bucket_seconds.size() ? format_seconds(bucket_seconds[i]) : "+Inf";
        append_sample(out, "portal_request_seconds_bucket", route_label + "," + label("le", bound),
                      std::to_string(count));
    }
    append_sample(out, "portal_request_seconds_sum", route_label,
                  format_seconds(static_cast<double>(route.nanoseconds) / 1e9));
    append_sample(out, "portal_request_seconds_count", route_label, std::to_string(count));
}

}  // namespace yg::server
