// Any bytes as each of the protocol's messages and of the rows that a pull carries: what can be
// read is written so that it reads the same.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "codec/activity_codec.hpp"
#include "codec/concern_codec.hpp"
#include "codec/person_codec.hpp"
#include "codec/place_codec.hpp"
#include "codec/profile_codec.hpp"
#include "codec/protocol.hpp"
#include "codec/room_codec.hpp"

using namespace yg;

namespace {

template <auto... decode>
void read_as_each(std::string_view text) {
    const auto read = [](std::string_view given, auto decode_one) {
        const auto decoded = decode_one(given);
        if (!decoded.ok()) return;
        const std::string once = codec::encode(decoded.value());
        const auto again = decode_one(once);
        if (again.ok() && codec::encode(again.value()) == once) return;
        std::fprintf(stderr, "%s reads as something else\n", once.c_str());
        std::abort();
    };
    (read(text, decode), ...);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace codec;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_as_each<decode_push_request, decode_push_answer, decode_pull_request, decode_pull_answer,
                 decode_poke, decode_error_answer, decode_start_sign_in_request,
                 decode_start_sign_in_answer, decode_finish_sign_in_request,
                 decode_sign_in_refused_answer, decode_sessions_answer,
                 decode_revoke_session_request, decode_sign_in_request, decode_session_answer,
                 decode_demo_accounts_answer>(text);
    read_as_each<decode_community, decode_grid, decode_unit, decode_category, decode_concern,
                 decode_concern_event, decode_room, decode_booking, decode_activity, decode_sign_up,
                 decode_person, decode_town_profile, decode_calendar_day>(text);
    return 0;
}
