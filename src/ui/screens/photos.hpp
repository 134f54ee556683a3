// What 我要说 and a concern's page show of photos.
#pragma once

#include <vector>

#include "ui/kit/photo.hpp"
#include "ui/screens/screen.hpp"

namespace yg::ui {

std::vector<PhotoTile> photo_tiles_of(const app::Raise& raise);
std::vector<PhotoTile> photo_tiles_of(const app::ConcernDetail& detail);

void draw_draft_photos(Screen& screen, const app::Raise& raise);
/// Nothing when the concern has none.
void draw_concern_photos(Screen& screen, const app::ConcernDetail& detail);
/// The photo that was opened, over a page whose areas are all closed.
void draw_photo_sheet(Screen& screen, const std::vector<PhotoTile>& photos);

}  // namespace yg::ui
