// The photos of a draft and of a concern, and one of them shown whole.
#include "ui/screens/photos.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "generated/icons.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/overlay.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

constexpr std::string_view sheet_prefix = "photo ";

std::string photo_path(const PhotoId& id) {
    return "/api/v1/photos/" + id.text();
}

void open_sheet(Screen& screen, int photo) {
    screen.open.sheet = std::string(sheet_prefix) + std::to_string(photo);
}

/// Which of `count` photos is open; -1: none.
int opened_photo(const Screen& screen, int count) {
    const std::string_view sheet = screen.open.sheet;
    if (!sheet.starts_with(sheet_prefix)) return -1;
    int index = -1;
    const std::string_view digits = sheet.substr(sheet_prefix.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), index);
    return index < count ? index : -1;
}

bool is_bad(app::PhotoState state) {
    return state == app::PhotoState::refused || state == app::PhotoState::not_taken;
}

bool has_one(const app::ConcernDetail& detail, app::PhotoState state) {
    return std::ranges::any_of(
        detail.photos, [state](const app::ConcernPhoto& photo) { return photo.state == state; });
}

std::string note_of(const app::ConcernPhoto& photo) {
    switch (photo.state) {
        case app::PhotoState::waiting:
            return std::string(tr("photo.waiting"));
        case app::PhotoState::sending:
            return format(tr("photo.sending"),
                          {{"percent", static_cast<int>(photo.share_sent * 100)}});
        case app::PhotoState::arrived:
            return {};
        case app::PhotoState::refused:
            return std::string(tr("photo.refused"));
        case app::PhotoState::not_taken:
            return std::string(tr("photo.not_taken"));
        case app::PhotoState::tomorrow:
            return std::string(tr("photo.tomorrow"));
        case app::PhotoState::elsewhere:
            return std::string(tr("photo.elsewhere"));
    }
    return {};
}

}  // namespace

std::vector<PhotoTile> photo_tiles_of(const app::Raise& raise) {
    std::vector<PhotoTile> tiles;
    for (const domain::NewPhoto& photo : raise.photos) tiles.push_back({.id = photo.id.text()});
    for (int i = 0; i < raise.photos_preparing; ++i) {
        tiles.push_back({.id = "being made " + std::to_string(i),
                         .note = std::string(tr("photo.being_made")),
                         .being_made = true,
                         .can_be_opened = false});
    }
    return tiles;
}

std::vector<PhotoTile> photo_tiles_of(const app::ConcernDetail& detail) {
    std::vector<PhotoTile> tiles;
    for (const app::ConcernPhoto& photo : detail.photos) {
        const bool arrived = photo.state == app::PhotoState::arrived;
        tiles.push_back({.id = photo.id.text(),
                         .path = arrived ? photo_path(photo.id) : std::string(),
                         .note = note_of(photo),
                         .bad = is_bad(photo.state),
                         .can_be_opened = photo.state != app::PhotoState::elsewhere});
    }
    return tiles;
}

void draw_draft_photos(Screen& screen, const app::Raise& raise) {
    Kit& kit = screen.kit;
    text(kit, tr("raise.photos"), {.style = TextStyle::body_strong});
    const auto tiles = photo_tiles_of(raise);
    const PhotoTilesUse use =
        photo_tiles(kit, tiles,
                    {.name = tr("raise.photos"),
                     .removable = true,
                     .addable = std::max(0, raise.photos_max - static_cast<int>(tiles.size())),
                     .add = tr("raise.add_photo")});
    if (use.opened >= 0) open_sheet(screen, use.opened);
    if (use.removed >= 0) {
        app::Portal& portal = screen.portal;
        portal.remove_photo(raise.photos[static_cast<std::size_t>(use.removed)].id);
        kit.toast({.words = std::string(tr("photo.removed")),
                   .action = std::string(tr("action.undo")),
                   .act = [&portal] { portal.restore_photo(); }});
    }
    const std::string_view wrong = field_error(raise.refusals, domain::Field::photos);
    if (!wrong.empty()) error_text(kit, wrong);
    if (raise.photo_failure) {
        error_text(kit, *raise.photo_failure == platform::PhotoFailure::unreadable
                            ? tr("photo.unreadable")
                            : tr("photo.not_kept"));
    }
    small_text(kit, format(tr("raise.photos_hint"), {{"n", raise.photos_max}}));
}

void draw_concern_photos(Screen& screen, const app::ConcernDetail& detail) {
    if (detail.photos.empty()) return;
    Kit& kit = screen.kit;
    const Card card(kit, {.gap = 8});
    small_text(kit, tr("concern.photos"));
    const PhotoTilesUse use =
        photo_tiles(kit, photo_tiles_of(detail), {.name = tr("concern.photos")});
    if (use.opened >= 0) open_sheet(screen, use.opened);
    if (has_one(detail, app::PhotoState::tomorrow)) small_text(kit, tr("photo.tomorrow_why"));
    if (has_one(detail, app::PhotoState::not_taken)) small_text(kit, tr("photo.not_taken_why"));
    if (has_one(detail, app::PhotoState::refused)) small_text(kit, tr("photo.refused_why"));
}

void draw_photo_sheet(Screen& screen, const std::vector<PhotoTile>& photos) {
    const int count = static_cast<int>(photos.size());
    const int opened = opened_photo(screen, count);
    if (opened < 0) return;
    Kit& kit = screen.kit;
    const std::string title = format(tr("photo.title"), {{"n", opened + 1}, {"count", count}});
    const Sheet sheet(kit, title);
    const PhotoTile& photo = photos[static_cast<std::size_t>(opened)];
    whole_photo(kit, format(tr("photo.name"), {{"n", opened + 1}}), photo,
                std::floor(kit.frame().height * 0.6F));
    if (count > 1) {
        Columns columns(kit, {1, 1});
        columns.next();
        if (button(kit, tr("photo.previous"),
                   {.kind = ButtonKind::secondary, .disabled = opened == 0})) {
            open_sheet(screen, opened - 1);
        }
        columns.next();
        if (button(kit, tr("photo.next"),
                   {.kind = ButtonKind::secondary, .disabled = opened == count - 1})) {
            open_sheet(screen, opened + 1);
        }
    }
    if (sheet.dismissed()) screen.open.sheet.clear();
}

}  // namespace yg::ui
