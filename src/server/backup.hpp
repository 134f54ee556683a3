// Owns backups: a folder like a data folder, with the database as one moment saw it, the photos
// that it names, and the secret that opens what it keeps sealed. Must not know what is in the
// database.
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/time.hpp"

namespace yg::server {

// The error of each is a sentence that says what to do; nothing was changed then.

/// Photos of a database that was copied: they are linked where that is possible, since a picture's
/// file never changes, and copied otherwise.
struct CopiedPhotos {
    int copied = 0;
    int missing = 0;  ///< Named by the database, but not there: portal-server check names them.
};

/// Makes `backup` from `folder`, which a server may be using. All of it is on the disk before it
/// has that name; whatever has the name already is refused.
Result<CopiedPhotos> make_backup(const std::string& folder, const std::string& backup);

struct Restored {
    std::string kept;    ///< Where the former database lies; empty if there was none.
    bool secret = true;  ///< False: the backup has none, so staff must enrol anew.
    CopiedPhotos photos = {};
};
/// Puts `backup` into `folder`, whose lock the caller holds, after reading all of it. A database
/// that is there is refused, or with `replace` kept in a dated folder beside the new one.
Result<Restored> restore_backup(const std::string& backup, const std::string& folder, bool replace,
                                TimeMs now);

}  // namespace yg::server
