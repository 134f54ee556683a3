// The routes of concerns' photos: sending one piece by piece, and seeing one.
//
// Where the work is done: looking up, appending a piece and reading a file are some system calls on
// at most a few hundred kilobytes and happen on the listener's threads, as reads of the database
// do. Checking and decoding a whole picture takes tenths of a second, and keeping it waits for the
// disk: that is the background's. Its rows are the writer's, like any change.
#include <charconv>
#include <memory>
#include <utility>

#include "codec/photo_answer.hpp"
#include "server/api/answers.hpp"
#include "server/api/api.hpp"
#include "server/auth/secrets.hpp"
#include "server/photos/jpeg.hpp"
#include "server/photos/photo_rows.hpp"

namespace yg::server {

namespace {

constexpr std::string_view path_begin = "/api/v1/photos/";

Response unknown_photo() {
    return refuse(404, std::string(codec::photo_unknown), "There is no such photo of yours.");
}

Response answer_received(int status, std::int64_t received, bool done) {
    return json_response(status,
                         codec::encode(codec::PhotoAnswer{static_cast<int>(received), done}));
}

std::string_view code_of(const PhotoQuota& quota) {
    return quota.reached == PhotoQuota::Limit::today ? codec::photos_enough_today
                                                     : codec::photos_unfinished;
}

Response refuse_more(const PhotoQuota& quota) {
    Response response = refuse(429, std::string(code_of(quota)),
                               "You sent as many photos as one may. What was begun goes on.");
    const DurationMs seconds = (quota.wait_ms + second_ms - 1) / second_ms;
    response.headers.push_back({"Retry-After", std::to_string(seconds)});
    return response;
}

Response busy_with_photos() {
    Response response = refuse(503, "busy", "Too many photos wait. Try again shortly.");
    response.headers.push_back({"Retry-After", "5"});
    return response;
}

std::optional<PhotoId> photo_in(std::string_view path) {
    path.remove_prefix(path_begin.size());
    return PhotoId::parse(path.substr(0, path.find('/')));
}

/// The offset in "from=<offset>".
std::optional<std::int64_t> offset_in(std::string_view query) {
    constexpr std::string_view name = "from=";
    if (!query.starts_with(name)) return std::nullopt;
    query.remove_prefix(name.size());
    std::int64_t offset = 0;
    const char* end = query.data() + query.size();
    const auto read = std::from_chars(query.data(), end, offset);
    if (read.ec != std::errc() || read.ptr != end || offset < 0) return std::nullopt;
    return offset;
}

}  // namespace

std::optional<Api::FoundPhoto> Api::find_photo(const Request& request, FindPhoto what,
                                               const Respond& respond) {
    const auto person = signed_in(request, Traffic::photo, respond);
    if (!person) return std::nullopt;
    if (!*person) {
        respond(refuse(401, "not_signed_in", "Photos are for somebody signed in."));
        return std::nullopt;
    }
    const std::optional<PhotoId> id = photo_in(request.path);
    std::optional<domain::Photo> photo;
    if (id) {
        const Result<void> read =
            ports_.readers.read([&](store::Database& database) -> Result<void> {
                ASSIGN_OR_RETURN(photo, what(database, town_, *id, **person));
                return {};
            });
        if (!read.ok()) {
            respond(failure(read.error(), "photo"));
            return std::nullopt;
        }
    }
    if (!photo) {
        respond(unknown_photo());
        return std::nullopt;
    }
    return FoundPhoto{std::move(*photo), **person};
}

void Api::photo(const Request& request, Respond respond) {
    const auto found = find_photo(request, find_photo_to_see, respond);
    if (!found) return;
    std::optional<store::PhotoFile> file;
    const Result<void> read = ports_.readers.read([&](store::Database& database) -> Result<void> {
        ASSIGN_OR_RETURN(file, store::find_photo_file(database, town_, found->photo.id));
        return {};
    });
    if (!read.ok()) return respond(failure(read.error(), "photo"));
    if (!file) return respond(unknown_photo());
    const PhotoSize size = request.query == "small=1" ? PhotoSize::small : PhotoSize::whole;
    Result<std::string> bytes = ports_.photos.read(file->file, size);
    if (!bytes.ok()) return respond(failure(bytes.error(), "photo"));
    respond({.status = 200,
             .headers = {{"Content-Type", "image/jpeg"},
                         {"Cache-Control", "private, max-age=31536000, immutable"},
                         {"X-Content-Type-Options", "nosniff"},
                         {"Content-Security-Policy", "default-src 'none'; sandbox"},
                         {"Cross-Origin-Resource-Policy", "same-origin"}},
             .body = std::move(bytes).value()});
}

void Api::photo_received(const Request& request, Respond respond) {
    const auto found = find_photo(request, find_photo_to_send, respond);
    if (!found) return;
    const domain::Photo& photo = found->photo;
    if (photo.arrived_at > 0) return respond(answer_received(200, photo.bytes, true));
    const Result<std::int64_t> received = ports_.photos.received(photo.id);
    if (!received.ok()) return respond(failure(received.error(), "photo_received"));
    respond(answer_received(200, received.value(), false));
}

void Api::send_photo(const Request& request, Respond respond) {
    const auto found = find_photo(request, find_photo_to_send, respond);
    if (!found) return;
    const domain::Photo& photo = found->photo;
    if (photo.arrived_at > 0) return respond(answer_received(200, photo.bytes, true));
    const std::optional<std::int64_t> from = offset_in(request.query);
    if (!from) return respond(refuse(400, "malformed", "from must be a number of bytes."));
    const Result<std::int64_t> received = ports_.photos.received(photo.id);
    if (!received.ok()) return respond(failure(received.error(), "send_photo"));
    const bool begins = *from == 0 && received.value() == 0 && !request.body.empty();
    if (begins) return begin_sending(request, found->person, photo, respond);
    take_piece(photo, *from, request.body, respond);
}

/// What was begun is always taken to its end, so only here it is asked how much came already.
void Api::begin_sending(const Request& request, const domain::Person& person,
                        const domain::Photo& photo, const Respond& respond) {
    auto quota = std::make_shared<PhotoQuota>();
    write({.work = [this, quota, person, photo](store::Database& database) -> Result<void> {
               ASSIGN_OR_RETURN(*quota, begin_photo(database, town_, options_.photos, person, photo,
                                                    ports_.now()));
               return {};
           },
           .done =
               [this, quota, photo, piece = request.body, respond](const Result<void>& written) {
                   if (!written.ok()) return respond(failure(written.error(), "begin_photo"));
                   if (quota->reached != PhotoQuota::Limit::none) {
                       ports_.log("photo_limit", {{"limit", std::string(code_of(*quota))}});
                       return respond(refuse_more(*quota));
                   }
                   // Not on the writer's thread: others wait for it.
                   const bool taken = ports_.background.submit(
                       [this, photo, piece, respond] { take_piece(photo, 0, piece, respond); });
                   if (!taken) respond(busy_with_photos());
               }},
          respond);
}

void Api::take_piece(const domain::Photo& photo, std::int64_t from, std::string_view piece,
                     const Respond& respond) {
    const auto taken = ports_.photos.take(photo.id, from, piece, photo.bytes);
    if (!taken.ok() && taken.error().kind == ErrorKind::too_large) {
        return respond(refuse(413, "too_large", "The photo has fewer bytes than that."));
    }
    if (!taken.ok()) return respond(failure(taken.error(), "send_photo"));
    if (!taken.value().taken) return respond(answer_received(409, taken.value().received, false));
    if (taken.value().received < photo.bytes) {
        return respond(answer_received(200, taken.value().received, false));
    }
    // Also after a request without bytes: all had come before, but the photo could not be kept.
    if (ports_.background.submit([this, photo, respond] { finish_photo(photo, respond); })) return;
    respond(busy_with_photos());
}

/// Another page may send the same photo at the same time: what it finds here is either all of the
/// bytes or nothing, and the writer has the last word on which of two arrivals counts. A file that
/// doesn't is removed by a job, later: whether a change that failed is on the disk all the same
/// can't be told here.
void Api::finish_photo(const domain::Photo& photo, const Respond& respond) {
    const Result<std::string> bytes = ports_.photos.read_received(photo.id);
    if (!bytes.ok() && bytes.error().kind == ErrorKind::not_found) {
        return respond(answer_received(409, 0, false));
    }
    if (!bytes.ok()) return respond(failure(bytes.error(), "finish_photo"));
    if (sha256_hex(bytes.value()) != photo.sha256) {
        return refuse_photo(photo.id, "photo_damaged", "another hash", respond);
    }
    const Result<Reencoded> made = reencode(bytes.value());
    if (!made.ok()) {
        return refuse_photo(photo.id, "photo_unreadable", made.error().detail, respond);
    }
    const Jpeg& whole = made.value().whole;
    const Jpeg& small = made.value().small;
    Result<std::string> name = ports_.photos.keep(whole.bytes, small.bytes, ports_.random);
    if (!name.ok()) return respond(failure(name.error(), "keep_photo"));
    note_photo({.photo = photo.id,
                .file = std::move(name).value(),
                .width = whole.width,
                .height = whole.height,
                .bytes = static_cast<int>(whole.bytes.size())},
               photo.bytes, respond);
}

void Api::note_photo(const store::PhotoFile& file, int received, const Respond& respond) {
    auto touched = std::make_shared<std::map<std::string, store::FeedVersion>>();
    write({.work = [this, file, touched](store::Database& database) -> Result<void> {
               ASSIGN_OR_RETURN(*touched, note_arrival(database, town_, file, ports_.now()));
               return {};
           },
           .done =
               [this, file, touched, received, respond](const Result<void>& written) {
                   if (!written.ok() && written.error().kind != ErrorKind::not_found) {
                       return respond(failure(written.error(), "note_photo"));
                   }
                   ports_.photos.forget_received(file.photo);
                   if (!written.ok()) return respond(unknown_photo());
                   if (!touched->empty()) {
                       ports_.metrics.count_photo(static_cast<std::uint64_t>(file.bytes));
                       ports_.pokes.publish(*touched);
                   }
                   respond(answer_received(200, received, true));
               }},
          respond);
}

/// The phone may begin anew: of a damaged one that helps, of an unreadable one it doesn't.
void Api::refuse_photo(const PhotoId& photo, std::string_view code, std::string_view reason,
                       const Respond& respond) {
    ports_.photos.forget_received(photo);
    ports_.metrics.count_refused_photo();
    ports_.log("photo_refused", {{"detail", std::string(reason)}});
    respond(refuse(422, std::string(code),
                   code == "photo_damaged" ? "These are not the bytes that were announced."
                                           : "The server can't read this as a JPEG picture."));
}

}  // namespace yg::server
