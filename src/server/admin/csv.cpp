#include "server/admin/csv.hpp"

#include "base/text.hpp"

namespace yg::server {

namespace {

class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {}

    Result<std::vector<CsvRecord>> read() {
        while (at_ < text_.size()) {
            CsvRecord record{line_, {}};
            RETURN_IF_ERROR(read_record(record));
            const bool empty = record.fields.size() == 1 && record.fields[0].empty();
            if (empty) continue;
            if (records_.size() == csv_records_max) {
                return fault("there are more than " + std::to_string(csv_records_max) + " lines");
            }
            records_.push_back(std::move(record));
        }
        return std::move(records_);
    }

private:
    [[nodiscard]] bool ends_record() const {
        return at_ == text_.size() || text_[at_] == '\n' || text_.substr(at_).starts_with("\r\n");
    }

    Result<void> read_record(CsvRecord& record) {
        do {
            std::string& field = record.fields.emplace_back();
            RETURN_IF_ERROR(at_ < text_.size() && text_[at_] == '"' ? read_quoted(field)
                                                                    : read_plain(field));
        } while (at_ < text_.size() && text_[at_] == ',' && ++at_ > 0);
        if (!ends_record()) return fault("after a closing quote comes neither comma nor line end");
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size()) ++at_;
        ++line_;
        return {};
    }

    Result<void> read_plain(std::string& field) {
        while (!ends_record() && text_[at_] != ',') {
            if (text_[at_] == '"') return fault("a quote stands inside an unquoted field");
            field.push_back(text_[at_++]);
        }
        return {};
    }

    Result<void> read_quoted(std::string& field) {
        const int opened = line_;
        ++at_;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '\n') ++line_;
            if (c != '"') {
                field.push_back(c);
                continue;
            }
            if (at_ == text_.size() || text_[at_] != '"') return {};
            field.push_back('"');
            ++at_;
        }
        line_ = opened;
        return fault("a quote is never closed");
    }

    [[nodiscard]] Error fault(std::string_view what) const {
        return {ErrorKind::invalid_input,
                "line " + std::to_string(line_) + ": " + std::string(what)};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    std::vector<CsvRecord> records_;
};

}  // namespace

Result<std::vector<CsvRecord>> read_csv(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.size() > csv_bytes_max) {
        return Error{ErrorKind::too_large,
                     "it is longer than " + std::to_string(csv_bytes_max) + " bytes"};
    }
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (!is_valid_utf8(text)) {
        return Error{ErrorKind::invalid_input,
                     "it is not UTF-8. Save it in the spreadsheet as CSV UTF-8"};
    }
    return CsvReader(text).read();
}

}  // namespace yg::server
