// Owns what belongs to one person, gathered from all tables. A table that names a person is named
// here and in erase_account, or the tests of both say so.
#pragma once

#include "base/result.hpp"
#include "codec/my_data_codec.hpp"
#include "store/database.hpp"

namespace yg::server {

/// Of each kind at most so many rows; more is said to be there.
inline constexpr int my_data_rows = 5000;

/// Reads everything from one view of the database, which the caller has opened. `session`: the hash
/// of the one that asks.
Result<codec::MyData> collect_my_data(store::Database& database, const TownId& town,
                                      const domain::Person& person, std::string_view session,
                                      TimeMs now, int rows = my_data_rows);

}  // namespace yg::server
