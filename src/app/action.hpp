// How far something the person did has come: shown beside it, always.
#pragma once

#include <string>

#include "domain/refusal.hpp"

namespace yg::app {

/// 正在保存 → 已存在手机 → 已送达, or 未通过 with its reason.
enum class Delivery : std::uint8_t {
    saving,     ///< Not yet durable: may still be lost.
    on_phone,   ///< Durable in the outbox; sends itself.
    delivered,  ///< The server applied it.
    refused,    ///< The server said no; nothing was changed.
};

/// One button's doing, from press to result.
struct Action {
    enum class State : std::uint8_t {
        idle,
        saving,     ///< Going into the outbox.
        on_phone,   ///< Kept; waiting for the network or the answer.
        done,       ///< The server applied it.
        refused,    ///< See `refusals`.
        not_saved,  ///< The phone could not keep it (disk full, private mode). Nothing was sent.
    };

    State state = State::idle;
    domain::FieldRefusals refusals;  ///< When refused, first by a local rule or by the server.

    [[nodiscard]] bool busy() const { return state == State::saving; }
};

}  // namespace yg::app
