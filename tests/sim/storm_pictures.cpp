#include "sim/storm_pictures.hpp"

#include <cstdint>
#include <utility>
#include <vector>

#include "server/test_jpeg.hpp"

namespace yg::sim {
namespace {

struct Motif {
    std::string jpeg;
    server::Reencoded kept;
};

/// Made once; the last one is larger than the others.
const std::vector<Motif>& motifs() {
    static const std::vector<Motif> all = [] {
        std::vector<Motif> made;
        for (const int width : {8, 12, 16, 20, 24, 160}) {
            std::string jpeg = server::make_jpeg({.width = width, .height = 40 - width % 32});
            server::Reencoded kept = server::reencode(jpeg).value();
            made.push_back({.jpeg = std::move(jpeg), .kept = std::move(kept)});
        }
        return made;
    }();
    return all;
}

/// Like what a camera writes beside the picture: it makes the bytes unlike all others.
std::string with_remark(std::string jpeg, std::uint64_t number) {
    const std::string remark = std::to_string(number);
    const auto size = static_cast<char>(remark.size() + 2);
    constexpr std::size_t after_start = 2;
    return jpeg.insert(after_start, std::string{'\xFF', '\xFE', '\0', size} + remark);
}

}  // namespace

Picture take_picture(fakes::SeededRandom& random) {
    const std::size_t motif = random.below(motifs().size());
    return {.jpeg = with_remark(motifs()[motif].jpeg, random.next()), .motif = motif};
}

const server::Reencoded& kept_picture(std::size_t motif) {
    return motifs().at(motif).kept;
}

}  // namespace yg::sim
