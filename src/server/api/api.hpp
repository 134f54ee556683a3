// Owns the routes under /api/v1, /healthz and /metrics: who may call them, what they read, what
// they answer. Must not know sockets.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "base/time.hpp"
#include "codec/protocol.hpp"
#include "server/api/pokes.hpp"
#include "server/api/sign_in.hpp"
#include "server/auth/code_sender.hpp"
#include "server/auth/server_secret.hpp"
#include "server/auth/sessions.hpp"
#include "server/auth/sign_in_limits.hpp"
#include "server/background.hpp"
#include "server/http/message.hpp"
#include "server/log.hpp"
#include "server/metrics.hpp"
#include "server/photos/photo_files.hpp"
#include "server/photos/photo_quota.hpp"
#include "server/rates.hpp"
#include "server/readers.hpp"
#include "server/writer.hpp"
#include "store/photo_store.hpp"

namespace yg::server {

struct ApiPorts {
    Writer& writer;
    Readers& readers;
    RandomSource& random;  ///< Called from any thread.
    RateLimiter& rates;    ///< Here for accounts; addresses are counted before the API is asked.
    Metrics& metrics;
    PokeHub& pokes;
    PhotoFiles& photos;
    Background& background;  ///< Where photos are decoded.
    CodeSender& sender;
    const ServerSecret& secret;
    std::function<TimeMs()> now;
    Log log;
};

struct ApiOptions {
    /// People sign in with the sample accounts, without proof, or see their one-time code.
    bool demo = false;
    SignInLimits sign_in = {};
    PhotoLimits photos = {};
    /// Addresses that may read /metrics, beside this machine itself.
    std::vector<std::string> metrics_readers = {};
};

class Api {
public:
    Api(TownId town, ApiOptions options, ApiPorts ports)
        : town_(std::move(town)), options_(std::move(options)), ports_(std::move(ports)) {}

    /// True for every path that this answers, with an error if need be.
    static bool owns(std::string_view path);
    /// The path if it is a route here, else empty.
    static std::string_view route_name(std::string_view path);
    /// All of them, each once, and those whose times are worth watching.
    static std::vector<std::string_view> route_names();
    static std::vector<std::string_view> timed_route_names();
    /// How long a body may be here; 0 where none is read.
    static std::size_t body_limit(Method method, std::string_view path);
    /// What a request for this path counts as.
    static Traffic traffic(std::string_view path);

    /// Answers a request whose path it owns. Reads happen at once; writes answer after their
    /// commit. Every refusal is `{"code", "detail"}` with a fitting status.
    void handle(Request request, Respond respond);

private:
    enum class BodyKind : std::uint8_t { json, bytes };
    struct Route;
    static std::span<const Route> routes();
    static const Route* find_route(std::string_view path, Method method, bool& path_known);
    /// By path alone; null when there is none.
    static const Route* find_route(std::string_view path);

    void push(const Request& request, Respond respond);
    void pull(const Request& request, Respond respond);
    void poke(const Request& request, Respond respond);
    /// Tells whoever listens for `scopes` their newest versions, unless they know.
    Result<void> greet_listeners(const std::vector<std::string>& scopes);
    void session(const Request& request, Respond respond);
    void sign_out(const Request& request, Respond respond);
    // In api_sign_in.cpp
    void start_sign_in(const Request& request, Respond respond);
    void finish_sign_in(const Request& request, Respond respond);
    void sessions(const Request& request, Respond respond);
    void revoke_session(const Request& request, Respond respond);
    // In api_my_data.cpp
    void agree(const Request& request, Respond respond);
    void my_data(const Request& request, Respond respond);
    void is_erased(const Request& request, Respond respond);
    void erase_my_account(const Request& request, Respond respond);
    // In api_photos.cpp
    void photo(const Request& request, Respond respond);
    void photo_received(const Request& request, Respond respond);
    void send_photo(const Request& request, Respond respond);
    void begin_sending(const Request& request, const domain::Person& person,
                       const domain::Photo& photo, const Respond& respond);
    void take_piece(const domain::Photo& photo, std::int64_t from, std::string_view piece,
                    const Respond& respond);
    void finish_photo(const domain::Photo& photo, const Respond& respond);
    void note_photo(const store::PhotoFile& file, int received, const Respond& respond);
    void refuse_photo(const PhotoId& photo, std::string_view code, std::string_view reason,
                      const Respond& respond);
    void demo_accounts(const Request& request, Respond respond);
    void demo_sign_in(const Request& request, Respond respond);
    void health(const Request& request, Respond respond);
    /// Writes a page of the database, at most every ten seconds.
    Result<void> prove_writing(store::Database& database);
    void metrics(const Request& request, Respond respond);

    /// The signed-in person, unless that account asks too often; then and on failure `respond` was
    /// called and nothing comes back.
    std::optional<std::optional<domain::Person>> signed_in(const Request& request, Traffic traffic,
                                                           const Respond& respond);
    /// The session of whoever is signed in, as `signed_in`; 401 when nobody is.
    std::optional<Session> required_session(const Request& request, const Respond& respond);
    /// The photo that the path names, and who is signed in, if that person may do `what` with it;
    /// otherwise `respond` was called with the answer that is the same for all photos that may not
    /// be known.
    struct FoundPhoto {
        domain::Photo photo;
        domain::Person person;
    };
    using FindPhoto = Result<std::optional<domain::Photo>> (*)(store::Database&, const TownId&,
                                                               const PhotoId&,
                                                               const domain::Person&);
    std::optional<FoundPhoto> find_photo(const Request& request, FindPhoto what,
                                         const Respond& respond);
    /// Writes down, once a day, that a session is in use.
    void note_seen(const Session& session, TimeMs now);
    [[nodiscard]] SignInContext sign_in_context() const;
    void send_code(const CodeToSend& code, const Respond& respond);
    void forget_unsent(const CodeToSend& code, const Respond& respond);
    [[nodiscard]] Response refuse_unsent() const;

    /// Queues a job, or answers that too many wait.
    void write(WriteJob job, const Respond& respond);
    Response failure(const Error& error, std::string_view doing) const;

    TownId town_;
    ApiOptions options_;
    ApiPorts ports_;
    std::optional<TimeMs> proved_writing_at_;  ///< On the writing thread only.
};

}  // namespace yg::server
