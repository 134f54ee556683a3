#include "engine/execute.hpp"

#include "engine/small_town.hpp"
#include "store/photo_store.hpp"
#include "store/slot_store.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::test;
using domain::Refusal;

namespace {

domain::Booking booking_of(SmallTown& small, int n) {
    return *store::find_booking(small.database(), town, BookingId::trusted(uuid(n))).value();
}

int signed_up(SmallTown& small) {
    return store::find_activity(small.database(), town, clean_up).value()->signed_up;
}

}  // namespace

TEST_CASE("A submitted concern is stored with its number, its clock and its first event") {
    SmallTown small;
    REQUIRE(small.run(li, concern_command(1)) == Refusal::none);
    const auto concern =
        store::find_concern(small.database(), town, ConcernId::trusted(uuid(1))).value();
    REQUIRE(concern.has_value());
    CHECK(concern->number == "XC-1124-0001");
    CHECK(concern->reporter == li);
    CHECK(concern->due_at == nine + 2 * hour_ms);
    const auto events = store::list_concern_events(small.database(), town, concern->id).value();
    REQUIRE(events.size() == 1);
    CHECK(events[0].at == nine);
    REQUIRE(small.run(wang, concern_command(2)) == Refusal::none);
    CHECK(
        store::find_concern(small.database(), town, ConcernId::trusted(uuid(2))).value()->number ==
        "XC-1124-0002");
}

TEST_CASE("A concern reaches its reporter and the public, a report its reporter alone") {
    SmallTown small;
    REQUIRE(small.run(li, concern_command(1)) == Refusal::none);
    CHECK(small.feed("user:li") == "concern concern_event ");
    CHECK(small.feed("public") == "concern concern_event ");
    const auto before = store::current_feed_version(small.database(), town).value();
    auto report = concern_command(2);
    report.type = domain::ConcernType::report;
    REQUIRE(small.run(li, report) == Refusal::none);
    CHECK(small.feed("user:li", before) == "concern concern_event ");
    CHECK(small.feed("public", before).empty());
}

TEST_CASE("Photos are stored with their concern, in order, and go to its reporter alone") {
    SmallTown small;
    auto command = concern_command(1);
    command.photos = {photo(4), photo(3)};
    REQUIRE(small.run(li, command) == Refusal::none);
    const auto photos = store::list_photos_of_concern(small.database(), town, command.id).value();
    REQUIRE(photos.size() == 2);
    CHECK(photos[0].id == photo(4).id);
    CHECK(photos[1].id == photo(3).id);
    CHECK(photos[1].position == 1);
    CHECK(photos[1].arrived_at == 0);
    CHECK(small.feed("user:li") == "concern concern_event photo photo ");
    CHECK(small.feed("public") == "concern concern_event ");
}

TEST_CASE("A photo belongs to one concern: its id is refused in another") {
    SmallTown small;
    auto command = concern_command(1);
    command.photos = {photo(4)};
    REQUIRE(small.run(li, command) == Refusal::none);
    auto other = concern_command(2);
    other.photos = {photo(4)};
    CHECK(small.run(wang, other) == Refusal::already_exists);
    CHECK(store::find_photo(small.database(), town, photo(4).id).value()->concern == command.id);
}

TEST_CASE("The same concern again is refused and leaves no second number") {
    SmallTown small;
    REQUIRE(small.run(li, concern_command(1)) == Refusal::none);
    CHECK(small.run(li, concern_command(1)) == Refusal::already_exists);
    CHECK(small.run(wang, concern_command(1)) == Refusal::already_exists);
    REQUIRE(small.run(li, concern_command(2)) == Refusal::none);
    CHECK(
        store::find_concern(small.database(), town, ConcernId::trusted(uuid(2))).value()->number ==
        "XC-1124-0002");
}

TEST_CASE("A person raises so many concerns a day, whatever others raise, and more the next day") {
    SmallTown small;
    domain::TownProfile profile = *store::find_town(small.database(), town).value();
    profile.settings.concerns_a_day_max = 3;
    REQUIRE(store::put_town(small.database(), profile).ok());
    const TimeMs last_minute = to_moment({2026, 11, 24}, 24 * 60 - 1);
    for (int n = 1; n <= 3; ++n) REQUIRE(small.run(li, concern_command(n)) == Refusal::none);
    CHECK(small.run(li, concern_command(4), last_minute) == Refusal::too_many_concerns);
    CHECK(small.run(wang, concern_command(5), last_minute) == Refusal::none);
    CHECK(small.run(li, concern_command(6), last_minute + minute_ms) == Refusal::none);
}

