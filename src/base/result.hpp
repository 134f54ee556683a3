// Operating failures (disk, network, malformed input) travel as values: Result<T>.
// A refusal by a rule is not a failure: see domain/refusal.hpp. A bug is neither: see check.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/check.hpp"

namespace yg {

/// What kind of operating failure it was: decides whether trying again can help.
enum class ErrorKind : std::uint8_t {
    invalid_input,   ///< The bytes given are not what they should be. Trying again won't help.
    not_found,       ///< What was asked for isn't there.
    denied,          ///< Who asked may not have it.
    conflict,        ///< It changed in between, or came out of order.
    too_large,       ///< A limit on size or count was passed.
    newer_database,  ///< The database was written by a newer program; it was left untouched.
    corrupted,       ///< Stored bytes are damaged.
    unavailable,     ///< Network or disk; trying again later can help.
    full,            ///< No room is left where it was to be written.
    internal,        ///< This program is at fault, whatever it was given.
};

struct Error {
    ErrorKind kind = ErrorKind::unavailable;
    std::string detail;  ///< For the log and for developers; never shown to a person as it is.
};

/// Either a T or an Error. Asking for the wrong one is a bug.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & {
        CHECK(ok());
        return *std::get_if<0>(&state_);
    }
    const T& value() const& {
        CHECK(ok());
        return *std::get_if<0>(&state_);
    }
    // By value: a loop over `load().value()` must not outlive what it loops over.
    T value() && {
        CHECK(ok());
        return std::move(*std::get_if<0>(&state_));
    }
    [[nodiscard]] const Error& error() const {
        CHECK(!ok());
        return *std::get_if<1>(&state_);
    }

private:
    std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    [[nodiscard]] bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const Error& error() const {
        CHECK(!ok());
        return *error_;
    }

private:
    std::optional<Error> error_;
};

}  // namespace yg

#define YG_JOIN_INNER(a, b) a##b
#define YG_JOIN(a, b) YG_JOIN_INNER(a, b)

/// Hands the error of a Result<void> (or an ignored value's error) on to the caller.
#define RETURN_IF_ERROR(expression)                                                      \
    do {                                                                                 \
        const auto& YG_JOIN(result_, __LINE__) = (expression);                           \
        if (!YG_JOIN(result_, __LINE__).ok()) return YG_JOIN(result_, __LINE__).error(); \
    } while (false)

/// `ASSIGN_OR_RETURN(const Room room, load_room(id));` declares the value or hands the error on.
#define ASSIGN_OR_RETURN(declaration, expression)                                    \
    auto YG_JOIN(result_, __LINE__) = (expression);                                  \
    if (!YG_JOIN(result_, __LINE__).ok()) return YG_JOIN(result_, __LINE__).error(); \
    declaration = std::move(YG_JOIN(result_, __LINE__)).value()
