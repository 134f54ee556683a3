// Owns the rows of concerns' pictures, not their bytes. Must not know who may see them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/concern/photo.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<std::optional<domain::Photo>> find_photo(Database& database, const TownId& town,
                                                const PhotoId& id);
Result<void> put_photo(Database& database, const TownId& town, const domain::Photo& photo);
Result<void> remove_photo(Database& database, const TownId& town, const PhotoId& id);
/// In the reporter's order.
Result<std::vector<domain::Photo>> list_photos_of_concern(Database& database, const TownId& town,
                                                          const ConcernId& concern);
/// Those that the server hasn't, oldest concern first. On a phone they are all one's own.
Result<std::vector<domain::Photo>> list_photos_to_send(Database& database, const TownId& town);
/// The ids of all that are known here.
Result<std::vector<PhotoId>> list_photo_ids(Database& database, const TownId& town);

/// Server only: where a picture that arrived lies, and how large it is there.
struct PhotoFile {
    PhotoId photo;
    std::string file;  ///< Name in the folder of pictures.
    int width = 0;     ///< pixels
    int height = 0;    ///< pixels
    int bytes = 0;
};
Result<std::optional<PhotoFile>> find_photo_file(Database& database, const TownId& town,
                                                 const PhotoId& photo);
Result<void> put_photo_file(Database& database, const TownId& town, const PhotoFile& file);
/// Of all towns; none in a database from before there were photos.
Result<std::vector<PhotoFile>> list_photo_files(Database& database);
/// Whether some photo that arrived lies in the file of that name.
Result<bool> is_photo_file(Database& database, const TownId& town, std::string_view file);
/// What a person has begun to send, as the server counts it.
struct PhotosBegun {
    std::int64_t photos = 0;  ///< Since the day began.
    std::int64_t bytes = 0;   ///< Of those; a photo begun twice counts twice.
    std::int64_t unfinished = 0;
};
struct PhotosBegunSince {
    TimeMs day_from = 0;
    TimeMs unfinished_from = 0;
};
/// Of the concerns that `reporter` raised. Of the photo `but`, which is to be begun (again), only
/// the bytes count that came before.
Result<PhotosBegun> count_photos_begun(Database& database, const TownId& town,
                                       const PersonId& reporter, const PhotoId& but,
                                       const PhotosBegunSince& since);
/// The first bytes of the photo come, maybe once more.
Result<void> note_photo_begun(Database& database, const TownId& town, const domain::Photo& photo,
                              TimeMs day_from, TimeMs now);

/// The photo with where it lies.
Result<void> remove_photo_and_file(Database& database, const TownId& town, const PhotoId& photo);

}  // namespace yg::store
