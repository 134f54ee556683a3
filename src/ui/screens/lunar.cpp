#include "ui/screens/lunar.hpp"

#include "ui/kit/lunar.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

namespace {

std::string_view numbered(std::string_view prefix, int number) {
    return tr_named(prefix, std::to_string(number));
}

}  // namespace

std::string_view lunar_day_words(LocalDate date) {
    if (const int term = solar_term(date); term > 0) return numbered("lunar.term.", term);
    const auto lunar = lunar_day(date);
    if (!lunar) return {};
    if (lunar->day == 1) return numbered("lunar.month.", lunar->month);
    return numbered("lunar.day.", lunar->day);
}

std::string lunar_date_words(LocalDate date) {
    const auto lunar = lunar_day(date);
    if (!lunar) return {};
    std::string month(numbered("lunar.month.", lunar->month));
    if (lunar->leap) month = format(tr("lunar.leap"), {{"month", month}});
    const std::string_view day = numbered("lunar.day.", lunar->day);
    const int term = solar_term(date);
    if (term == 0) return format(tr("lunar.date"), {{"month", month}, {"day", day}});
    return format(tr("lunar.date_term"),
                  {{"month", month}, {"day", day}, {"term", numbered("lunar.term.", term)}});
}

}  // namespace yg::ui
