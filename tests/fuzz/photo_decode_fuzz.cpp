// Whatever bytes somebody sends as a photo: they become a picture within limits, or an error.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "server/photos/jpeg.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr yg::server::JpegLimits limits{.side = 256,
                                            .pixels = 20'000,
                                            .scans = 8,
                                            .memory_bytes = 4 << 20,
                                            .out_bytes = 256 << 10,
                                            .small_side = 16};
    const auto result = yg::server::reencode({reinterpret_cast<const char*>(data), size}, limits);
    if (!result.ok()) return 0;
    const yg::server::Reencoded& made = result.value();
    CHECK(made.whole.width <= limits.side && made.whole.height <= limits.side);
    CHECK(made.small.width <= limits.small_side && made.small.height <= limits.small_side);
    // What was written is clean: read again, it gives a picture of the same size.
    const auto again = yg::server::reencode(made.whole.bytes, limits);
    CHECK(again.ok() && again.value().whole.width == made.whole.width);
    return 0;
}
