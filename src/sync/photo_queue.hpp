// Owns the way of kept photos to the server: one at a time, piece by piece, from where the server
// says it is. Must not know rows, concerns or screens.
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
    };
    PhotoQueue(PhotoQueuePorts ports, Events events) : ports_(ports), events_(std::move(events)) {}

    /// What the server lacks and this device keeps, in the order to send it.
    void send(std::vector<domain::Photo> waiting);
    /// The network is back: no need to wait any longer.
    void retry_now();
    [[nodiscard]] double next_tick_ms() const { return next_tick_ms_; }
    void tick();

    /// From 0 to 1, of what is on its way.
    [[nodiscard]] float share_sent(const domain::Photo& photo) const;
    /// The server can't read it and never will.
    [[nodiscard]] bool is_refused(const PhotoId& photo) const { return refused_.contains(photo); }
    /// Photos that still have to go out.
    [[nodiscard]] int count_waiting() const;

private:
    void step();
    [[nodiscard]] const domain::Photo* next() const;
    void on_reply(const domain::Photo& photo, int from, const platform::HttpReply& reply);
    void wait(const platform::HttpReply& reply);

    PhotoQueuePorts ports_;
    Events events_;
    std::vector<domain::Photo> waiting_;
    std::map<PhotoId, int> received_;
    std::set<PhotoId> done_;
    std::set<PhotoId> refused_;
    std::set<PhotoId> damaged_;  ///< Once.
    bool sending_ = false;
    int failures_ = 0;
    double next_tick_ms_ = never_ms;
    Lifetime lifetime_;

    static constexpr double never_ms = 1e15;
};

}  // namespace yg::sync
