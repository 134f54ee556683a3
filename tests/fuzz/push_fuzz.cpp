// Any bytes as the body of a push: an answer, the town stays whole, and of a push that was taken
// every command has its outcome.
#include <cstdint>
#include <string>

#include "codec/protocol.hpp"
#include "fuzz/fuzz_server.hpp"
#include "fuzz/fuzz_town.hpp"

using namespace yg;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static fuzz::FuzzServer server;
    const std::string body(reinterpret_cast<const char*>(data), size);
    const server::Response response = server.ask(server.post("/api/v1/push", body));
    if (response.status != 200) return 0;
    const auto request = fuzz::must(codec::decode_push_request(body), "a push that was taken");
    const auto answer = fuzz::must(codec::decode_push_answer(response.content()), "its answer");
    if (answer.outcomes.size() != request.commands.size()) fuzz::fail("outcomes", response.body);
    return 0;
}
