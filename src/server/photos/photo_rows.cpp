#include "server/photos/photo_rows.hpp"

#include "codec/concern_codec.hpp"
#include "domain/entity.hpp"
#include "engine/rows.hpp"
#include "engine/town_authority.hpp"
#include "store/concern_store.hpp"

namespace yg::server {

Result<std::optional<domain::Photo>> find_photo_to_see(store::Database& database,
                                                       const TownId& town, const PhotoId& id,
                                                       const domain::Person& person) {
    const engine::Actor actor = engine::actor_of(person);
    ASSIGN_OR_RETURN(const std::optional<std::string> row,
                     engine::project_row(database, town, domain::entity::photo, id.text(), &actor));
    if (!row) return std::optional<domain::Photo>();
    ASSIGN_OR_RETURN(domain::Photo photo, codec::decode_photo(*row));
    return std::optional(std::move(photo));
}

Result<std::optional<domain::Photo>> find_photo_to_send(store::Database& database,
                                                        const TownId& town, const PhotoId& id,
                                                        const domain::Person& person) {
    ASSIGN_OR_RETURN(std::optional<domain::Photo> photo,
                     find_photo_to_see(database, town, id, person));
    if (!photo) return photo;
    ASSIGN_OR_RETURN(const auto concern, store::find_concern(database, town, photo->concern));
    if (!concern || concern->reporter != person.id) photo.reset();
    return photo;
}

Result<std::map<std::string, store::FeedVersion>> note_arrival(store::Database& database,
                                                               const TownId& town,
                                                               const store::PhotoFile& file,
                                                               TimeMs now) {
    ASSIGN_OR_RETURN(auto photo, store::find_photo(database, town, file.photo));
    if (!photo) return Error{ErrorKind::not_found, "the photo is no more"};
    ASSIGN_OR_RETURN(const auto concern, store::find_concern(database, town, photo->concern));
    if (!concern) return Error{ErrorKind::not_found, "the photo's concern is no more"};
    engine::TownAuthority authority;
    if (photo->arrived_at > 0) return authority.touched_scopes();
    photo->arrived_at = now;
    RETURN_IF_ERROR(store::put_photo(database, town, *photo));
    RETURN_IF_ERROR(store::put_photo_file(database, town, file));
    RETURN_IF_ERROR(authority.publish(database, town, *concern, *photo));
    return authority.touched_scopes();
}

}  // namespace yg::server
