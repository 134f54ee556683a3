// Any bytes as a table of accounts: all of it is taken or, with words about why, none, and the town
// stays whole.
#include <cstdint>
#include <string_view>

#include "fakes/seeded_random.hpp"
#include "fuzz/fuzz_town.hpp"
#include "server/admin/accounts_csv.hpp"
#include "server/small_town.hpp"
#include "store/person_store.hpp"

using namespace yg;

namespace {

constexpr int more_than_there_are = 100'000;

std::size_t count_accounts(store::Database& database, const TownId& town) {
    return fuzz::must(store::list_persons(database, town, more_than_there_are), "list").size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const codec::Town town = server::small_town();
    static auto database = fuzz::database_with(town);
    fakes::SeededRandom random(1);
    const auto result =
        fuzz::must(server::import_accounts(*database, town.profile.id,
                                           {reinterpret_cast<const char*>(data), size}, random,
                                           server::small_town_now),
                   "import");
    const bool taken = result.faults.empty();
    if (!taken && (result.made != 0 || result.changed != 0)) fuzz::fail("half taken", "");
    const std::size_t made = static_cast<std::size_t>(result.made);
    if (count_accounts(*database, town.profile.id) != town.persons.size() + made) {
        fuzz::fail("another number of accounts", std::to_string(made));
    }
    if (result.made + result.changed == 0) return 0;
    fuzz::check_town(*database);
    database = fuzz::database_with(town);  // As it was before.
    return 0;
}
