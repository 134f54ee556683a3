#include "server/admin/accounts_csv.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "domain/person/phone_number.hpp"
#include "server/admin/accounts.hpp"
#include "server/admin/csv.hpp"
#include "store/person_store.hpp"

namespace yg::server {

namespace {

struct Column {
    std::string_view name;
    std::optional<std::string> AccountFields::* field;
    bool required;
};
constexpr std::array<Column, 6> known_columns = {{
    {"phone", &AccountFields::phone, true},
    {"name", &AccountFields::name, true},
    {"role", &AccountFields::role, true},
    {"community", &AccountFields::community, false},
    {"grid", &AccountFields::grid, false},
    {"unit", &AccountFields::unit, false},
}};

using Columns = std::vector<const Column*>;

/// What the first line says, or faults.
Columns read_header(const CsvRecord& header, std::vector<std::string>& faults) {
    const std::string line = "line " + std::to_string(header.line) + ": ";
    Columns columns;
    for (const std::string& given : header.fields) {
        const std::string name(trim(given));
        const auto* const found = std::find_if(known_columns.begin(), known_columns.end(),
                                               [&](const auto& one) { return one.name == name; });
        if (found == known_columns.end()) {
            faults.push_back(line + "there is no column \"" + name +
                             "\"; they are phone, name, role, community, grid, unit");
        } else if (std::find(columns.begin(), columns.end(), found) != columns.end()) {
            faults.push_back(line + "column \"" + name + "\" is there twice");
        } else {
            columns.push_back(found);
        }
    }
    for (const Column& column : known_columns) {
        if (!column.required || std::find(columns.begin(), columns.end(), &column) != columns.end())
            continue;
        faults.push_back(line + "column \"" + std::string(column.name) + "\" is missing");
    }
    return columns;
}

struct Importing {
    store::Database& database;
    const TownId& town;
    RandomSource& random;
    TimeMs now;
    Columns columns;
    std::map<std::string, int> line_of_phone;
    AccountImport result;

    void fault(const CsvRecord& record, std::string_view what) {
        result.faults.push_back("line " + std::to_string(record.line) + ": " + std::string(what));
    }
};

Result<void> import_record(Importing& importing, const CsvRecord& record) {
    if (record.fields.size() != importing.columns.size()) {
        importing.fault(record, "has " + std::to_string(record.fields.size()) +
                                    " fields, the first line " +
                                    std::to_string(importing.columns.size()));
        return {};
    }
    AccountFields fields;
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        fields.*importing.columns[i]->field = std::string(trim(record.fields[i]));
    }
    const std::string phone = domain::parse_mobile_number(*fields.phone).value_or("");
    const auto [first, is_new] = importing.line_of_phone.emplace(phone, record.line);
    if (!phone.empty() && !is_new) {
        importing.fault(record, "phone \"" + *fields.phone + "\" is on line " +
                                    std::to_string(first->second) + " already");
        return {};
    }
    ASSIGN_OR_RETURN(const std::optional<domain::Person> before,
                     store::find_person_by_phone(importing.database, importing.town, phone));
    domain::Person person = before.value_or(domain::Person());
    if (!before) person.id = PersonId::trusted(make_uuid_v7(importing.now, importing.random));
    ASSIGN_OR_RETURN(const std::vector<AccountFault> faults,
                     fill_account(importing.database, importing.town, fields, person));
    for (const AccountFault& fault : faults) importing.fault(record, words_of(fault));
    if (!faults.empty()) return {};
    ++(before ? importing.result.changed : importing.result.made);
    return save_account(importing.database, importing.town, before, person);
}

}  // namespace

Result<AccountImport> import_accounts(store::Database& database, const TownId& town,
                                      std::string_view csv, RandomSource& random, TimeMs now) {
    const Result<std::vector<CsvRecord>> records = read_csv(csv);
    AccountImport refused;
    if (!records.ok()) {
        refused.faults.push_back(records.error().detail);
        return refused;
    }
    if (records.value().empty()) {
        refused.faults.emplace_back("it is empty");
        return refused;
    }
    const Columns columns = read_header(records.value().front(), refused.faults);
    if (!refused.faults.empty()) return refused;

    ASSIGN_OR_RETURN(store::Transaction transaction, store::Transaction::writing(database));
    Importing importing{database, town, random, now, columns, {}, {}};
    for (std::size_t i = 1; i < records.value().size(); ++i) {
        RETURN_IF_ERROR(import_record(importing, records.value()[i]));
    }
    if (!importing.result.faults.empty()) {
        importing.result.made = 0;
        importing.result.changed = 0;
        return std::move(importing.result);  // The transaction is undone.
    }
    RETURN_IF_ERROR(transaction.commit());
    return std::move(importing.result);
}

}  // namespace yg::server