TEST_CASE("Unknown ids are refused, each with its own reason") {
    SmallTown small;
    auto concern = concern_command(1);
    concern.category = CategoryId::trusted("none");
    CHECK(small.run(li, concern) == Refusal::category_unknown);
    concern = concern_command(1);
    concern.grid = GridId::trusted("none");
    CHECK(small.run(li, concern) == Refusal::grid_unknown);
    CHECK(small.run(li, booking_command(1, at(10), RoomId::trusted("none"))) ==
          Refusal::room_unknown);
    CHECK(small.run(li, domain::CancelBooking{BookingId::trusted("none")}) ==
          Refusal::booking_unknown);
    CHECK(small.run(
              li, domain::JoinActivity{SignUpId::trusted(uuid(1)), ActivityId::trusted("none")}) ==
          Refusal::activity_unknown);
    CHECK(small.run(li, domain::LeaveActivity{SignUpId::trusted("none")}) ==
          Refusal::sign_up_unknown);
    CHECK(store::current_feed_version(small.database(), town).value() == 0);
}

TEST_CASE("Nobody does anything without being signed in") {
    SmallTown small;
    const PersonId nobody;
    CHECK(small.run(nobody, concern_command(1)) == Refusal::not_signed_in);
    CHECK(small.run(nobody, booking_command(1, at(10))) == Refusal::not_signed_in);
    CHECK(small.run(nobody, domain::CancelBooking{BookingId::trusted("x")}) ==
          Refusal::not_signed_in);
    CHECK(small.run(nobody, join_command(1)) == Refusal::not_signed_in);
    CHECK(small.run(nobody, domain::LeaveActivity{SignUpId::trusted("x")}) ==
          Refusal::not_signed_in);
}

TEST_CASE("Danger makes the first clock the urgent one") {
    SmallTown small;
    domain::TownProfile profile = *store::find_town(small.database(), town).value();
    profile.settings.urgent_clock = 10 * minute_ms;
    REQUIRE(store::put_town(small.database(), profile).ok());
    auto command = concern_command(1);
    command.category = CategoryId::trusted("gas");
    REQUIRE(small.run(li, command) == Refusal::none);
    CHECK(store::find_concern(small.database(), town, command.id).value()->due_at ==
          nine + 10 * minute_ms);
}

TEST_CASE("A room is booked once: the second gets told that it is taken") {
    SmallTown small;
    REQUIRE(small.run(li, booking_command(1, at(10))) == Refusal::none);
    CHECK(booking_of(small, 1).state == domain::BookingState::confirmed);
    CHECK(small.run(wang, booking_command(2, at(10))) == Refusal::room_taken);
    CHECK_FALSE(store::find_booking(small.database(), town, BookingId::trusted(uuid(2)))
                    .value()
                    .has_value());
    CHECK(small.run(wang, booking_command(3, at(11))) == Refusal::none);
    CHECK(small.feed("public") == "booking booking ");
    CHECK(small.feed("user:li") == "booking ");
}

TEST_CASE("The constraint stops a double booking that the facts did not show") {
    SmallTown small;
    // Somebody's slots without a booking that could be seen: what a faulty rule would be like.
    domain::Booking hidden;
    hidden.id = BookingId::trusted("hidden");
    hidden.room = quyi;
    hidden.when = at(10);
    hidden.state = domain::BookingState::cancelled;
    REQUIRE(store::put_booking(small.database(), town, hidden).ok());
    const auto room = *store::find_room(small.database(), town, quyi).value();
    REQUIRE(store::claim_slots(small.database(), town, room, hidden).value());
    CHECK(small.run(li, booking_command(1, at(10))) == Refusal::room_taken);
    CHECK_FALSE(store::find_booking(small.database(), town, BookingId::trusted(uuid(1)))
                    .value()
                    .has_value());
    CHECK(small.run(li, booking_command(1, at(11))) == Refusal::none);
}

