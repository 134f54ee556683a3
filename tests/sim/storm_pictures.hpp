// Pictures that people take in the storm: small, each with bytes of its own, of a few motifs, so
// that it is known what the server makes of them. Must not know phones or photos' names.
#pragma once

#include <cstddef>
#include <string>

#include "fakes/seeded_random.hpp"
#include "server/photos/jpeg.hpp"

namespace yg::sim {

struct Picture {
    std::string jpeg;
    std::size_t motif = 0;
};

Picture take_picture(fakes::SeededRandom& random);

/// What the server must have of every picture of that motif.
const server::Reencoded& kept_picture(std::size_t motif);

}  // namespace yg::sim
