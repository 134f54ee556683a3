// Pictures for tests, made with libjpeg.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yg::server {

struct TestJpeg {
    int width = 400;   ///< pixels
    int height = 300;  ///< pixels
    bool progressive = false;
    bool four_colours = false;  ///< CMYK, which no browser's canvas makes.
    int quality = 90;
    std::string exif = {};  ///< Put into an APP1 segment; empty: there is none.
};

/// Left half red, right half blue, with some noise.
std::string make_jpeg(const TestJpeg& wanted = {});

struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<unsigned char> rgb;

    [[nodiscard]] const unsigned char* at(int x, int y) const {
        return rgb.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                             static_cast<std::size_t>(x)) *
                                3;
    }
};
/// Nothing in it when it is no JPEG.
Pixels read_jpeg(std::string_view bytes);

/// `jpeg` with other numbers in its frame header.
std::string with_size(std::string jpeg, int width, int height);

}  // namespace yg::server
