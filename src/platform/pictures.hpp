// Photos ready to be drawn. Knows how they get on the canvas, not what they show.
#pragma once

#include <cstdint>
#include <string>

namespace yg::platform {

struct PictureRequest {
    std::string photo;     ///< Id of a photo that may be kept on this device.
    std::string path;      ///< Where the server has it: "/api/v1/photos/<id>".
    int longest_side = 0;  ///< Pixels it is drawn with at most.
};

struct Picture {
    std::uint64_t texture = 0;  ///< 0: not ready.
    float width = 0;            ///< Pixels of the texture.
    float height = 0;
    bool failed = false;  ///< It can't be had now; it is tried again on another visit.
};

class Pictures {
public:
    virtual ~Pictures() = default;
    /// Loads it when it isn't there; a frame is asked for once it is. Ask in each frame that draws
    /// it: what nobody asks for may be dropped.
    virtual Picture find(const PictureRequest& request) = 0;
};

}  // namespace yg::platform