TEST_CASE("A room with seats is booked until it is full") {
    SmallTown small;
    REQUIRE(small.run(li, booking_command(1, at(10), shuhua)) == Refusal::none);
    auto two = booking_command(2, at(10), shuhua);
    two.seats = 2;
    CHECK(small.run(wang, two) == Refusal::room_taken);
    two.seats = 1;
    CHECK(small.run(wang, two) == Refusal::none);
}

TEST_CASE("A room that needs approval holds the slot while the booking waits") {
    SmallTown small;
    auto room = *store::find_room(small.database(), town, quyi).value();
    room.needs_approval = true;
    REQUIRE(store::put_room(small.database(), town, room).ok());
    REQUIRE(small.run(li, booking_command(1, at(10))) == Refusal::none);
    CHECK(booking_of(small, 1).state == domain::BookingState::pending);
    CHECK(small.run(wang, booking_command(2, at(10))) == Refusal::room_taken);
}

TEST_CASE("A cancelled booking frees its slot, stays with its owner and leaves the public") {
    SmallTown small;
    REQUIRE(small.run(li, booking_command(1, at(10))) == Refusal::none);
    const auto before = store::current_feed_version(small.database(), town).value();
    CHECK(small.run(wang, domain::CancelBooking{BookingId::trusted(uuid(1))}) ==
          Refusal::booking_unknown);
    REQUIRE(small.run(li, domain::CancelBooking{BookingId::trusted(uuid(1))}) == Refusal::none);
    CHECK(small.feed("public", before) == "booking- ");
    CHECK(small.feed("user:li", before) == "booking ");
    CHECK(small.run(li, domain::CancelBooking{BookingId::trusted(uuid(1))}) ==
          Refusal::booking_not_active);
    CHECK(small.run(wang, booking_command(2, at(10))) == Refusal::none);
}

TEST_CASE("Quotas count a person's own active bookings and hours of the week in a room") {
    SmallTown small;
    REQUIRE(small.run(li, booking_command(1, at(10, 2))) == Refusal::none);
    REQUIRE(small.run(li, booking_command(2, at(12, 2))) == Refusal::none);
    CHECK(small.run(li, booking_command(3, at(16), shuhua)) == Refusal::too_many_active_bookings);
    // Once both are over, the four hours of this week are still used up, but not those of the next.
    const TimeMs evening = at(18).start;
    CHECK(small.run(li, booking_command(4, at(19)), evening) == Refusal::weekly_hours_used_up);
    CHECK(small.run(li, booking_command(5, at(19), shuhua), evening) == Refusal::none);
    const TimeMs monday = to_moment({2026, 11, 30}, 600);
    CHECK(small.run(li, booking_command(6, {monday, monday + hour_ms}), evening) == Refusal::none);
}

TEST_CASE("Nobody is in two places at once") {
    SmallTown small;
    REQUIRE(small.run(li, booking_command(1, at(10))) == Refusal::none);
    CHECK(small.run(li, booking_command(2, at(10), shuhua)) == Refusal::person_busy_then);
    REQUIRE(small.run(li, join_command(3)) == Refusal::none);
    CHECK(small.run(li, booking_command(4, at(15), shuhua)) == Refusal::person_busy_then);
    REQUIRE(small.run(wang, booking_command(5, at(16))) == Refusal::none);
    CHECK(small.run(wang, join_command(6)) == Refusal::person_busy_then);
}

TEST_CASE("The last place of an activity goes to one person") {
    SmallTown small;
    REQUIRE(small.run(li, join_command(1)) == Refusal::none);
    CHECK(signed_up(small) == 1);
    CHECK(small.run(wang, join_command(2)) == Refusal::activity_full);
    CHECK(small.run(li, join_command(3)) == Refusal::already_signed_up);
    CHECK(signed_up(small) == 1);
    CHECK(small.feed("user:li") == "sign_up ");
    CHECK(small.feed("public") == "activity ");
}

