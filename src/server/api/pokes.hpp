// Owns who listens for changes of which scope, and tells them the newest version (server-sent
// events). Must not know sockets, SQL, nor who may see which scope.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/random.hpp"
#include "base/time.hpp"
#include "server/http/body_stream.hpp"
#include "store/feed_store.hpp"

namespace yg::server {

struct PokeLimits {
    std::size_t streams = 2000;
    /// Of all who aren't signed in: the other half is for those who are.
    std::size_t streams_of_strangers = 1000;
    /// Of one account (or, for who isn't signed in, one network): a few devices with a few tabs.
    std::size_t streams_by_account = 8;
    std::size_t streams_by_address = 200;
    /// Then the browser asks again, and is checked again.
    DurationMs lifetime_ms = 15 * minute_ms;
    /// A browser comes back so long after its stream ended: anything between the two, so that not
    /// all come at once.
    DurationMs shortest_retry_ms = 2 * second_ms;
    DurationMs longest_retry_ms = 10 * second_ms;
};

/// Who asks for a stream.
struct PokeListener {
    std::string owner;  ///< Account or network: what the streams are counted by.
    bool signed_in = false;
    std::string session;              ///< Hash of the session's token; empty without one.
    std::vector<std::string> scopes;  ///< All of them may be seen by the owner.
};

enum class PokeRefusal : std::uint8_t {
    too_many_of_owner,
    too_many,
};

/// Every function from any thread. Streams may outlive it.
class PokeHub {
public:
    /// `random` is called from any thread.
    PokeHub(const PokeLimits& limits, RandomSource& random, std::function<TimeMs()> now);
    ~PokeHub();

    /// The stream begins with the versions that are known here.
    std::variant<std::shared_ptr<BodyStream>, PokeRefusal> open(PokeListener listener);

    /// After the commit: wakes whoever listens for one of the scopes. A stream that hasn't sent the
    /// version before yet sends only the newest one.
    void publish(const std::map<std::string, store::FeedVersion>& touched);

    /// Ends the streams that were opened with it.
    void end_session(std::string_view session);

private:
    class Stream;
    struct State;

    DurationMs choose_retry_ms();

    PokeLimits limits_;
    RandomSource& random_;
    std::function<TimeMs()> now_;
    std::shared_ptr<State> state_;
};

}  // namespace yg::server
