// The server without sockets or threads: the small town in memory, asked through the API.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/random.hpp"
#include "codec/protocol.hpp"
#include "domain/command.hpp"
#include "server/api/api.hpp"
#include "server/portal.hpp"
#include "server/temporary_folder.hpp"
#include "store/sqlite/sqlite_database.hpp"

namespace yg::server {

/// Counts up: every id differs, every run is the same.
class CountingRandom final : public RandomSource {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes) byte = next_byte();
    }

private:
    std::uint8_t next_byte() {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::uint8_t>(state_ >> 56);
    }
    std::uint64_t state_ = 1;
};

/// A writer with a full queue, or none.
class ClosableWriter final : public Writer {
public:
    explicit ClosableWriter(store::Database& database) : inner_(database) {}
    bool submit(WriteJob job) override {
        if (const auto job_before = std::exchange(before_next, nullptr)) job_before();
        return !full && inner_.submit(std::move(job));
    }
    bool full = false;
    /// What another job does while the next one waits.
    std::function<void()> before_next;

private:
    InlineWriter inner_;
};

/// Keeps what would reach a telephone, or fails to send it.
class RecordingSender final : public CodeSender {
public:
    void send(CodeMessage message, std::function<void(Sending)> done) override {
        if (outcome == Sending::sent) sent.push_back(std::move(message));
        done(outcome);
    }
    std::vector<CodeMessage> sent;
    Sending outcome = Sending::sent;
};

class TestServer {
public:
    /// The address 10.9.9.9 may read metrics.
    explicit TestServer(bool demo = true, const RateLimits& limits = demo_rate_limits(),
                        const PokeLimits& poke_limits = {});

    /// The server's objects anew, on the same database and folder.
    void restart();

    /// `path` may have a query, here and below.
    Response get(std::string path, std::string cookie = "");
    /// As the portal's own page posts, unless `change` alters the request.
    Response post(std::string path, std::string body, std::string cookie = "",
                  const std::function<void(Request&)>& change = nullptr);

    /// For the handler of a whole portal with `files`.
    PortalParts parts(const StaticFiles& files) {
        return {.api = *api, .files = files, .rates = *rates, .now = [this] { return now; }};
    }

    /// Signs in with a sample account and gives the cookie.
    std::string sign_in(std::string_view account);

    Response push(const codec::PushRequest& request, const std::string& cookie);
    codec::PullAnswer pull(const codec::PullRequest& request, const std::string& cookie = "");
    /// Pulls until nothing is left; the rows by "scope entity id".
    std::map<std::string, codec::PulledRow> pull_all(const ClientId& client,
                                                     const std::string& cookie = "");

    ClientId new_client() { return ClientId::trusted(make_uuid_v7(now, random)); }
    template <class Id>
    Id new_id() {
        return Id::trusted(make_uuid_v7(now, random));
    }
    codec::PushCommand command(std::int64_t n, const domain::Command& command);
    domain::SubmitConcern concern(std::string words = "Rubbish at the gate");
    /// r1, tomorrow, one hour from `hour`.
    domain::BookRoom booking(int hour);

    /// Everything in the database as text, to show that nothing changed.
    std::string dump();
    std::int64_t count(std::string_view table);

    TownId town = TownId::trusted("small");
    TimeMs now;
    CountingRandom random;
    std::unique_ptr<store::SqliteDatabase> database;
    std::unique_ptr<ClosableWriter> writer;
    std::unique_ptr<InlineReaders> readers;
    std::unique_ptr<RateLimiter> rates;
    std::unique_ptr<Metrics> metrics;
    std::unique_ptr<PokeHub> pokes;
    TemporaryFolder folder;
    std::unique_ptr<PhotoFiles> photos;
    InlineBackground background;
    RecordingSender sender;
    PhotoLimits photo_limits;  ///< From the next `restart` on.
    std::vector<std::string> logged;
    ServerSecret secret{ServerSecret::Key{7}};
    std::unique_ptr<Api> api;

private:
    bool demo_;
    RateLimits limits_;
    PokeLimits poke_limits_;
};

/// The code of an error answer; empty when the body is none.
std::string code_of(const Response& response);
codec::PushAnswer push_answer(const Response& response);

}  // namespace yg::server
