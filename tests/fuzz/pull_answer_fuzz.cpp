// Any bytes as the answer to a pull, on a phone that has the small town and commands under way: it
// takes them or stays as it was and can begin anew, and goes on working either way.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "codec/command_codec.hpp"
#include "codec/protocol.hpp"
#include "fuzz/fuzz_server.hpp"
#include "fuzz/fuzz_town.hpp"
#include "server/small_town.hpp"
#include "sync/replica.hpp"

using namespace yg;

namespace {

const TimeMs now = server::small_town_now;
const ClientId client = ClientId::trusted("019ab000-0000-7000-8000-00000000000c");

domain::Person resident() {
    return server::small_town().persons.front();
}

std::vector<domain::Command> commands() {
    domain::SubmitConcern concern;
    concern.id = ConcernId::trusted("019ab000-0000-7000-8000-000000000101");
    concern.category = CategoryId::trusted("c1");
    concern.grid = GridId::trusted("g1");
    concern.words = "Rubbish at the gate";
    const TimeMs start = now + day_ms;
    return {concern,
            domain::BookRoom{.id = BookingId::trusted("019ab000-0000-7000-8000-000000000102"),
                             .room = RoomId::trusted("r1"),
                             .when = {start, start + hour_ms},
                             .seats = 1,
                             .purpose = "Choir"},
            domain::JoinActivity{.id = SignUpId::trusted("019ab000-0000-7000-8000-000000000103"),
                                 .activity = ActivityId::trusted("a1")},
            domain::CancelBooking{.booking = BookingId::trusted("b-p2")},
            domain::LeaveActivity{.sign_up =
                                      SignUpId::trusted("019ab000-0000-7000-8000-000000000103")}};
}

std::vector<platform::OutboxRecord> outbox() {
    std::vector<platform::OutboxRecord> records;
    for (const domain::Command& command : commands()) {
        const codec::EncodedCommand encoded = codec::encode(command);
        const auto n = static_cast<std::int64_t>(records.size()) + 1;
        records.push_back({.n = n,
                           .id = "019ab000-0000-7000-8000-00000000020" + std::to_string(n),
                           .name = encoded.name,
                           .args = encoded.args});
    }
    return records;
}

/// The image of a phone that has pulled the town and then acted offline.
std::vector<platform::ImageBlock> make_image() {
    const auto phone = fuzz::must(sync::Replica::open({}), "a new phone");
    fuzz::FuzzServer server;
    const auto response = server.ask(server.post(
        "/api/v1/pull",
        codec::encode(codec::PullRequest{.client_id = client, .cookie = {}, .outcomes_after = 0})));
    const auto answer = fuzz::must(codec::decode_pull_answer(response.content()), "the first pull");
    fuzz::must(phone->rebase(answer, resident(), now), "the first rebase");
    fuzz::must(phone->catch_up(outbox(), resident(), now), "acting offline");
    return phone->take_unsaved_changes().blocks;
}

std::string next_pull(sync::Replica& phone) {
    return codec::encode(fuzz::must(phone.next_pull(client), "next pull"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<platform::ImageBlock> image = make_image();
    const auto answer = codec::decode_pull_answer({reinterpret_cast<const char*>(data), size});
    if (!answer.ok()) return 0;

    const auto phone = fuzz::must(sync::Replica::open(image), "open");
    if (phone->was_rebuilt()) fuzz::fail("open", "the image was dropped");
    const std::string before = next_pull(*phone);
    if (!phone->rebase(answer.value(), resident(), now).ok()) {
        if (next_pull(*phone) != before) fuzz::fail("a failed rebase", "changed the phone");
        fuzz::must(phone->start_over(), "start over");
    }
    fuzz::must(phone->catch_up(outbox(), resident(), now), "catch up");
    for (const domain::Command& command : commands()) {
        fuzz::must(phone->check(command, resident(), now), "check");
    }
    // The town is pulled again after that, whatever came before.
    fuzz::must(phone->start_over(), "start over");
    return 0;
}
