// Photos: tiles in rows, with what is happening to each, and one shown whole.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "platform/pictures.hpp"
#include "ui/kit/kit.hpp"

namespace yg::ui {

struct PhotoTile {
    std::string id;
    std::string path = {};    ///< Where the server has it, if it does.
    std::string note = {};    ///< "待上传"; drawn on the photo.
    bool bad = false;         ///< The note tells of something that failed.
    bool being_made = false;  ///< Nothing to see yet.
    bool can_be_opened = true;
};

struct PhotoTilesOptions {
    std::string_view name = {};
    bool removable = false;
    /// The tile that opens the device's chooser, for so many photos at most; 0: no such tile.
    int addable = 0;
    std::string_view add = {};  ///< Its name.
};

/// The tile that was pressed, or whose cross was; -1: none.
struct PhotoTilesUse {
    int opened = -1;
    int removed = -1;
};

PhotoTilesUse photo_tiles(Kit& kit, std::span<const PhotoTile> photos,
                          const PhotoTilesOptions& options);

/// In the column's width and at most so high, not cut.
void whole_photo(Kit& kit, std::string_view name, const PhotoTile& photo, float height_max);

}  // namespace yg::ui
