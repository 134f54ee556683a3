#include "server/photos/jpeg.hpp"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <memory>

#include <jpeglib.h>  // Needs <cstdio> before it.

namespace yg::server {

namespace {

// libjpeg leaves by longjmp when something is wrong. So nothing from `transcode` down, callbacks
// included, holds anything with a destructor: memory is libjpeg's pools or the caller's.

constexpr int quality = 82;
constexpr int channels = 3;

/// What libjpeg calls when something is wrong; shared by the three of its objects in use.
struct Failure {
    jpeg_error_mgr manager;  // First: libjpeg hands out a pointer to it.
    std::jmp_buf jump;
    std::array<char, JMSG_LENGTH_MAX> message;
};

/// Where a compressor writes: a buffer that doesn't grow.
struct Target {
    jpeg_destination_mgr manager;  // First, as above.
    JOCTET* bytes;
    std::size_t capacity;
    std::size_t used;
};

/// Averages the pixels that fall on each one of a smaller picture, row by row.
struct Scaler {
    JDIMENSION width;
    JDIMENSION height;
    std::uint32_t* sums;
    std::uint32_t* columns;  ///< How many of the large picture fall on each column.
    JSAMPLE* row;
    JDIMENSION y;     ///< Of the row that is being summed up.
    JDIMENSION rows;  ///< That it has got so far.
};

struct Work {
    Failure failure;
    jpeg_progress_mgr progress;
    jpeg_decompress_struct in;
    jpeg_compress_struct whole;
    jpeg_compress_struct small;
    Target whole_target;
    Target small_target;
    Scaler scaler;
    const JpegLimits* limits;
};

[[noreturn]] void fail(j_common_ptr any, const char* message) {
    auto* failure = reinterpret_cast<Failure*>(any->err);
    std::snprintf(failure->message.data(), failure->message.size(), "%s", message);
    std::longjmp(failure->jump, 1);
}

[[noreturn]] void on_error(j_common_ptr any) {
    auto* failure = reinterpret_cast<Failure*>(any->err);
    any->err->format_message(any, failure->message.data());
    std::longjmp(failure->jump, 1);
}

/// Level -1 is a warning: damaged data that a viewer would show all the same.
void on_message(j_common_ptr any, int level) {
    if (level < 0) on_error(any);
}

void on_progress(j_common_ptr any) {
    const auto* work = static_cast<const Work*>(any->client_data);
    if (work->in.input_scan_number > work->limits->scans) fail(any, "too many scans");
}

void begin_target(j_compress_ptr out) {
    auto* target = reinterpret_cast<Target*>(out->dest);
    target->manager.next_output_byte = target->bytes;
    target->manager.free_in_buffer = target->capacity;
}

boolean on_full_target(j_compress_ptr out) {
    fail(reinterpret_cast<j_common_ptr>(out), "the new file is too large");
}

void end_target(j_compress_ptr out) {
    auto* target = reinterpret_cast<Target*>(out->dest);
    target->used = target->capacity - target->manager.free_in_buffer;
}

void begin_writing(Work& work, jpeg_compress_struct& out, Target& target, JDIMENSION width,
                   JDIMENSION height) {
    jpeg_create_compress(&out);
    target.manager.init_destination = begin_target;
    target.manager.empty_output_buffer = on_full_target;
    target.manager.term_destination = end_target;
    target.capacity = work.limits->out_bytes;
    out.dest = &target.manager;
    out.image_width = width;
    out.image_height = height;
    out.input_components = channels;
    out.in_color_space = JCS_RGB;
    jpeg_set_defaults(&out);
    jpeg_set_quality(&out, quality, TRUE);
    jpeg_start_compress(&out, TRUE);
}

template <class Item>
Item* allocate(Work& work, std::size_t count) {
    auto* any = reinterpret_cast<j_common_ptr>(&work.in);
    void* bytes = (*work.in.mem->alloc_large)(any, JPOOL_IMAGE, count * sizeof(Item));
    std::fill_n(static_cast<Item*>(bytes), count, Item{});
    return static_cast<Item*>(bytes);
}

JDIMENSION scaled(JDIMENSION side, JDIMENSION longer, int small_side) {
    const auto wanted = static_cast<JDIMENSION>(small_side);
    if (longer <= wanted) return side;
    return std::max<JDIMENSION>(1, (side * wanted + longer / 2) / longer);
}

void begin_scaling(Work& work) {
    Scaler& scaler = work.scaler;
    const JDIMENSION width = work.in.output_width;
    const JDIMENSION height = work.in.output_height;
    const JDIMENSION longer = std::max(width, height);
    scaler.width = scaled(width, longer, work.limits->small_side);
    scaler.height = scaled(height, longer, work.limits->small_side);
    scaler.sums = allocate<std::uint32_t>(work, scaler.width * channels);
    scaler.columns = allocate<std::uint32_t>(work, scaler.width);
    scaler.row = allocate<JSAMPLE>(work, scaler.width * channels);
    for (JDIMENSION x = 0; x < width; ++x) ++scaler.columns[x * scaler.width / width];
}

void write_small_row(Work& work) {
    Scaler& scaler = work.scaler;
    for (std::size_t i = 0; i < scaler.width * std::size_t{channels}; ++i) {
        const std::uint32_t count = scaler.columns[i / channels] * scaler.rows;
        scaler.row[i] = static_cast<JSAMPLE>((scaler.sums[i] + count / 2) / count);
        scaler.sums[i] = 0;
    }
    jpeg_write_scanlines(&work.small, &scaler.row, 1);
    scaler.rows = 0;
}

void add_to_small(Work& work, const JSAMPLE* row, JDIMENSION y) {
    Scaler& scaler = work.scaler;
    const JDIMENSION width = work.in.output_width;
    const JDIMENSION small_y = y * scaler.height / work.in.output_height;
    if (small_y != scaler.y) write_small_row(work);
    scaler.y = small_y;
    ++scaler.rows;
    for (JDIMENSION x = 0; x < width; ++x) {
        std::uint32_t* sum = scaler.sums + std::size_t{x * scaler.width / width} * channels;
        for (std::size_t c = 0; c < channels; ++c) sum[c] += row[std::size_t{x} * channels + c];
    }
}

void read_header(Work& work, std::string_view bytes) {
    jpeg_create_decompress(&work.in);
    work.in.mem->max_memory_to_use = static_cast<long>(work.limits->memory_bytes);
    work.progress.progress_monitor = on_progress;
    work.in.progress = &work.progress;
    jpeg_mem_src(&work.in, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&work.in, TRUE);
    const auto side = static_cast<JDIMENSION>(work.limits->side);
    const std::int64_t pixels = std::int64_t{work.in.image_width} * work.in.image_height;
    auto* any = reinterpret_cast<j_common_ptr>(&work.in);
    if (work.in.image_width > side || work.in.image_height > side || pixels > work.limits->pixels) {
        fail(any, "too many pixels");
    }
    if (work.in.arith_code) fail(any, "arithmetic coding");  // No browser writes or reads it.
}

/// False when it failed; then `work.failure` says why.
bool transcode(Work& work, std::string_view bytes) {
    if (setjmp(work.failure.jump) != 0) return false;
    read_header(work, bytes);
    work.in.out_color_space = JCS_RGB;
    jpeg_start_decompress(&work.in);
    begin_scaling(work);
    begin_writing(work, work.whole, work.whole_target, work.in.output_width, work.in.output_height);
    begin_writing(work, work.small, work.small_target, work.scaler.width, work.scaler.height);
    auto* row = allocate<JSAMPLE>(work, std::size_t{work.in.output_width} * channels);
    while (work.in.output_scanline < work.in.output_height) {
        const JDIMENSION y = work.in.output_scanline;
        if (jpeg_read_scanlines(&work.in, &row, 1) != 1) {
            fail(reinterpret_cast<j_common_ptr>(&work.in), "a row is missing");
        }
        jpeg_write_scanlines(&work.whole, &row, 1);
        add_to_small(work, row, y);
    }
    write_small_row(work);
    jpeg_finish_compress(&work.whole);
    jpeg_finish_compress(&work.small);
    jpeg_finish_decompress(&work.in);
    return true;
}

Jpeg jpeg_of(const Target& target, const jpeg_compress_struct& out) {
    return {.bytes = {reinterpret_cast<const char*>(target.bytes), target.used},
            .width = static_cast<int>(out.image_width),
            .height = static_cast<int>(out.image_height)};
}

}  // namespace

Result<Reencoded> reencode(std::string_view bytes, const JpegLimits& limits) {
    const auto work = std::make_unique<Work>();  // Zeroed: what wasn't begun can be destroyed.
    const auto whole = std::make_unique_for_overwrite<JOCTET[]>(limits.out_bytes);
    const auto small = std::make_unique_for_overwrite<JOCTET[]>(limits.out_bytes);
    work->limits = &limits;
    work->whole_target.bytes = whole.get();
    work->small_target.bytes = small.get();
    work->in.err = jpeg_std_error(&work->failure.manager);
    work->in.client_data = work.get();
    work->whole.err = work->in.err;
    work->small.err = work->in.err;
    work->failure.manager.error_exit = on_error;
    work->failure.manager.emit_message = on_message;

    const bool done = transcode(*work, bytes);
    Result<Reencoded> result =
        done ? Result<Reencoded>(Reencoded{.whole = jpeg_of(work->whole_target, work->whole),
                                           .small = jpeg_of(work->small_target, work->small)})
             : Result<Reencoded>(Error{ErrorKind::invalid_input, work->failure.message.data()});
    jpeg_destroy_decompress(&work->in);
    jpeg_destroy_compress(&work->whole);
    jpeg_destroy_compress(&work->small);
    return result;
}

}  // namespace yg::server
