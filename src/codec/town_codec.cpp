#include "codec/town_codec.hpp"

#include "codec/town_reader.hpp"

namespace yg::codec {
namespace {

using ReadFile = void (*)(TownReader&, const TownNode&);

/// In the order of town_file_names: a file may refer to those before it.
constexpr std::array<ReadFile, town_file_names.size()> read_file = {
    read_town,     read_grids,      read_units,    read_categories, read_rooms,
    read_accounts, read_activities, read_bookings, read_concerns,   read_holidays,
};

}  // namespace

Result<Town> decode_town(const TownFiles& files, LocalDate today) {
    TownReader reader;
    reader.today = today;

    std::vector<nlohmann::json> documents;
    for (const std::string_view name : town_file_names) {
        const auto found = files.texts.find(name);
        if (found == files.texts.end()) {
            reader.faults.add(name, "", "missing");
            continue;
        }
        auto document = parse_town_json(name, found->second, reader.faults);
        if (document) documents.push_back(std::move(*document));
    }
    if (reader.faults.empty()) {
        for (std::size_t i = 0; i < documents.size(); ++i) {
            read_file[i](reader, TownNode(&documents[i], town_file_names[i], "", reader.faults));
            reader.references_can_be_checked = reader.faults.empty();
        }
    }
    if (!reader.faults.empty()) return Error{ErrorKind::invalid_input, reader.faults.text()};
    return std::move(reader.town);
}

}  // namespace yg::codec