TEST_CASE("Leaving an activity frees the place exactly once") {
    SmallTown small;
    REQUIRE(small.run(li, join_command(1)) == Refusal::none);
    const domain::LeaveActivity leave{SignUpId::trusted(uuid(1))};
    CHECK(small.run(wang, leave) == Refusal::sign_up_unknown);
    REQUIRE(small.run(li, leave) == Refusal::none);
    CHECK(signed_up(small) == 0);
    CHECK(small.run(li, leave) == Refusal::sign_up_not_active);
    CHECK(signed_up(small) == 0);
    CHECK(small.run(wang, join_command(2)) == Refusal::none);
    CHECK(small.run(li, join_command(3)) == Refusal::activity_full);
}

TEST_CASE("Who left may join again") {
    SmallTown small;
    REQUIRE(small.run(li, join_command(1)) == Refusal::none);
    REQUIRE(small.run(li, domain::LeaveActivity{SignUpId::trusted(uuid(1))}) == Refusal::none);
    CHECK(small.run(li, join_command(2)) == Refusal::none);
    CHECK(signed_up(small) == 1);
}

TEST_CASE("Age is counted from the birth year") {
    SmallTown small;
    auto activity = *store::find_activity(small.database(), town, clean_up).value();
    activity.age_max = 69;
    REQUIRE(store::put_activity(small.database(), town, activity).ok());
    CHECK(small.run(li, join_command(1)) == Refusal::age_not_allowed);  // born 1956
    activity.age_max = 70;
    REQUIRE(store::put_activity(small.database(), town, activity).ok());
    CHECK(small.run(li, join_command(1)) == Refusal::none);
}

TEST_CASE("Checking says what executing would, and changes nothing") {
    SmallTown small;
    REQUIRE(small.run(li, booking_command(1, at(10))) == Refusal::none);
    const auto before = small.changes();
    CHECK(engine::check(small.database(), small.as(wang), booking_command(2, at(11)))
              .value()
              .empty());
    const auto refusals =
        engine::check(small.database(), small.as(wang), booking_command(2, at(10))).value();
    REQUIRE(refusals.size() == 1);
    CHECK(refusals[0] == domain::FieldRefusal{domain::Field::time, Refusal::room_taken});
    CHECK(small.changes() == before);
}

TEST_CASE("A refused command changes nothing, even without undoing") {
    SmallTown phone(store::Side::phone);
    REQUIRE(phone.run(li, booking_command(1, at(10))) == Refusal::none);
    const auto before = phone.changes();
    const auto refusals =
        engine::execute(phone.database(), phone.as(li), booking_command(2, at(10))).value();
    CHECK_FALSE(refusals.empty());
    CHECK(phone.changes() == before);
}

TEST_CASE("A phone carries out the same commands, without number, slots and feed") {
    SmallTown phone(store::Side::phone);
    REQUIRE(phone.run(li, concern_command(1)) == Refusal::none);
    const auto concerns = store::list_concerns_of_reporter(phone.database(), town, li, 10).value();
    REQUIRE(concerns.size() == 1);
    CHECK(concerns[0].number.empty());
    REQUIRE(phone.run(li, booking_command(2, at(10))) == Refusal::none);
    REQUIRE(phone.run(li, domain::CancelBooking{BookingId::trusted(uuid(2))}) == Refusal::none);
    REQUIRE(phone.run(li, join_command(3)) == Refusal::none);
    REQUIRE(phone.run(li, domain::LeaveActivity{SignUpId::trusted(uuid(3))}) == Refusal::none);
}

TEST_CASE("What a phone carried out can be undone to the last row") {
    SmallTown phone(store::Side::phone);
    REQUIRE(phone.run(li, join_command(1)) == Refusal::none);
    auto recorder = store::ChangeRecorder::start(phone.database()).value();
    REQUIRE(phone.run(li, concern_command(2)) == Refusal::none);
    REQUIRE(phone.run(li, booking_command(3, at(10))) == Refusal::none);
    REQUIRE(phone.run(li, domain::LeaveActivity{SignUpId::trusted(uuid(1))}) == Refusal::none);
    const auto changes = recorder.finish().value();
    REQUIRE(phone.database().apply_inverted(changes).ok());
    CHECK(store::list_concerns_of_reporter(phone.database(), town, li, 10).value().empty());
    CHECK(store::list_bookings_of_person(phone.database(), town, li, 10).value().empty());
    CHECK(signed_up(phone) == 1);
}
