// Everything the town keeps of one person, as that person may take it away: GET /api/v1/my_data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "codec/protocol.hpp"
#include "domain/activity/activity.hpp"
#include "domain/concern/concern.hpp"
#include "domain/concern/photo.hpp"
#include "domain/person/consent.hpp"
#include "domain/person/identity_view.hpp"
#include "domain/room/room.hpp"

namespace yg::codec {

struct MyData {
    struct SignUp {
        domain::SignUp sign_up;
        std::string activity;  ///< Its title.
    };
    struct Command {
        std::int64_t n = 0;
        CommandId id;
        domain::Refusal refusal = domain::Refusal::none;
        TimeMs at = 0;
    };
    /// A browser that sent commands, and what became of them as far as it is still kept.
    struct Phone {
        ClientId id;
        std::vector<Command> commands;
    };

    TimeMs at = 0;
    bool complete = true;  ///< False: there is more of something than one file takes.
    domain::Person account;
    bool second_step = false;
    std::vector<domain::Consent> consents;
    std::vector<domain::Concern> concerns;
    std::vector<domain::ConcernEvent> concern_events;
    std::vector<domain::Photo> photos;
    std::vector<domain::Booking> bookings;
    std::vector<SignUp> sign_ups;
    std::vector<SessionRow> sessions;
    std::vector<domain::IdentityView> views;
    std::vector<Phone> phones;
};

/// What a screen shows of it.
struct MyDataSummary {
    TimeMs at = 0;
    domain::Person account;
    std::vector<domain::Consent> consents;
    std::vector<domain::IdentityView> views;
    int concerns = 0;
    int bookings = 0;
    int sign_ups = 0;
    int sessions = 0;
};

/// Indented: people open it with whatever they have.
std::string encode(const MyData& data);
Result<MyDataSummary> decode_my_data(std::string_view json);

/// POST /api/v1/my_data/delete; answered with an ErasedAnswer.
struct EraseAccountRequest {
    PersonId person;  ///< Whose account, so that a page of somebody else can't delete it.
};
std::string encode(const EraseAccountRequest& message);
Result<EraseAccountRequest> decode_erase_account_request(std::string_view json);

/// POST /api/v1/my_data/erased with an EraseAccountRequest: is that account gone? A phone that
/// keeps its unsent work asks, since nobody else may send it.
struct ErasedAnswer {
    bool erased = false;
};
std::string encode(const ErasedAnswer& message);
Result<ErasedAnswer> decode_erased_answer(std::string_view json);

}  // namespace yg::codec
