#include "server/api/pokes.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "codec/protocol.hpp"

namespace yg::server {

/// Shared with the streams. `mutex` guards all of it; no stream is woken or let go of while it is
/// held, since both may end a stream, which takes it.
struct PokeHub::State {
    struct Scope {
        store::FeedVersion newest = 0;        ///< 0: none since somebody began to listen.
        std::unordered_set<Stream*> waiting;  ///< Have sent the newest.
        std::size_t listeners = 0;
    };

    std::mutex mutex;
    std::unordered_map<std::string, Scope> scopes;  ///< Those that somebody listens for.
    std::unordered_map<std::string, std::size_t> streams_by_owner;
    std::unordered_set<Stream*> streams;
    std::size_t streams_of_strangers = 0;
};

class PokeHub::Stream final : public BodyStream, public std::enable_shared_from_this<Stream> {
public:
    /// Counts itself in; with the state's mutex held.
    Stream(std::shared_ptr<State> state, PokeListener listener, std::function<bool()> is_over,
           DurationMs retry_ms);
    ~Stream() override;

    void on_ready(std::function<void()> wake) override;
    std::optional<std::string> take() override;
    std::string heartbeat() override { return ":\n\n"; }
    std::string farewell() override { return retry_; }

    /// Without the state's mutex.
    void wake();

private:
    friend class PokeHub;

    std::shared_ptr<State> state_;
    PokeListener listener_;
    std::function<bool()> is_over_;
    std::string retry_;
    // Guarded by the state's mutex:
    std::map<std::string, store::FeedVersion> sent_;
    bool said_hello_ = false;
    bool ended_ = false;
    std::function<void()> wake_;
};

PokeHub::Stream::Stream(std::shared_ptr<State> state, PokeListener listener,
                        std::function<bool()> is_over, DurationMs retry_ms)
    : state_(std::move(state)),
      listener_(std::move(listener)),
      is_over_(std::move(is_over)),
      retry_("retry: " + std::to_string(retry_ms) + "\n\n") {
    ++state_->streams_by_owner[listener_.owner];
    state_->streams.insert(this);
    if (!listener_.signed_in) ++state_->streams_of_strangers;
    for (const std::string& name : listener_.scopes) {
        State::Scope& scope = state_->scopes[name];
        ++scope.listeners;
        scope.waiting.insert(this);
        sent_[name] = 0;
    }
}

PokeHub::Stream::~Stream() {
    const std::lock_guard lock(state_->mutex);
    for (const std::string& name : listener_.scopes) {
        const auto scope = state_->scopes.find(name);
        scope->second.waiting.erase(this);
        if (--scope->second.listeners == 0) state_->scopes.erase(scope);
    }
    const auto count = state_->streams_by_owner.find(listener_.owner);
    if (--count->second == 0) state_->streams_by_owner.erase(count);
    state_->streams.erase(this);
    if (!listener_.signed_in) --state_->streams_of_strangers;
}

void PokeHub::Stream::on_ready(std::function<void()> wake) {
    const std::lock_guard lock(state_->mutex);
    wake_ = std::move(wake);
}

void PokeHub::Stream::wake() {
    std::function<void()> wake;
    {
        const std::lock_guard lock(state_->mutex);
        wake = wake_;
    }
    if (wake) wake();
}

std::optional<std::string> PokeHub::Stream::take() {
    if (is_over_()) return std::nullopt;
    const std::lock_guard lock(state_->mutex);
    if (ended_) return std::nullopt;
    std::string events;
    // At once, so that a proxy on the way passes the header on.
    if (!std::exchange(said_hello_, true)) events = retry_;
    for (auto& [name, sent] : sent_) {
        State::Scope& scope = state_->scopes.at(name);
        scope.waiting.insert(this);
        if (scope.newest == sent) continue;
        sent = scope.newest;
        events.append("event: poke\ndata: ");
        events.append(codec::encode(codec::Poke{.scope = name, .version = sent})).append("\n\n");
    }
    return events;
}

PokeHub::PokeHub(const PokeLimits& limits, RandomSource& random, std::function<TimeMs()> now)
    : limits_(limits), random_(random), now_(std::move(now)), state_(std::make_shared<State>()) {}

PokeHub::~PokeHub() = default;

std::variant<std::shared_ptr<BodyStream>, PokeRefusal> PokeHub::open(PokeListener listener) {
    const TimeMs over_at = now_() + limits_.lifetime_ms;
    const DurationMs retry_ms = choose_retry_ms();
    const std::lock_guard lock(state_->mutex);
    if (state_->streams.size() >= limits_.streams) return PokeRefusal::too_many;
    if (!listener.signed_in && state_->streams_of_strangers >= limits_.streams_of_strangers) {
        return PokeRefusal::too_many;
    }
    const auto count = state_->streams_by_owner.find(listener.owner);
    const std::size_t most =
        listener.signed_in ? limits_.streams_by_account : limits_.streams_by_address;
    if (count != state_->streams_by_owner.end() && count->second >= most) {
        return PokeRefusal::too_many_of_owner;
    }
    return std::make_shared<Stream>(
        state_, std::move(listener), [now = now_, over_at] { return now() >= over_at; }, retry_ms);
}

void PokeHub::publish(const std::map<std::string, store::FeedVersion>& touched) {
    std::vector<std::shared_ptr<Stream>> woken;
    {
        const std::lock_guard lock(state_->mutex);
        for (const auto& [name, version] : touched) {
            const auto found = state_->scopes.find(name);
            if (found == state_->scopes.end()) continue;
            State::Scope& scope = found->second;
            scope.newest = std::max(scope.newest, version);
            for (Stream* stream : scope.waiting) {
                // One whose last owner is letting go of it waits for the mutex: leave it alone.
                if (auto alive = stream->weak_from_this().lock()) woken.push_back(std::move(alive));
            }
            scope.waiting.clear();
        }
    }
    for (const std::shared_ptr<Stream>& stream : woken) stream->wake();
}

void PokeHub::end_session(std::string_view session) {
    std::vector<std::shared_ptr<Stream>> ended;
    {
        const std::lock_guard lock(state_->mutex);
        for (Stream* stream : state_->streams) {
            if (stream->listener_.session != session) continue;
            stream->ended_ = true;
            if (auto alive = stream->weak_from_this().lock()) ended.push_back(std::move(alive));
        }
    }
    for (const std::shared_ptr<Stream>& stream : ended) stream->wake();
}

DurationMs PokeHub::choose_retry_ms() {
    std::array<std::uint8_t, 2> bytes{};
    random_.fill(bytes);
    const DurationMs span = limits_.longest_retry_ms - limits_.shortest_retry_ms;
    return limits_.shortest_retry_ms + span * (bytes[0] * 256 + bytes[1]) / 65535;
}

}  // namespace yg::server
