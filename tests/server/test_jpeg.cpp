#include "server/test_jpeg.hpp"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include "base/check.hpp"

namespace yg::server {

std::string make_jpeg(const TestJpeg& wanted) {
    jpeg_compress_struct out{};
    jpeg_error_mgr errors{};
    out.err = jpeg_std_error(&errors);
    jpeg_create_compress(&out);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&out, &bytes, &size);
    const int channels = wanted.four_colours ? 4 : 3;
    out.image_width = static_cast<JDIMENSION>(wanted.width);
    out.image_height = static_cast<JDIMENSION>(wanted.height);
    out.input_components = channels;
    out.in_color_space = wanted.four_colours ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(&out);
    jpeg_set_quality(&out, wanted.quality, TRUE);
    if (wanted.progressive) jpeg_simple_progression(&out);
    jpeg_start_compress(&out, TRUE);
    if (!wanted.exif.empty()) {
        jpeg_write_marker(&out, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(wanted.exif.data()),
                          static_cast<unsigned>(wanted.exif.size()));
    }
    std::vector<JSAMPLE> row(static_cast<std::size_t>(wanted.width * channels));
    for (int y = 0; y < wanted.height; ++y) {
        for (int x = 0; x < wanted.width; ++x) {
            JSAMPLE* pixel = row.data() + static_cast<std::size_t>(x * channels);
            const bool left = x < wanted.width / 2;
            pixel[0] = left ? 220 : 10;
            pixel[1] = static_cast<JSAMPLE>((x * 7 + y * 13) % 30);
            pixel[2] = left ? 10 : 220;
        }
        JSAMPLE* rows = row.data();
        jpeg_write_scanlines(&out, &rows, 1);
    }
    jpeg_finish_compress(&out);
    std::string jpeg(reinterpret_cast<const char*>(bytes), size);
    jpeg_destroy_compress(&out);
    std::free(bytes);
    return jpeg;
}

namespace {

struct Trap {
    jpeg_error_mgr manager;
    std::jmp_buf jump;
};

bool read_into(jpeg_decompress_struct& in, Trap& trap, std::string_view bytes, Pixels& pixels) {
    if (setjmp(trap.jump) != 0) return false;
    jpeg_create_decompress(&in);
    jpeg_mem_src(&in, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&in, TRUE);
    in.out_color_space = JCS_RGB;
    jpeg_start_decompress(&in);
    pixels.width = static_cast<int>(in.output_width);
    pixels.height = static_cast<int>(in.output_height);
    pixels.rgb.resize(std::size_t{in.output_width} * in.output_height * 3);
    while (in.output_scanline < in.output_height) {
        JSAMPLE* row = pixels.rgb.data() + std::size_t{in.output_scanline} * in.output_width * 3;
        jpeg_read_scanlines(&in, &row, 1);
    }
    jpeg_finish_decompress(&in);
    return true;
}

}  // namespace

Pixels read_jpeg(std::string_view bytes) {
    jpeg_decompress_struct in{};
    Trap trap{};
    in.err = jpeg_std_error(&trap.manager);
    trap.manager.error_exit = [](j_common_ptr any) {
        std::longjmp(reinterpret_cast<Trap*>(any->err)->jump, 1);
    };
    Pixels pixels;
    if (!read_into(in, trap, bytes, pixels)) pixels = {};
    jpeg_destroy_decompress(&in);
    return pixels;
}

std::string with_size(std::string jpeg, int width, int height) {
    std::size_t at = jpeg.find("\xFF\xC0");
    if (at == std::string::npos) at = jpeg.find("\xFF\xC2");
    CHECK(at != std::string::npos);
    // Marker, length and precision come before: 2 + 2 + 1 bytes.
    jpeg[at + 5] = static_cast<char>(height >> 8);
    jpeg[at + 6] = static_cast<char>(height & 0xFF);
    jpeg[at + 7] = static_cast<char>(width >> 8);
    jpeg[at + 8] = static_cast<char>(width & 0xFF);
    return jpeg;
}

}  // namespace yg::server
