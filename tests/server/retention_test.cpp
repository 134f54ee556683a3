#include "server/jobs/retention.hpp"

#include <chrono>
#include <string>
#include <thread>

#include "server/test_server.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

struct Kept {
    Kept()
        : runner({.writer = *server.writer, .metrics = *server.metrics, .log = [](auto&&...) {}},
                 {retention_job(server.town)}) {}

    void put(const std::string& sql) const {
        const auto done = server.database->run_script(sql);
        INFO((done.ok() ? "" : done.error().detail));
        REQUIRE(done.ok());
    }
    void tick_after(DurationMs by) {
        server.now += by;
        runner.tick(server.now);
    }
    [[nodiscard]] bool shows(const std::string& line) const {
        return server.metrics->text().find(line + "\n") != std::string::npos;
    }

    TestServer server;
    JobRunner runner;
};

std::string at(TimeMs moment) {
    return std::to_string(moment);
}

void put_outcomes(const Kept& kept, const std::string& client, int count, TimeMs moment) {
    kept.put("INSERT INTO client VALUES ('small', '" + client + "', 'p1', " +
             std::to_string(count) + ");" +
             "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + " + "1 FROM c WHERE n < " +
             std::to_string(count) + ") INSERT INTO outcome SELECT " + "'small', '" + client +
             "', n, 'c' || n, 0, " + at(moment) + " FROM c");
}

TEST_CASE("Sessions go when they have ended, not before") {
    Kept kept;
    const std::string cookie = kept.server.sign_in("p1");
    kept.tick_after(29 * day_ms);
    CHECK(kept.server.count("session") == 1);
    kept.tick_after(day_ms);
    CHECK(kept.server.count("session") == 0);
}

TEST_CASE("A code that has ended leaves no telephone number behind") {
    Kept kept;
    const TimeMs now = kept.server.now;
    for (const TimeMs ends : {now, now + 2 * hour_ms}) {
        kept.put("INSERT INTO sign_in_request VALUES ('small', 'r" + at(ends) +
                 "', '13800000001', 'h', " + at(ends) + ", 5, 5, 1)");
    }
    kept.tick_after(0);
    CHECK(kept.server.count("sign_in_request") == 1);
    kept.tick_after(2 * hour_ms);
    CHECK(kept.server.count("sign_in_request") == 0);
}

TEST_CASE("What counts how often codes were sent is kept as long as it counts") {
    Kept kept;
    kept.put("INSERT INTO sign_in_send VALUES ('small', 's', " + at(kept.server.now) + ", 'r')");
    kept.tick_after(day_ms - 1);
    CHECK(kept.server.count("sign_in_send") == 1);
    kept.tick_after(hour_ms);
    CHECK(kept.server.count("sign_in_send") == 0);
}

TEST_CASE("A phone that was away for half a year is forgotten, others are not") {
    Kept kept;
    put_outcomes(kept, "old", 3, kept.server.now);
    put_outcomes(kept, "new", 2, kept.server.now + 100 * day_ms);
    kept.tick_after(180 * day_ms);
    CHECK(kept.server.count("outcome") == 2);
    CHECK(kept.server.count("client WHERE client_id = 'old'") == 0);
    CHECK(kept.server.count("client WHERE client_id = 'new'") == 1);

    // It comes back with its next command, and is served.
    const std::string cookie = kept.server.sign_in("p1");
    const auto answer =
        push_answer(kept.server.push({.client_id = ClientId::trusted("old"),
                                      .settled_n = 3,
                                      .commands = {kept.server.command(4, kept.server.concern())}},
                                     cookie));
    CHECK(answer.last_n == 4);
}

TEST_CASE("Who looked at somebody is told for three years") {
    Kept kept;
    kept.put("INSERT INTO identity_view VALUES ('small', 'p1', 1, " + at(kept.server.now) +
             ", 1, 10, '', '')");
    kept.tick_after(3 * 365 * day_ms - 1);
    CHECK(kept.server.count("identity_view") == 1);
    kept.tick_after(hour_ms);
    CHECK(kept.server.count("identity_view") == 0);
}

TEST_CASE("That an account was erased is known for a year") {
    Kept kept;
    kept.put("INSERT INTO erased_person VALUES ('small', 'gone', " + at(kept.server.now) + ")");
    kept.tick_after(365 * day_ms - 1);
    CHECK(kept.server.count("erased_person") == 1);
    kept.tick_after(hour_ms);
    CHECK(kept.server.count("erased_person") == 0);
}

TEST_CASE("Nothing else of a town is touched, and phones have nothing to pull") {
    Kept kept;
    const std::string before = kept.server.dump();
    kept.tick_after(1000 * day_ms);
    CHECK(kept.server.dump() == before);
}

TEST_CASE("One run is bounded, and what is left follows soon") {
    Kept kept;
    put_outcomes(kept, "old", 2 * retention_rows + 1, kept.server.now);
    kept.tick_after(180 * day_ms);
    CHECK(kept.server.count("outcome") == retention_rows + 1);
    kept.tick_after(JobRunner::soon_ms - 1);
    CHECK(kept.server.count("outcome") == retention_rows + 1);
    kept.tick_after(1);
    CHECK(kept.server.count("outcome") == 1);
    kept.tick_after(JobRunner::soon_ms);
    CHECK(kept.server.count("outcome") == 0);
    CHECK(kept.shows("portal_job_runs_total{job=\"retention\",outcome=\"ok\"} 3"));
    CHECK(kept.shows("portal_job_rows_total{job=\"retention\"} " +
                     std::to_string(2 * retention_rows + 2)));
}

TEST_CASE("A job runs at its hours, also when the clock is set back") {
    Kept kept;
    const auto runs = [&](int count) {
        return kept.shows("portal_job_runs_total{job=\"retention\",outcome=\"ok\"} " +
                          std::to_string(count));
    };
    kept.tick_after(0);
    kept.tick_after(hour_ms - 1);
    CHECK(runs(1));
    kept.tick_after(1);
    CHECK(runs(2));
    kept.tick_after(-10 * day_ms);
    CHECK(runs(3));
    kept.tick_after(minute_ms);
    CHECK(runs(3));
}

TEST_CASE("A job waits while people's commands fill the queue, and is tried again when it fails") {
    Kept kept;
    kept.server.writer->full = true;
    kept.tick_after(0);
    CHECK_FALSE(kept.shows("portal_job_runs_total{job=\"retention\",outcome=\"ok\"} 1"));
    kept.server.writer->full = false;
    kept.put("ALTER TABLE session RENAME TO session_away");
    kept.tick_after(1);
    CHECK(kept.shows("portal_job_runs_total{job=\"retention\",outcome=\"failed\"} 1"));
    kept.put("ALTER TABLE session_away RENAME TO session");
    kept.tick_after(JobRunner::soon_ms);
    CHECK(kept.shows("portal_job_runs_total{job=\"retention\",outcome=\"ok\"} 1"));
}

TEST_CASE("The thread that ticks runs jobs and ends") {
    Kept kept;
    {
        const JobThread thread(kept.runner, [now = kept.server.now] { return now; });
        for (int i = 0; i < 5000 && !kept.shows("portal_job_rows_total{job=\"retention\"} 0");
             ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    CHECK(kept.shows("portal_job_runs_total{job=\"retention\",outcome=\"ok\"} 1"));
}

}  // namespace
}  // namespace yg::server
