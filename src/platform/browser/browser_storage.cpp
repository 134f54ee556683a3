#include "platform/browser/browser_storage.hpp"

#include <emscripten/emscripten.h>

#include <optional>

#include "platform/browser/page_listener.hpp"
#include "platform/browser/pending_calls.hpp"
#include "platform/browser/taken_string.hpp"

namespace {

// As web/library_storage.js reads it.
struct BlockView {
    std::uint32_t index;
    const std::uint8_t* bytes;
    std::uint32_t size;
};

}  // namespace

// web/library_storage.js. Each of them copies what it is given before it returns.
extern "C" {
void yg_storage_load(int call);
void yg_storage_append(int call, const char* id, const char* name, const char* args);
void yg_storage_load_outbox(int call);
void yg_storage_drop_through(int call, double n);
void yg_storage_commit(int call, const BlockView* blocks, int count, double image_size,
                       double block_count);
void yg_storage_discard(int call);
void yg_storage_forget_client(int call, double answered_n);
}

namespace yg::platform {
namespace {

/// What JavaScript answers to any call; each call reads its own part of it.
struct Answer {
    std::optional<Error> error;
    double number = 0;
    std::string text;
};

PendingCalls<Answer> calls;
/// Records and blocks arrive one by one, right before their call is answered.
StoredState loaded;

int add_call(std::function<void(Result<void>)> done) {
    return calls.add([done = std::move(done)](Answer answer) {
        done(answer.error ? Result<void>(*std::move(answer.error)) : Result<void>());
    });
}

}  // namespace

void BrowserStorage::load(std::function<void(Result<StoredState>)> done) {
    yg_storage_load(calls.add([done = std::move(done)](Answer answer) {
        StoredState state = std::exchange(loaded, {});
        if (answer.error) return done(*std::move(answer.error));
        state.client_id = std::move(answer.text);
        state.image_size_bytes = static_cast<std::uint64_t>(answer.number);
        done(std::move(state));
    }));
}

void BrowserStorage::append_outbox(OutboxRecord record,
                                   std::function<void(Result<std::int64_t>)> done) {
    const int call = calls.add([done = std::move(done)](Answer answer) {
        if (answer.error) return done(*std::move(answer.error));
        done(static_cast<std::int64_t>(answer.number));
    });
    yg_storage_append(call, record.id.c_str(), record.name.c_str(), record.args.c_str());
}

void BrowserStorage::load_outbox(std::function<void(Result<std::vector<OutboxRecord>>)> done) {
    yg_storage_load_outbox(calls.add([done = std::move(done)](Answer answer) {
        StoredState state = std::exchange(loaded, {});
        if (answer.error) return done(*std::move(answer.error));
        done(std::move(state.outbox));
    }));
}

void BrowserStorage::drop_outbox_through(std::int64_t n, std::function<void(Result<void>)> done) {
    yg_storage_drop_through(add_call(std::move(done)), static_cast<double>(n));
}

void BrowserStorage::commit_image(std::vector<ImageBlock> blocks, std::uint64_t image_size_bytes,
                                  std::function<void(Result<void>)> done) {
    std::vector<BlockView> views;
    views.reserve(blocks.size());
    for (const ImageBlock& block : blocks) {
        views.push_back(
            {block.index, block.bytes.data(), static_cast<std::uint32_t>(block.bytes.size())});
    }
    const std::uint64_t block_count =
        (image_size_bytes + image_block_bytes - 1) / image_block_bytes;
    yg_storage_commit(add_call(std::move(done)), views.data(), static_cast<int>(views.size()),
                      static_cast<double>(image_size_bytes), static_cast<double>(block_count));
}

void BrowserStorage::discard_image(std::function<void(Result<void>)> done) {
    yg_storage_discard(add_call(std::move(done)));
}

void BrowserStorage::forget_client(std::int64_t answered_n,
                                   std::function<void(Result<std::string>)> done) {
    const int call = calls.add([done = std::move(done)](Answer answer) {
        if (answer.error) return done(*std::move(answer.error));
        done(std::move(answer.text));
    });
    yg_storage_forget_client(call, static_cast<double>(answered_n));
}

extern "C" {

EMSCRIPTEN_KEEPALIVE void yg_storage_loaded_record(double n, char* id, char* name, char* args) {
    loaded.outbox.push_back({.n = static_cast<std::int64_t>(n),
                             .id = taken_string(id),
                             .name = taken_string(name),
                             .args = taken_string(args)});
}

/// Where JavaScript is to write the block's bytes.
EMSCRIPTEN_KEEPALIVE std::uint8_t* yg_storage_loaded_block(std::uint32_t index,
                                                           std::uint32_t size) {
    return loaded.image.emplace_back(index, std::vector<std::uint8_t>(size)).bytes.data();
}

EMSCRIPTEN_KEEPALIVE void yg_storage_answer(int call, double number, char* text) {
    calls.answer(call, {.error = {}, .number = number, .text = taken_string(text)});
    report_answered();
}

EMSCRIPTEN_KEEPALIVE void yg_storage_fail(int call, bool conflict, char* detail) {
    calls.answer(call, {.error = Error{conflict ? ErrorKind::conflict : ErrorKind::unavailable,
                                       taken_string(detail)},
                        .number = 0,
                        .text = {}});
    report_answered();
}

}  // extern "C"

}  // namespace yg::platform
