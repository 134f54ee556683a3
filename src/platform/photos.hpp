// Photos on the device: chosen by the person, made small and without whereabouts, kept until the
// server has them. Their bytes stay with the device; only names and sizes come in here.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "platform/http.hpp"

namespace yg::platform {

struct KeptPhoto {
    std::string id;      ///< UUIDv7, made with it.
    std::string sha256;  ///< Of what is kept: a JPEG of at most 1600 pixels on a side.
    int bytes = 0;
    TimeMs kept_at = 0;  ///< By the device's clock.
};

enum class PhotoFailure : std::uint8_t {
    unreadable,  ///< No picture, or one that this device can't open or can't make small.
    not_kept,    ///< The device's storage refused it.
};

class PhotoListener {
public:
    virtual ~PhotoListener() = default;
    /// So many were chosen: for each of them one of the two below follows.
    virtual void on_photos_chosen(int count) = 0;
    /// It is on the disk.
    virtual void on_photo_kept(KeptPhoto photo) = 0;
    virtual void on_photo_failed(PhotoFailure failure) = 0;
};

/// A piece of a kept photo, posted as it is.
struct PhotoPiece {
    std::string id;
    std::string path;  ///< "/api/v1/photos/<id>?from=0"
    int from = 0;
    int bytes = 0;
    int timeout_ms = 60'000;
};

class Photos {
public:
    virtual ~Photos() = default;
    /// From now on this one hears what the person chooses; null: nobody.
    virtual void listen(PhotoListener* listener) = 0;
    /// What was kept earlier.
    virtual void load(std::function<void(Result<std::vector<KeptPhoto>>)> done) = 0;
    virtual void forget(std::vector<std::string> ids) = 0;
    /// Status 0 also when the photo is not kept here any more.
    virtual void send(PhotoPiece piece, std::function<void(HttpReply)> done) = 0;
};

}  // namespace yg::platform
