// Owns the way of kept photos to the server: one at a time, piece by piece, from where the server
// says it is, and past those that it doesn't take. Must not know rows, concerns or screens.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/lifetime.hpp"
#include "base/random.hpp"
#include "domain/concern/photo.hpp"
#include "platform/clock.hpp"
#include "platform/photos.hpp"

namespace yg::sync {

struct PhotoQueuePorts {
    platform::Photos& photos;
    platform::Clock& clock;
    RandomSource& random;
};

/// One request carries so much: a weak network gets it through before it times out.
inline constexpr int photo_piece_bytes = 128 * 1024;

class PhotoQueue {
public:
    struct Events {
        std::function<void()> on_progress = [] {};
        /// The server has one whole: a pull will say so.
        std::function<void()> on_arrived = [] {};
        /// The server knows nothing of one: a pull may say why.
        std::function<void()> on_unknown = [] {};
    };
    PhotoQueue(PhotoQueuePorts ports, Events events) : ports_(ports), events_(std::move(events)) {}

    /// What the server lacks and this device keeps, in the order to send it.
    void send(std::vector<domain::Photo> waiting);
    /// The network is back: no need to wait for it any longer. What the server wants waited for
    /// still is.
    void retry_now();
    [[nodiscard]] double next_tick_ms() const { return next_tick_ms_; }
    void tick();

    /// From 0 to 1, of what is on its way.
    [[nodiscard]] float share_sent(const domain::Photo& photo) const;
    /// The server can't read it and never will.
    [[nodiscard]] bool is_refused(const PhotoId& photo) const { return refused_.contains(photo); }
    /// The server said that there is no such photo of this person. It is asked again now and then.
    [[nodiscard]] bool is_unknown(const PhotoId& photo) const;
    /// The server takes no further photo today.
    [[nodiscard]] bool waits_for_tomorrow(const domain::Photo& photo) const;
    /// Photos that still have to go out, without those of which the server said no again and again.
    [[nodiscard]] int count_waiting() const;

private:
    /// Of a photo that the server didn't take, although it might another time.
    struct Trouble {
        int failures = 0;      ///< Since it last got further.
        double until_ms = 0;   ///< It isn't tried before; the others are.
        int unknown = 0;       ///< So often in a row the server knew nothing of it.
        bool crowded = false;  ///< Others have to arrive first.
    };

    void step();
    [[nodiscard]] bool is_open(const domain::Photo& photo) const;
    /// From when on it may be tried, as far as it is about this photo.
    [[nodiscard]] double ready_at_ms(const domain::Photo& photo) const;
    /// The one to try now: the first of those that failed least, so that none holds up the others.
    [[nodiscard]] const domain::Photo* next(double now_ms) const;
    void on_reply(const domain::Photo& photo, int from, const platform::HttpReply& reply);
    void on_progress(const domain::Photo& photo, bool done);
    void on_enough_today(const domain::Photo& photo, const platform::HttpReply& reply);
    /// It is about the server or the network: no photo goes out for a while.
    void pause(const domain::Photo& photo, const platform::HttpReply& reply);
    /// It is about this photo: the others go on.
    void hold(const domain::Photo& photo, const platform::HttpReply& reply);

    PhotoQueuePorts ports_;
    Events events_;
    std::vector<domain::Photo> waiting_;
    std::map<PhotoId, int> received_;
    std::set<PhotoId> done_;
    std::set<PhotoId> refused_;
    std::set<PhotoId> damaged_;  ///< Once.
    std::map<PhotoId, Trouble> troubles_;
    bool sending_ = false;
    int failures_ = 0;            ///< Of the server or the network, in a row.
    double paused_until_ms_ = 0;  ///< By the steady clock, as all here.
    double enough_until_ms_ = 0;  ///< Photos that are not begun wait.
    double next_tick_ms_ = never_ms;
    Lifetime lifetime_;

    static constexpr double never_ms = 1e15;
};

}  // namespace yg::sync
