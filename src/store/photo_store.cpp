#include "store/photo_store.hpp"

namespace yg::store {
namespace {

#define PHOTO_COLUMNS "id, concern_id, position, sha256, bytes, arrived_at"

#define FILE_COLUMNS "photo_id, file, width, height, bytes"

domain::Photo read_photo(const Row& row) {
    return {.id = row.id<PhotoId>(0),
            .concern = row.id<ConcernId>(1),
            .position = row.number(2),
            .sha256 = row.string(3),
            .bytes = row.number(4),
            .arrived_at = row.integer(5)};
}

PhotoFile read_photo_file(const Row& row) {
    return {.photo = row.id<PhotoId>(0),
            .file = row.string(1),
            .width = row.number(2),
            .height = row.number(3),
            .bytes = row.number(4)};
}

}  // namespace

Result<std::optional<domain::Photo>> find_photo(Database& database, const TownId& town,
                                                const PhotoId& id) {
    return query_one(database, "SELECT " PHOTO_COLUMNS " FROM photo WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_photo);
}

Result<void> put_photo(Database& database, const TownId& town, const domain::Photo& photo) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO photo (town_id, " PHOTO_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (town_id, id) DO UPDATE SET "
        "concern_id = excluded.concern_id, position = excluded.position, "
        "sha256 = excluded.sha256, bytes = excluded.bytes, arrived_at = excluded.arrived_at",
        {town, photo.id, photo.concern, photo.position, photo.sha256, photo.bytes,
         photo.arrived_at}));
    return {};
}

Result<void> remove_photo(Database& database, const TownId& town, const PhotoId& id) {
    RETURN_IF_ERROR(database.run("DELETE FROM photo WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

Result<std::vector<domain::Photo>> list_photos_of_concern(Database& database, const TownId& town,
                                                          const ConcernId& concern) {
    return query_all(database,
                     "SELECT " PHOTO_COLUMNS
                     " FROM photo WHERE town_id = ?1 AND concern_id = ?2 ORDER BY position, id",
                     {town, concern}, read_photo);
}

Result<std::vector<domain::Photo>> list_photos_to_send(Database& database, const TownId& town) {
    return query_all(database,
                     "SELECT " PHOTO_COLUMNS
                     " FROM photo WHERE town_id = ?1 AND arrived_at = 0 "
                     "ORDER BY concern_id, position, id",
                     {town}, read_photo);
}

Result<std::vector<PhotoId>> list_photo_ids(Database& database, const TownId& town) {
    return query_all(database, "SELECT id FROM photo WHERE town_id = ?1", {town},
                     [](const Row& row) { return row.id<PhotoId>(0); });
}

Result<std::optional<PhotoFile>> find_photo_file(Database& database, const TownId& town,
                                                 const PhotoId& photo) {
    return query_one(database,
                     "SELECT " FILE_COLUMNS " FROM photo_file WHERE town_id = ?1 AND photo_id = ?2",
                     {town, photo}, read_photo_file);
}

Result<std::vector<PhotoFile>> list_photo_files(Database& database) {
    ASSIGN_OR_RETURN(
        const std::int64_t tables,
        query_integer(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'photo_file'",
                      {}));
    if (tables == 0) return std::vector<PhotoFile>();
    return query_all(database, "SELECT " FILE_COLUMNS " FROM photo_file ORDER BY photo_id", {},
                     read_photo_file);
}

Result<bool> is_photo_file(Database& database, const TownId& town, std::string_view file) {
    ASSIGN_OR_RETURN(
        const std::int64_t count,
        query_integer(database, "SELECT count(*) FROM photo_file WHERE town_id = ?1 AND file = ?2",
                      {town, file}));
    return count > 0;
}

Result<PhotosBegun> count_photos_begun(Database& database, const TownId& town,
                                       const PersonId& reporter, const PhotoId& but,
                                       const PhotosBegunSince& since) {
    // From the concerns to their photos, never the other way: a person has few, a town many.
    ASSIGN_OR_RETURN(
        const auto found,
        query_one(database,
                  "SELECT COALESCE(SUM(p.begun_at >= ?4 AND p.id <> ?3), 0), "
                  "COALESCE(SUM(CASE WHEN p.begun_at >= ?4 THEN p.begun_bytes ELSE 0 END), 0), "
                  "COALESCE(SUM(p.begun_at >= ?5 AND p.id <> ?3 AND p.arrived_at = 0), 0) "
                  "FROM concern c CROSS JOIN photo p ON p.town_id = ?1 AND p.concern_id = c.id "
                  "WHERE c.town_id = ?1 AND c.reporter_id = ?2 AND p.begun_at > 0",
                  {town, reporter, but, since.day_from, since.unfinished_from}, [](const Row& row) {
                      return PhotosBegun{.photos = row.integer(0),
                                         .bytes = row.integer(1),
                                         .unfinished = row.integer(2)};
                  }));
    return found.value_or(PhotosBegun{});
}

Result<void> note_photo_begun(Database& database, const TownId& town, const domain::Photo& photo,
                              TimeMs day_from, TimeMs now) {
    RETURN_IF_ERROR(
        database.run("UPDATE photo SET begun_at = ?4, begun_bytes = ?5 + "
                     "CASE WHEN begun_at >= ?3 THEN begun_bytes ELSE 0 END "
                     "WHERE town_id = ?1 AND id = ?2",
                     {town, photo.id, day_from, now, photo.bytes}));
    return {};
}

Result<void> remove_photo_and_file(Database& database, const TownId& town, const PhotoId& photo) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM photo_file WHERE town_id = ?1 AND photo_id = ?2", {town, photo}));
    return remove_photo(database, town, photo);
}

Result<void> put_photo_file(Database& database, const TownId& town, const PhotoFile& file) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO photo_file (town_id, " FILE_COLUMNS
        ") "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (town_id, photo_id) DO UPDATE SET "
        "file = excluded.file, width = excluded.width, height = excluded.height, "
        "bytes = excluded.bytes",
        {town, file.photo, file.file, file.width, file.height, file.bytes}));
    return {};
}

}  // namespace yg::store
